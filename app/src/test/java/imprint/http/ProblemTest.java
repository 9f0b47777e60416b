package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;

@HttpTest
class ProblemTest {

    private final Fleet fleet;
    private final JdbcClient jdbc;
    private final int port;

    ProblemTest(Fleet fleet, JdbcClient jdbc, @LocalServerPort int port) {
        this.fleet = fleet;
        this.jdbc = jdbc;
        this.port = port;
    }

    @Test
    void namesEachFieldThatIsMissing() {
        var problem =
                fleet.administrator().post("/api/v1/join-tokens", Map.of()).is(400);

        assertThat(problem.body().at("/errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("description", "site", "uses", "validFor");
    }

    @Test
    void namesTheFieldThatHoldsSomethingElse() {
        fleet.operator()
                .post("/api/v1/operations/apply", Map.of("imageId", UUID.randomUUID(), "deviceIds", new String[] {"x"}))
                .blames("deviceIds[0]");
        fleet.administrator()
                .post("/api/v1/storage-locations", Map.of("name", "x", "kind", "TAPE"))
                .blames("kind");
        fleet.administrator()
                .post(
                        "/api/v1/join-tokens",
                        Map.of("description", "x", "site", "main", "uses", 1, "validFor", "a week"))
                .blames("validFor");
        fleet.administrator()
                .post("/api/v1/join-tokens", Map.of("description", "x", "site", "main", "uses", 1.5, "validFor", "P1D"))
                .blames("uses");
        fleet.administrator().post("/api/v1/products", Map.of("name", 5)).blames("name");
    }

    @Test
    void refusesAFieldThatDoesNotExist() {
        fleet.operator()
                .post(
                        "/api/v1/operations/apply",
                        Map.of("imageId", UUID.randomUUID(), "deviceIds", List.of(), "rebootOnSucess", false))
                .blames("rebootOnSucess");
    }

    @Test
    void refusesAFieldThatIsSaidTwice() {
        fleet.administrator()
                .post("/api/v1/products", "{\"name\":\"Acme T1\",\"name\":\"Acme T2\"}")
                .blames("name");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/yaml",
                "application/x-yaml",
                "application/xml",
                "application/cbor",
                "application/*+json",
                "application/*",
                "*/*",
                "text/plain",
                "json"
            })
    void refusesABodyThatIsNotJson(String format) {
        fleet.administrator()
                .inFormat(format)
                .post("/api/v1/products", "name: Acme T3")
                .is(415);
        fleet.anybody()
                .inFormat(format)
                .post("/agent/v1/enrolment", "protocolVersion: 1")
                .is(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Authorization: Bearer ä\u0080", "Authorization: Basic ä\u0080", "Content-Type: ä/\u0080"})
    void refusesHeadersOfBytesThatNoHeaderHas(String header) throws IOException {
        for (var request : List.of("POST /agent/v1/heartbeat", "POST /agent/v1/enrolment", "GET /actuator/health")) {
            var lines = "%s HTTP/1.1\r\nHost: localhost\r\n%s\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}";
            assertThat(answerTo(lines.formatted(request, header))).doesNotStartWith("HTTP/1.1 5");
        }
    }

    private String answerTo(String request) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void answersThoseWithAConflictWhoAskForTheSameAtOnce() throws Exception {
        var name = "Acme " + UUID.randomUUID();
        var location = Map.of("name", name, "url", "file:///srv/images");
        assertThat(statusesOf(() -> fleet.administrator().post("/api/v1/storage-locations", location)))
                .containsOnlyOnce(201)
                .isSubsetOf(201, 409);
        assertThat(statusesOf(() -> fleet.administrator().post("/api/v1/products", Map.of("name", name))))
                .containsOnlyOnce(201)
                .isSubsetOf(201, 409);
        assertThat(statusesOf(() -> fleet.administrator().post("/api/v1/password-keys", Map.of())))
                .contains(200)
                .isSubsetOf(200, 409);
    }

    private static List<Integer> statusesOf(Callable<Answer> asked) throws InterruptedException {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            return threads.invokeAll(Collections.nCopies(10, asked)).stream()
                    .map(Future::resultNow)
                    .map(Answer::status)
                    .toList();
        }
    }

    @Test
    void refusesASiteThatNoWorkerCanServe() {
        fleet.administrator()
                .post(
                        "/api/v1/join-tokens",
                        Map.of("description", "x", "site", "Berlin.1", "uses", 1, "validFor", "P1D"))
                .blames("site");
    }

    @Test
    void saysWhatIsWrongWithAPathOrAQuery() {
        fleet.auditor().get("/api/v1/devices/x").blames("id");
        fleet.auditor().get("/api/v1/devices?state=LOST").blames("state");
        fleet.auditor().get("/api/v1/devices?diskCondition=broken").blames("diskCondition");
        fleet.auditor().get("/api/v1/devices?silentSince=yesterday").blames("silentSince");
        fleet.auditor().get("/api/v1/devices?silentSince=2026-05-31").blames("silentSince");
        fleet.auditor().get("/api/v1/devices?silentSince=" + Instant.MIN).blames("silentSince");
        fleet.auditor().get("/api/v1/devices?page=-1").blames("page");
        fleet.auditor().get("/api/v1/devices?page=x").blames("page");
        fleet.auditor().get("/api/v1/devices?page=2147483647&size=200").blames("page");
        fleet.auditor().get("/api/v1/products?name=%ff").blames("query");
        fleet.auditor().get("/api/v1/devices?size=201").blames("size");
        fleet.auditor().get("/api/v1/devices?sort=credentials").blames("sort");
        fleet.auditor().get("/api/v1/device-logs?before=yesterday").blames("before");
        fleet.auditor()
                .get("/api/v1/device-logs?before=%s_%s".formatted(Instant.MIN, UUID.randomUUID()))
                .blames("before");
        fleet.auditor().get("/api/v1/audit-entries?before=x").blames("before");
    }

    @Test
    void refusesAParameterThatItsListDoesNotKnow() {
        fleet.auditor().get("/api/v1/devices?productt=Acme").blames("productt");
        fleet.auditor().get("/api/v1/products?text=Acme").blames("text");
        fleet.auditor()
                .get("/api/v1/operations/" + UUID.randomUUID() + "?open=true")
                .blames("open");
        fleet.auditor()
                .get("/api/v1/devices?product=Acme&page=0&size=1&sort=site")
                .is(200);
    }

    @Test
    void refusesAParameterThatIsGivenTwice() {
        fleet.auditor().get("/api/v1/devices?state=NEW&state=RETIRED").blames("state");
    }

    @Test
    void saysThatJsonIsNone() {
        fleet.administrator().post("/api/v1/products", "{ no json").blames("body");
        fleet.administrator().send("POST", "/api/v1/products", null).blames("body");
        fleet.administrator().post("/api/v1/products", "[]").blames("body");
    }

    @ParameterizedTest
    @MethodSource("namesThatAreNone")
    void refusesAFileNameThatIsNone(String fileName) {
        fleet.operator().post("/api/v1/operations/add", anAdd(fileName)).blames("fileName");
        fleet.operator().post("/api/v1/operations/clone", aClone(fileName)).blames("fileName");
    }

    @Test
    void refusesACloneWhoseEndingTellsNoFormat() {
        fleet.operator().post("/api/v1/operations/clone", aClone("disk.exe")).blames("fileName");
    }

    static Stream<String> namesThatAreNone() {
        return Stream.of(
                "",
                " ",
                "..",
                "../disk.img",
                "images/disk.img",
                "images\\disk.img",
                "disk\n.img",
                "disk\u0000.img",
                "disk\u202e.img",
                "x".repeat(252) + ".img",
                "\u00e4".repeat(126) + ".img");
    }

    private Map<String, Object> anAdd(String fileName) {
        return Map.of("name", "x", "fileName", fileName, "locationId", UUID.randomUUID(), "product", "x");
    }

    private Map<String, Object> aClone(String fileName) {
        return Map.of(
                "name", "x", "fileName", fileName, "locationId", UUID.randomUUID(), "deviceId", UUID.randomUUID());
    }

    @ParameterizedTest
    @ValueSource(strings = {"sha256", "sha1", "md5"})
    void refusesADigestThatIsNone(String field) {
        var add = new HashMap<>(anAdd("disk.img"));
        add.put(field, "abc");

        fleet.operator().post("/api/v1/operations/add", add).blames(field);
    }

    @Test
    void refusesAnAddressThatIsNone() {
        var location = new HashMap<String, Object>(Map.of("name", "x", "kind", "FTP"));
        fleet.administrator().post("/api/v1/storage-locations", location).blames("host");
        location.put("host", "files.example; rm");
        fleet.administrator().post("/api/v1/storage-locations", location).blames("host");
        location.put("host", "files.example");
        location.put("host", "169.254.169.254");
        fleet.administrator().post("/api/v1/storage-locations", location).blames("host");
        location.put("host", "files.example");
        location.put("directory", "/a/../b");
        fleet.administrator().post("/api/v1/storage-locations", location).blames("directory");
        location.put("directory", "/");
        location.put("port", 70_000);
        fleet.administrator().post("/api/v1/storage-locations", location).blames("port");
    }

    @Test
    void refusesCharactersThatCannotBeKept() {
        fleet.auditor().get("/api/v1/devices?text=a%00b").blames("body");
    }

    @Test
    void saysThatThereIsNoSuchThing() {
        var id = UUID.randomUUID();

        var problem = fleet.auditor().get("/api/v1/devices/" + id).is(404);

        assertThat(problem.text("/detail")).contains(id.toString());
        fleet.auditor().get("/api/v1/operations/" + id).is(404);
        fleet.auditor().get("/api/v1/operations/" + id + "/events").is(404);
        fleet.auditor().get("/api/v1/disk-images/" + id).is(404);
        fleet.administrator().delete("/api/v1/storage-locations/" + id).is(404);
    }

    @Test
    void refusesMoreThanAnybodyHonestSends() {
        fleet.administrator()
                .post("/api/v1/products", "{\"name\":\"%s\"}".formatted("x".repeat(5 << 20)))
                .is(413);
    }

    @Test
    void tellsNothingOfItsInsideWhenItFails() {
        jdbc.sql("alter table product rename to product_hidden").update();
        try {
            var problem = fleet.auditor().get("/api/v1/products").is(500);

            assertThat(problem.body().toString())
                    .doesNotContainIgnoringCase("sql")
                    .doesNotContain("imprint.");
        } finally {
            jdbc.sql("alter table product_hidden rename to product").update();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "GET /api/v1/devices?text=[ HTTP/1.1",
                "GET //api/v1/devices HTTP/1.1",
                "GET /api/v1/devices;a=b HTTP/1.1",
                "GET /api/v1%2fdevices HTTP/1.1",
                "NONSENSE /api/v1/devices HTTP/1.1",
                "nonsense"
            })
    void answersWhatIsNoRequestAsAProblemToo(String line) throws IOException {
        try (var socket = new Socket("localhost", port)) {
            socket.getOutputStream()
                    .write((line + "\r\nHost: localhost\r\nAccept: text/html\r\nConnection: close\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .startsWith("HTTP/1.1 400")
                    .contains("Content-Type: application/problem+json", "encode what is in it");
        }
    }
}
