package imprint.workflows.person;

import imprint.workflows.failure.InvalidInput;
import java.util.Locale;
import java.util.Set;

/** Names by which the system itself acts, or by which somebody could pass for another, and what looks like them. */
final class ReservedNames {

    private static final Set<String> RESERVED = Set.of(
            "admin",
            "administrator",
            "imprint",
            "system",
            "engine",
            "root",
            "unknown",
            "nobody",
            "none",
            "others",
            "everyone",
            "anonymous",
            "me",
            "null");

    private ReservedNames() {}

    static void require(String name) {
        if (RESERVED.stream().map(ReservedNames::look).anyMatch(look(name)::equals)) {
            throw new InvalidInput("name", "This name is reserved, or looks like one that is: choose another one.");
        }
    }

    /** The same for names that are easily taken for one another. */
    private static String look(String name) {
        return name.toLowerCase(Locale.ROOT)
                .replaceAll("[._-]", "")
                .replace("rn", "m")
                .replace('0', 'o')
                .replace('1', 'i')
                .replace('l', 'i')
                .replace('3', 'e')
                .replace('4', 'a')
                .replace('@', 'a')
                .replace('5', 's')
                .replace('7', 't');
    }
}
