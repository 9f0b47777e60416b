package imprint.history;

import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The exporter's arguments as the engine hands them over, each taken once. */
final class Arguments {
    // why: the engine passes the names of environment variables on in lower case.
    private final Map<String, Object> left = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

    Arguments(Map<String, Object> given) {
        left.putAll(given);
    }

    String text(String name) {
        var value = taken(name);
        if (value == null) {
            throw new IllegalArgumentException("The history exporter needs the argument " + name);
        }
        return value;
    }

    int positive(String name, int otherwise) {
        var value = taken(name);
        if (value == null) {
            return otherwise;
        }
        if (!value.matches("[1-9][0-9]{0,8}")) {
            throw new IllegalArgumentException(
                    "The history exporter's argument %s is not a positive number".formatted(name));
        }
        return Integer.parseInt(value);
    }

    /** A misspelt argument, or a password given as one, is noticed instead of ignored. */
    void refuseTheRest() {
        if (!left.isEmpty()) {
            throw new IllegalArgumentException("The history exporter knows no argument named " + left.keySet());
        }
    }

    private @Nullable String taken(String name) {
        var value = left.remove(name);
        return value == null || value.toString().isBlank()
                ? null
                : value.toString().strip();
    }
}
