package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.workflows.audit.Actor;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.operation.OperationProgress;
import imprint.workflows.operation.Operations;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpTest
class OperationTest {

    private final Fleet fleet;
    private final Operations operations;
    private final OperationProgress progress;
    private final MovableClock clock;
    private final JdbcClient jdbc;

    OperationTest(Fleet fleet, Operations operations, OperationProgress progress, MovableClock clock, JdbcClient jdbc) {
        this.fleet = fleet;
        this.operations = operations;
        this.progress = progress;
        this.clock = clock;
        this.jdbc = jdbc;
    }

    @Test
    void takesARequestToCloneAndKeepsItsStart() {
        var device = fleet.aDevice();

        var clone = fleet.operator()
                .post("/api/v1/operations/clone", aClone(device, "golden " + device.id()))
                .is(202);

        assertThat(clone.text("/state")).isEqualTo("REQUESTED");
        assertThat(clone.text("/requestedBy")).isEqualTo("otto");
        assertThat(starts(clone.id())).isEqualTo(1);
        assertThat(listed("kind=CLONE&open=true&deviceId=" + device.id()))
                .containsExactly(clone.id().toString());
        assertThat(listed("state=SUCCEEDED&deviceId=" + device.id())).isEmpty();
    }

    @Test
    void letsOnlyOneOfTwoEqualRequestsHaveTheDevice() {
        var device = fleet.aDevice();
        var first = fleet.operator()
                .post("/api/v1/operations/clone", aClone(device, "twin " + device.id()))
                .is(202);
        var second = fleet.operator()
                .post("/api/v1/operations/clone", aClone(device, "twin " + device.id()))
                .is(202);

        operations.run(first.id());

        assertThatThrownBy(() -> operations.run(second.id()))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isIn(ErrorCode.DEVICE_BUSY, ErrorCode.FILE_EXISTS));
    }

    @Test
    void refusesACloneOfWhatIsNotThere() {
        var device = fleet.aDevice();
        var clone = new HashMap<>(aClone(device, "x"));
        clone.put("deviceId", UUID.randomUUID());
        fleet.operator().post("/api/v1/operations/clone", clone).is(404);
        clone.put("deviceId", device.id());
        clone.put("fileName", "disk.img.xz");
        fleet.operator().post("/api/v1/operations/clone", clone).blames("fileName");
    }

    @Test
    void takesAnImageFileIntoTheInventoryAsAnOperation() {
        var add = Map.of(
                "name",
                "added " + UUID.randomUUID(),
                "fileName",
                "disk.img.gz",
                "locationId",
                fleet.aLocation(),
                "product",
                fleet.aProduct(),
                "oldFormat",
                true);

        fleet.operator().post("/api/v1/operations/add", add).blames("md5");
        var withDigest = new HashMap<String, Object>(add);
        withDigest.put("md5", "D41D8CD98F00B204E9800998ECF8427E");
        var taken = fleet.operator().post("/api/v1/operations/add", withDigest).is(202);

        assertThat(taken.text("/kind")).isEqualTo("ADD");
    }

    @Test
    void makesAnOperationForEachDeviceOfAnApply() {
        var devices = List.of(fleet.aDevice().id(), fleet.aDevice().id());
        var image = fleet.anImage();

        var taken = fleet.operator()
                .post("/api/v1/operations/apply", Map.of("imageId", image, "deviceIds", devices))
                .is(202);

        assertThat(taken.body().findValuesAsString("deviceId"))
                .containsExactly(devices.get(0).toString(), devices.get(1).toString());
        assertThat(listed("imageId=" + image)).hasSize(2);
    }

    @Test
    void appliesToNobodyWhenOneDeviceIsNotThere() {
        var image = fleet.anImage();
        var known = fleet.aDevice().id();

        var path = "/api/v1/operations/apply";
        var strangers = List.of(UUID.randomUUID(), UUID.randomUUID());
        var refused = fleet.operator()
                .post(path, Map.of("imageId", image, "deviceIds", List.of(strangers.get(0), known, strangers.get(1))));
        refused.blames("deviceIds");
        assertThat(refused.text("/errors/0/message"))
                .contains(strangers.get(0).toString(), strangers.get(1).toString())
                .doesNotContain(known.toString());
        fleet.operator()
                .post(path, Map.of("imageId", image, "deviceIds", List.of(known, known)))
                .blames("deviceIds");
        fleet.operator()
                .post(path, Map.of("imageId", image, "deviceIds", List.of()))
                .blames("deviceIds");

        assertThat(listed("imageId=" + image)).isEmpty();
    }

    @Test
    void callsAnOperationOffForAReasonAndOnce() {
        var operation = "/api/v1/operations/" + fleet.anApplyTo(fleet.aDevice());
        fleet.operator().post(operation + "/cancellation", Map.of()).blames("reason");

        fleet.operator()
                .post(operation + "/cancellation", Map.of("reason", "wrong image"))
                .is(202);

        var shown = fleet.auditor().get(operation).is(200);
        assertThat(shown.text("/state")).isEqualTo("CANCELLED");
        assertThat(shown.text("/cancelReason")).isEqualTo("wrong image");
        fleet.operator()
                .post(operation + "/cancellation", Map.of("reason", "again"))
                .is(409);
    }

    @Test
    void namesTheDeviceAndTheImageWhereverItIsTold() {
        var device = fleet.aDevice();
        var image = fleet.anImage();
        var name = fleet.auditor().get("/api/v1/disk-images/" + image).text("/name");

        var started = fleet.operator()
                .post("/api/v1/operations/apply", Map.of("imageId", image, "deviceIds", List.of(device.id())))
                .is(202);

        var path = "/api/v1/operations/" + started.text("/0/id");
        assertThat(List.of(
                        started.body().at("/0"),
                        fleet.auditor().get(path).body(),
                        fleet.auditor()
                                .get("/api/v1/operations?imageId=" + image)
                                .body()
                                .at("/content/0")))
                .allSatisfy(shown -> {
                    assertThat(shown.path("hostName").asString()).isEqualTo(device.hostName());
                    assertThat(shown.path("imageName").asString()).isEqualTo(name);
                });
        for (var door : List.of(path, "/api/v1/operations")) {
            assertThat(firstEvent(door + "/events", started.text("/0/id")))
                    .contains(
                            "\"hostName\":\"%s\"".formatted(device.hostName()), "\"imageName\":\"%s\"".formatted(name));
        }
    }

    @Test
    void namesTheImageThatIsBeingMade() {
        var device = fleet.aDevice();
        var clone = fleet.operator()
                .post("/api/v1/operations/clone", aClone(device, "made of " + device.id()))
                .is(202);

        assertThat(clone.text("/imageName")).isEqualTo("made of " + device.id());
    }

    @Test
    void namesNoImageThatWasRemoved() {
        var path = "/api/v1/operations/" + fleet.anApplyTo(fleet.aDevice());
        operations.cancel(fleet.auditor().get(path).id(), "enough", Actor.SYSTEM);
        var image = fleet.auditor().get(path).text("/imageId");

        fleet.administrator().delete("/api/v1/disk-images/" + image).is(204);

        assertThat(fleet.auditor().get(path).is(200).body().at("/imageName").isNull())
                .isTrue();
    }

    @Test
    void findsWhatWasDoneToADeviceAndItsOperations() {
        var device = fleet.aDevice();
        var operation = fleet.anApplyTo(device);
        operations.cancel(operation, "enough", Actor.SYSTEM);
        fleet.anApplyTo(fleet.aDevice());

        var found = fleet.auditor()
                .get("/api/v1/audit-entries?deviceId=" + device.id())
                .is(200)
                .body()
                .at("/content");

        assertThat(found.findValuesAsString("act"))
                .containsExactly("operation ended", "operation cancelled", "apply requested", "device enrolled");
        fleet.auditor().get("/api/v1/audit-entries?deviceId=x").blames("deviceId");
    }

    @Test
    void tellsRateAndTimeLeft() {
        var id = fleet.anApplyTo(fleet.aDevice());
        progress.note(id, 1_000, 10_000, 0);
        clock.advance(Duration.ofSeconds(10));
        progress.note(id, 4_000, 10_000, 500);

        var shown = fleet.auditor().get("/api/v1/operations/" + id).is(200);

        assertThat(shown.body().at("/progress/bytesPerSecond").asLong()).isBetween(200L, 300L);
        assertThat(shown.body().at("/progress/secondsLeft").asLong()).isBetween(20L, 30L);
        assertThat(shown.body().at("/steps").isArray()).isTrue();
    }

    @Test
    void beginsARateAnewWithAnotherStep() {
        var id = fleet.anApplyTo(fleet.aDevice());
        progress.note(id, 9_000, 10_000, 0);
        clock.advance(Duration.ofSeconds(10));
        progress.note(id, 100, 10_000, 0);

        var shown = fleet.auditor().get("/api/v1/operations/" + id).is(200);

        assertThat(shown.body().at("/progress/bytesPerSecond").asLong()).isZero();
        assertThat(shown.body().at("/progress/secondsLeft").isNull()).isTrue();
    }

    @Test
    void tellsListenersWhatMovesUntilItHasEnded() {
        var id = fleet.anApplyTo(fleet.aDevice());
        progress.note(id, 5, 10, 0);

        var events = fleet.auditor()
                .lines("/api/v1/operations/" + id + "/events")
                .filter(line -> line.startsWith("data:"))
                .peek(line -> {
                    if (line.contains("\"REQUESTED\"")) {
                        operations.cancel(id, "enough", Actor.SYSTEM);
                    }
                })
                .toList();

        assertThat(events.getFirst()).contains("\"bytesDone\":5");
        assertThat(events.getLast()).contains("\"CANCELLED\"");
    }

    @Test
    void tellsAListenerOfAllOperations() {
        var id = fleet.anApplyTo(fleet.aDevice());

        assertThat(firstEvent("/api/v1/operations/events", id.toString())).contains("REQUESTED");
    }

    private String firstEvent(String path, String operation) {
        try (var lines = fleet.auditor().lines(path)) {
            return lines.filter(line -> line.contains(operation)).findFirst().orElseThrow();
        }
    }

    @Test
    void endsAtOnceForAListenerWhoComesTooLate() {
        var id = fleet.anApplyTo(fleet.aDevice());
        operations.cancel(id, "enough", Actor.SYSTEM);

        assertThat(fleet.auditor().lines("/api/v1/operations/" + id + "/events"))
                .anyMatch(line -> line.contains("CANCELLED"));
    }

    private Map<String, Object> aClone(TestDevice device, String name) {
        return Map.of(
                "deviceId", device.id(), "name", name, "fileName", name + ".img.zst", "locationId", fleet.aLocation());
    }

    private long starts(UUID operation) {
        return jdbc.sql("select count(*) from engine_command where operation_id = ?")
                .param(operation)
                .query(Long.class)
                .single();
    }

    private List<String> listed(String query) {
        var content = fleet.auditor()
                .get("/api/v1/operations?" + query)
                .is(200)
                .body()
                .at("/content");
        return content.valueStream()
                .map(operation -> operation.path("id").asString())
                .toList();
    }
}
