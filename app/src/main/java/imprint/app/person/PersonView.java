package imprint.app.person;

import imprint.workflows.person.Person;
import imprint.workflows.person.Role;
import java.time.Instant;

record PersonView(String name, Role role, Instant createdAt) {

    static PersonView of(Person person) {
        return new PersonView(person.name(), person.role(), person.createdAt());
    }
}
