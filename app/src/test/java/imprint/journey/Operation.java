package imprint.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;

/** An operation, as an administrator follows it; the server may be away meanwhile. */
final class Operation {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Set<String> FINAL =
            Set.of("SUCCEEDED", "WRITTEN_BOOT_UNPROVEN", "REJECTED", "FAILED", "CANCELLED");

    private final Api api;
    private final UUID id;

    Operation(Api api, JsonNode started) {
        this.api = api;
        this.id = UUID.fromString(started.get("id").asString());
    }

    JsonNode now() throws IOException, InterruptedException {
        return api.get("operations/" + id);
    }

    /** Waits until the step with this name is at work and has moved some bytes. */
    Operation awaitHalfWay(String step) {
        poll(() -> {
            var shown = now();
            var done = shown.path("progress").path("bytesDone").asLong(0);
            var total = shown.path("progress").path("bytesTotal").asLong(0);
            return activeStep(shown).equals(step) && done > 0 && done < total;
        });
        return this;
    }

    private static String activeStep(JsonNode operation) {
        var active = "";
        for (var step : operation.get("steps")) {
            if (step.get("state").asString().equals("ACTIVATED")) {
                active = step.get("name").asString();
            }
        }
        return active;
    }

    /** Its last state. */
    String outcome() {
        return await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(250))
                .ignoreExceptions()
                .until(() -> now().get("state").asString(), FINAL::contains);
    }

    @Nullable
    String code() throws IOException, InterruptedException {
        return now().get("code").asStringOpt().orElse(null);
    }

    UUID imageId() throws IOException, InterruptedException {
        return UUID.fromString(now().get("imageId").asString());
    }

    long bytesSent() throws IOException, InterruptedException {
        return now().get("bytesSent").asLong();
    }

    UUID id() {
        return id;
    }

    /** The one that it is pinned to. */
    String gateway() throws IOException, InterruptedException {
        return now().get("gateway").asString();
    }

    /** Waits until the step has failed so many times. */
    void awaitFailures(String step, int count) {
        poll(() -> failures(step).size() >= count);
    }

    /** What was wrong with each attempt at the step that failed. */
    List<String> failures(String step) throws IOException, InterruptedException {
        var errors = new ArrayList<String>();
        for (var attempt : lastOf(step).path("attempts")) {
            if (attempt.path("outcome").asString("").equals("FAILED")) {
                errors.add(attempt.path("errorMessage").asString(""));
            }
        }
        return errors;
    }

    /** Waits until the step was handed out so many times. */
    void awaitAttempts(String step, int count) {
        poll(() -> lastOf(step).path("attempts").size() >= count);
    }

    void awaitIncident(String step) {
        poll(() -> !incident(step).isEmpty());
    }

    /** What an administrator has to mend; empty when there is nothing. */
    String incident(String step) throws IOException, InterruptedException {
        return lastOf(step).path("incident").asString("");
    }

    private JsonNode lastOf(String name) throws IOException, InterruptedException {
        JsonNode last = MissingNode.getInstance();
        for (var step : now().get("steps")) {
            last = step.get("name").asString().equals(name) ? step : last;
        }
        return last;
    }

    private static void poll(Callable<Boolean> condition) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(condition);
    }

    void retry() throws IOException, InterruptedException {
        api.post("operations/" + id + "/retry", Map.of("reason", "mended"));
    }

    void cancel() throws IOException, InterruptedException {
        api.post("operations/" + id + "/cancellation", Map.of("reason", "no longer wanted"));
    }

    /** What became of the step, each time that it was entered. */
    List<String> states(String step) throws IOException, InterruptedException {
        var states = new ArrayList<String>();
        for (var entered : now().get("steps")) {
            if (entered.get("name").asString().equals(step)) {
                states.add(entered.get("state").asString());
            }
        }
        return states;
    }

    /** Waits until it has passed these steps: the engine's history comes a moment behind the operation. */
    void awaitPassed(String... steps) {
        poll(() -> passedSteps().containsAll(List.of(steps)));
    }

    private Set<String> passedSteps() throws IOException, InterruptedException {
        var names = new HashSet<String>();
        for (var step : now().get("steps")) {
            if (step.get("state").asString().equals("COMPLETED")) {
                names.add(step.get("name").asString());
            }
        }
        return names;
    }
}
