package imprint.app.person;

import imprint.workflows.person.Role;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

record NewPerson(
        @NotNull(message = "Give a name to log in with.")
        @Pattern(regexp = "[A-Za-z0-9][A-Za-z0-9._@-]{0,99}", message = "Use letters, digits, dots, dashes and @.")
        String name,

        @NotNull(message = "Give a role: ADMINISTRATOR, OPERATOR or AUDITOR.")
        Role role,

        @NotNull(message = NewPassword.PLEASE)
        @Size(min = 12, max = NewPassword.MOST_BYTES, message = NewPassword.PLEASE)
        String password) {

    @Override
    public String toString() {
        return "NewPerson[name=%s, role=%s]".formatted(name, role);
    }
}
