package imprint.workers.engine;

import imprint.bpmn.Variables;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A task that the engine hands out.
 *
 * @param elementInstanceKey stays the same over all attempts at the task
 * @param retries that are left, this attempt included
 */
public record Job(
        long key,
        String type,
        long elementInstanceKey,
        long processInstanceKey,
        int processVersion,
        int retries,
        Map<String, Object> variables) {

    /** The operation that the process instance carries out. */
    public UUID operationId() {
        return UUID.fromString(text(Variables.OPERATION_ID));
    }

    /** @throws IllegalStateException when there is no such variable */
    public String text(String variable) {
        if (variables.get(variable) instanceof String text) {
            return text;
        }
        throw new IllegalStateException("The process has no variable %s of type text".formatted(variable));
    }

    /** Empty when there is no such variable, as in an instance that was begun before there was. */
    public Optional<String> textIfAny(String variable) {
        return Optional.ofNullable(variables.get(variable)).map(Object::toString);
    }

    /** Null when there is no such variable, as in an instance that was begun before there was. */
    public @Nullable Integer numberIfAny(String variable) {
        return variables.get(variable) instanceof Number number ? number.intValue() : null;
    }

    /** @throws IllegalStateException when there is no such variable */
    public long number(String variable) {
        if (variables.get(variable) instanceof Number number) {
            return number.longValue();
        }
        throw new IllegalStateException("The process has no variable %s of type number".formatted(variable));
    }
}
