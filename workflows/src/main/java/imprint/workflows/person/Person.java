package imprint.workflows.person;

import java.time.Instant;

/**
 * Somebody who uses the system.
 *
 * @param passwordHash with the name of its algorithm in front, as in {@code {bcrypt}...}
 */
public record Person(String name, String passwordHash, Role role, Instant createdAt) {

    @Override
    public String toString() {
        return "Person[name=%s, role=%s]".formatted(name, role);
    }
}
