package imprint.journey;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** An operation, as an administrator follows it; the server may be away meanwhile. */
final class Operation {

    private static final Duration LIMIT = Duration.ofMinutes(4);
    private static final Set<String> FINAL =
            Set.of("SUCCEEDED", "WRITTEN_BOOT_UNPROVEN", "REJECTED", "FAILED", "CANCELLED");

    private final Installation installation;
    private final UUID id;

    Operation(Installation installation, JsonNode started) {
        this.installation = installation;
        this.id = UUID.fromString(started.get("id").asString());
    }

    JsonNode now() throws IOException, InterruptedException {
        return installation.api().get("operations/" + id);
    }

    /** Waits until the step with this name is at work and has moved some bytes. */
    Operation awaitHalfWay(String step) {
        await().atMost(LIMIT)
                .pollInterval(Duration.ofMillis(50))
                .ignoreExceptions()
                .until(() -> {
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

    void cancel() throws IOException, InterruptedException {
        installation.api().post("operations/" + id + "/cancellation", Map.of("reason", "no longer wanted"));
    }

    List<String> passedSteps() throws IOException, InterruptedException {
        var names = new ArrayList<String>();
        for (var step : now().get("steps")) {
            if (step.get("state").asString().equals("COMPLETED")) {
                names.add(step.get("name").asString());
            }
        }
        return names;
    }
}
