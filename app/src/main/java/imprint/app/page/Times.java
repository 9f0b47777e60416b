package imprint.app.page;

import imprint.workflows.failure.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoField;
import java.time.temporal.ValueRange;
import org.jspecify.annotations.Nullable;

/** Times in queries, as ISO 8601 writes them. */
public final class Times {

    public static final String EXAMPLE = "2026-05-31T22:00:00Z";

    /** Those that PostgreSQL has too; Java's go on to 999999999. */
    private static final ValueRange YEARS = ValueRange.of(1, 9999);

    private Times() {}

    /**
     * The time that a field of a query says; null when it was left out.
     *
     * @throws InvalidInput when it says none
     */
    public static @Nullable Instant of(String field, @Nullable String text) {
        try {
            return text == null || text.isBlank() ? null : parse(text.strip());
        } catch (DateTimeException e) {
            throw new InvalidInput(field, "Give a time with its zone, as in %s.".formatted(EXAMPLE));
        }
    }

    /**
     * The time that the text says.
     *
     * @throws DateTimeException when it says none, or one that cannot be kept
     */
    public static Instant parse(String text) {
        var time = Instant.parse(text);
        YEARS.checkValidValue(time.atOffset(ZoneOffset.UTC).getYear(), ChronoField.YEAR);
        return time;
    }
}
