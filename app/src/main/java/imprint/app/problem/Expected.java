package imprint.app.problem;

import java.time.Duration;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Says what would have fitted, in words for people who write no Java. */
final class Expected {

    private Expected() {}

    static String of(@Nullable Class<?> type) {
        if (type == null) {
            return "The value does not fit: see the API's description.";
        }
        if (type.isEnum()) {
            return "Give one of " + Arrays.toString(type.getEnumConstants()) + ".";
        }
        if (type == Duration.class) {
            return "Give a duration, as in PT8H or P7D.";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "Say true or false.";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "Give a number.";
        }
        if (type == String.class) {
            return "Give a text.";
        }
        if (type == UUID.class) {
            return "Give an id, as the lists show it.";
        }
        return type.isArray() || Collection.class.isAssignableFrom(type)
                ? "Give a list."
                : "Give what the API's description says.";
    }
}
