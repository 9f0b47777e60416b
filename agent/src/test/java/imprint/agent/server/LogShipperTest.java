package imprint.agent.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprint.agent.http.Exchange;
import imprint.agent.log.DeviceLog;
import imprint.agent.log.Terminal;
import imprint.agent.state.StateDirectory;
import imprint.imaging.protocol.LogBatch;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class LogShipperTest {

    private static final Pace QUICK =
            new Pace(Duration.ofSeconds(1), Duration.ofMillis(50), Duration.ofMillis(20), Duration.ofMillis(200));

    private interface Answer {
        int toFirstBatch() throws IOException;
    }

    private final JsonMapper json = JsonMapper.builder().build();
    private final List<Integer> received = new CopyOnWriteArrayList<>();

    @TempDir
    private Path directory;

    private StateDirectory state;
    private HttpServer http;
    private Answer answer = () -> 204;
    private Thread shipping = new Thread();

    @BeforeEach
    void listen() throws IOException {
        state = StateDirectory.open(directory, json);
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.createContext("/", this::take);
        http.start();
    }

    @AfterEach
    void close() throws Exception {
        shipping.interrupt();
        shipping.join();
        http.stop(0);
        state.close();
    }

    private void take(HttpExchange exchange) throws IOException {
        var batch = json.readValue(exchange.getRequestBody().readAllBytes(), LogBatch.class);
        received.add(batch.entries().size());
        var status = received.size() == 1 ? answer.toFirstBatch() : 204;
        var problem = "{\"title\":\"made up\"}".getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, status == 204 ? -1 : problem.length);
        if (status != 204) {
            exchange.getResponseBody().write(problem);
        }
        exchange.close();
    }

    /** Ships one line more than goes into a batch. */
    private void ship() {
        var file = state.file("log", LogBatch.class);
        file.write(new LogBatch(IntStream.rangeClosed(0, LogBatch.MAX_ENTRIES)
                .mapToObj(line -> new LogBatch.Entry(UUID.randomUUID(), Instant.EPOCH, LogBatch.Severity.INFO, "line"))
                .toList()));
        var credentials = new Credentials(state.file("credential", Credential.class));
        credentials.keep(new Credential(UUID.randomUUID(), "credential", false));
        var uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        var server = new ServerClient(new Exchange(Exchange.newClient(), json), uri, json);
        var log = new DeviceLog(file, Clock.systemUTC(), Terminal.ofThisProcess());
        shipping = Thread.ofVirtual().start(new LogShipper(server, credentials, log, QUICK, new Random(1))::run);
    }

    @Test
    void goesOnAfterLinesThatTheServerWillNeverTake() {
        answer = () -> 400;

        ship();

        await().untilAsserted(() -> assertThat(received).containsExactly(LogBatch.MAX_ENTRIES, 1));
    }

    @Test
    void repeatsLinesThatTheServerCannotTakeNow() {
        answer = () -> 409;

        ship();

        await().untilAsserted(
                        () -> assertThat(received).containsExactly(LogBatch.MAX_ENTRIES, LogBatch.MAX_ENTRIES, 1));
    }

    @Test
    void outlivesADiskThatCannotKeepWhatIsLeft() {
        answer = () -> {
            Files.delete(directory.resolve("log.json"));
            Files.createDirectories(directory.resolve("log.json/in the way"));
            return 204;
        };

        ship();

        await().untilAsserted(() -> assertThat(received).containsExactly(LogBatch.MAX_ENTRIES, 1));
    }
}
