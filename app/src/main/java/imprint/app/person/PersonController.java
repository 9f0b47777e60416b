package imprint.app.person;

import imprint.workflows.audit.Actor;
import imprint.workflows.person.People;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.validation.Valid;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/people")
class PersonController {

    private final People people;
    private final Passwords passwords;

    PersonController(People people, Passwords passwords) {
        this.people = people;
        this.passwords = passwords;
    }

    @GetMapping
    @Operation(summary = "List who may use the system")
    List<PersonView> list() {
        return people.list().stream().map(PersonView::of).toList();
    }

    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    @Operation(summary = "Let somebody use the system")
    PersonView add(@Valid @RequestBody NewPerson person, Actor actor) {
        return PersonView.of(
                people.add(person.name(), passwords.hash(person.name(), person.password()), person.role(), actor));
    }

    @DeleteMapping("/{name}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    @Operation(summary = "Remove somebody, with all their access tokens")
    void remove(@PathVariable String name, Actor actor) {
        people.remove(name, actor);
    }
}
