package imprint.app.person;

import imprint.app.security.PasswordCheck;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.person.People;
import org.springframework.stereotype.Component;

/** Asks for it before anything that outlives a token: whoever found a token does not have the account. */
@Component
class CurrentPassword {

    static final String PLEASE = "Give your current password, too.";

    private final People people;
    private final PasswordCheck passwords;
    private final AuditTrail audit;

    CurrentPassword(People people, PasswordCheck passwords, AuditTrail audit) {
        this.people = people;
        this.passwords = passwords;
        this.audit = audit;
    }

    void require(String password, Actor actor) {
        if (!passwords.isRight(people.find(actor.name()), password, actor.address())) {
            audit.recordApart(Act.refused(
                    actor, "password asked", "person", actor.name(), "The current password was not the right one."));
            throw new InvalidInput("currentPassword", "This is not your current password.");
        }
    }
}
