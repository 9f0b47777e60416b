package imprint.app.device;

import imprint.workflows.failure.InvalidInput;

/** A place in the logs as text. */
final class LogMarks {

    private LogMarks() {}

    static String of(long number) {
        return Long.toString(number);
    }

    static long parse(String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new InvalidInput("before", "Give what the list before this one said, or leave it out.");
        }
    }
}
