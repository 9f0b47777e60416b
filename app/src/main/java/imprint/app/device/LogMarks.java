package imprint.app.device;

import imprint.app.page.Times;
import imprint.workflows.device.DeviceLogs;
import imprint.workflows.failure.InvalidInput;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.UUID;

/** A place in the logs as text: {@code TIME_ID}. */
final class LogMarks {

    private LogMarks() {}

    static String of(Instant at, UUID id) {
        return "%s_%s".formatted(at, id);
    }

    static DeviceLogs.Mark parse(String text) {
        var parts = text.split("_", 2);
        try {
            return new DeviceLogs.Mark(Times.parse(parts[0]), UUID.fromString(parts[parts.length - 1]));
        } catch (DateTimeException | IllegalArgumentException e) {
            throw new InvalidInput("before", "Give what the list before this one said, or leave it out.");
        }
    }
}
