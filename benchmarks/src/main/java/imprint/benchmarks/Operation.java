package imprint.benchmarks;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** An operation as the API shows it, with the times of its steps as the engine recorded them. */
record Operation(JsonNode json) {

    private static final Set<String> BAD = Set.of("FAILED", "REJECTED", "CANCELLED");
    private static final Set<String> GOOD = Set.of("SUCCEEDED", "WRITTEN_BOOT_UNPROVEN");

    boolean hasFailed() {
        return BAD.contains(state());
    }

    boolean isComplete() {
        return GOOD.contains(state())
                && !json.get("steps").isEmpty()
                && json.get("steps")
                        .valueStream()
                        .noneMatch(step -> step.get("endedAt").isNull())
                && json.get("steps")
                        .valueStream()
                        .anyMatch(step -> "Conclude".equals(step.get("name").asString()));
    }

    String sentence() {
        return json.get("sentence").asString(state());
    }

    UUID image() {
        return UUID.fromString(json.get("imageId").asString());
    }

    long bytesSent() {
        return json.get("bytesSent").asLong();
    }

    /** From the beginning of a step to the end of the same or a later one. */
    Duration time(String fromStep, String toStep) {
        return Duration.between(time(fromStep, false), time(toStep, true));
    }

    private Instant time(String step, boolean end) {
        return json.get("steps")
                .valueStream()
                .filter(each -> step.equals(each.get("id").asString()))
                .map(each ->
                        Instant.parse(each.get(end ? "endedAt" : "startedAt").asString()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("The history knows no step " + step));
    }

    private String state() {
        return json.get("state").asString();
    }
}
