package imprint.workflows.device;

import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Serial numbers of machines, as far as they tell one from another. */
final class Serial {

    private static final int SHORTEST = 4;

    // What makers of boards leave in the place of a number.
    private static final Set<String> PLACEHOLDERS = Set.of(
            "to be filled by o.e.m.",
            "to be filled by oem",
            "default string",
            "system serial number",
            "chassis serial number",
            "base board serial number",
            "serial number",
            "not specified",
            "not applicable",
            "not available",
            "unknown",
            "invalid",
            "none",
            "null",
            "empty",
            "oem",
            "o.e.m.",
            "0123456789",
            "1234567890",
            "123456789",
            "12345678",
            "1234567");

    private Serial() {}

    /** @return the number in one writing; null when it tells nothing */
    static @Nullable String of(@Nullable String told) {
        if (told == null) {
            return null;
        }
        var serial = told.strip().toLowerCase(Locale.ROOT);
        var saysNothing = serial.length() < SHORTEST
                || PLACEHOLDERS.contains(serial)
                || serial.chars().distinct().count() == 1;
        return saysNothing ? null : serial;
    }

    /** Whether two machines tell serial numbers that differ. */
    static boolean differ(@Nullable String one, @Nullable String other) {
        var first = of(one);
        var second = of(other);
        return first != null && second != null && !first.equals(second);
    }
}
