package imprint.app.security;

import imprint.workflows.failure.NotFound;
import imprint.workflows.person.AccessTokens;
import imprint.workflows.person.People;
import java.util.Objects;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.stereotype.Component;

/** Tells of requests that last whether who sent them would still be let in. */
@Component
public final class Admissions {

    private final People people;
    private final AccessTokens tokens;

    Admissions(People people, AccessTokens tokens) {
        this.people = people;
        this.tokens = tokens;
    }

    /** The one of the request that is being answered. */
    public Admission current() {
        var authentication =
                Objects.requireNonNull(SecurityContextHolder.getContext().getAuthentication());
        var name = authentication.getName();
        var person = people.find(name).orElseThrow(() -> new NotFound("person", name));
        var token = authentication instanceof TokenAuthentication program ? program.token() : null;
        return new Admission(name, person.passwordHash(), token);
    }

    public boolean holds(Admission admission) {
        return people.find(admission.person())
                        .filter(person -> person.passwordHash().equals(admission.passwordHash()))
                        .isPresent()
                && (admission.token() == null || tokens.isValid(admission.token()));
    }
}
