package imprint.app.problem;

import imprint.workflows.failure.InvalidInput;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JacksonException.Reference;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says of JSON that could not be read which field is to blame. */
final class UnreadableJson {

    // Jackson tells it by no type of its own.
    private static final Pattern DUPLICATE = Pattern.compile("^Duplicate .*\"([^\"]*)\"");

    private UnreadableJson() {}

    static FieldProblem blame(@Nullable Throwable cause) {
        for (var inner = cause; inner != null; inner = inner.getCause()) {
            if (inner instanceof InvalidInput invalid) {
                return new FieldProblem(invalid.field(), String.valueOf(invalid.getMessage()));
            }
        }
        return switch (cause) {
            case UnrecognizedPropertyException unknown ->
                new FieldProblem(path(unknown), "There is no such field: see the API's description.");
            case MismatchedInputException mismatch ->
                new FieldProblem(path(mismatch), Expected.of(mismatch.getTargetType()));
            case StreamReadException unreadable
            when DUPLICATE.matcher(unreadable.getOriginalMessage()) instanceof Matcher duplicate && duplicate.find() ->
                new FieldProblem(duplicate.group(1), "Say it once.");
            case JacksonException unreadable
            when !unreadable.getPath().isEmpty() -> new FieldProblem(path(unreadable), Expected.of(null));
            case null, default -> new FieldProblem("body", "Send JSON as the API's description says.");
        };
    }

    private static String path(JacksonException problem) {
        var path = problem.getPath().stream().map(UnreadableJson::step).collect(Collectors.joining());
        return path.isEmpty() ? "body" : path.substring(path.startsWith(".") ? 1 : 0);
    }

    private static String step(Reference reference) {
        return reference.getPropertyName() == null
                ? "[%s]".formatted(reference.getIndex())
                : "." + reference.getPropertyName();
    }
}
