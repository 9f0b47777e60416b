package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import org.jspecify.annotations.Nullable;

/** What a name of a user or a domain may not be. */
final class UserName {

    private UserName() {}

    static void require(String field, @Nullable String name) {
        if (name != null && (name.isBlank() || !OneLine.is(name))) {
            throw new InvalidInput(field, "Give a name without control characters, or leave it out.");
        }
    }
}
