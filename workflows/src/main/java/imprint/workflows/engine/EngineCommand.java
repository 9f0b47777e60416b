package imprint.workflows.engine;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Something the engine is to do. Two commands of the same {@link #idempotence()} are one. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "kind")
@JsonSubTypes({
    @JsonSubTypes.Type(value = EngineCommand.Publish.class, name = "publish"),
    @JsonSubTypes.Type(value = EngineCommand.CompleteJob.class, name = "complete-job"),
    @JsonSubTypes.Type(value = EngineCommand.FailJob.class, name = "fail-job"),
    @JsonSubTypes.Type(value = EngineCommand.ThrowError.class, name = "throw-error"),
    @JsonSubTypes.Type(value = EngineCommand.CancelInstance.class, name = "cancel-instance"),
    @JsonSubTypes.Type(value = EngineCommand.ResolveIncident.class, name = "resolve-incident"),
    @JsonSubTypes.Type(value = EngineCommand.SetVariables.class, name = "set-variables"),
    @JsonSubTypes.Type(value = EngineCommand.MoveStep.class, name = "move-step")
})
public sealed interface EngineCommand {

    UUID operationId();

    String idempotence();

    /** Publishes a message, which waits for {@code ttl} when no process waits for it yet. */
    record Publish(
            UUID operationId,
            String message,
            String correlationKey,
            String messageId,
            Duration ttl,
            Map<String, Object> variables)
            implements EngineCommand {

        @Override
        public String idempotence() {
            return "publish %s %s".formatted(message, messageId);
        }
    }

    /** Completes the job of a step whose work was done in this attempt. */
    record CompleteJob(UUID operationId, long jobKey, int attempt, Map<String, Object> variables)
            implements EngineCommand {

        @Override
        public String idempotence() {
            return "complete %s %s".formatted(jobKey, attempt);
        }
    }

    /** Spends one of the job's retries; the engine offers the job again after {@code backoff}. */
    record FailJob(UUID operationId, long jobKey, int attempt, int retriesLeft, Duration backoff, String sentence)
            implements EngineCommand {

        @Override
        public String idempotence() {
            return "fail %s %s".formatted(jobKey, attempt);
        }
    }

    /** Ends the step with a business failure. */
    record ThrowError(UUID operationId, long jobKey, int attempt, String code, Map<String, Object> variables)
            implements EngineCommand {

        @Override
        public String idempotence() {
            return "throw %s %s".formatted(jobKey, attempt);
        }
    }

    /** Ends the process instance, wherever it stands. */
    record CancelInstance(UUID operationId, long processInstanceKey) implements EngineCommand {

        @Override
        public String idempotence() {
            return "cancel %s".formatted(processInstanceKey);
        }
    }

    /** Gives the job of an incident, if it has one, its retries back, and resolves the incident. */
    record ResolveIncident(
            UUID operationId, long incidentKey, @Nullable Long jobKey, int retries) implements EngineCommand {

        @Override
        public String idempotence() {
            return "resolve %s".formatted(incidentKey);
        }
    }

    /** @param at tells two changes of the same variables apart */
    record SetVariables(UUID operationId, long processInstanceKey, Map<String, Object> variables, Instant at)
            implements EngineCommand {

        @Override
        public String idempotence() {
            return "set %s %s".formatted(processInstanceKey, at);
        }
    }

    /** Leaves a step where it stands, and goes on with a step of the same process, which may be the same. */
    record MoveStep(
            UUID operationId,
            long processInstanceKey,
            long elementInstanceKey,
            String toElement,
            Map<String, Object> variables)
            implements EngineCommand {

        @Override
        public String idempotence() {
            return "move %s".formatted(elementInstanceKey);
        }
    }
}
