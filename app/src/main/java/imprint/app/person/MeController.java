package imprint.app.person;

import imprint.workflows.audit.Actor;
import imprint.workflows.failure.NotFound;
import imprint.workflows.person.People;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/me")
class MeController {

    private final People people;
    private final Passwords passwords;
    private final CurrentPassword current;

    MeController(People people, Passwords passwords, CurrentPassword current) {
        this.people = people;
        this.passwords = passwords;
        this.current = current;
    }

    @GetMapping
    @Operation(summary = "Show who you are, and in which role")
    PersonView me(Actor actor) {
        return people.find(actor.name()).map(PersonView::of).orElseThrow(() -> new NotFound("person", actor.name()));
    }

    @PutMapping("/password")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Change your password; your access tokens end with it")
    void changePassword(@Valid @RequestBody NewPassword password, Actor actor) {
        current.require(password.currentPassword(), actor);
        people.changePassword(actor.name(), passwords.hash(actor.name(), password.password()), actor);
    }
}
