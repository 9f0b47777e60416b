package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class EngineAndDatabaseTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    static Path temporary;

    private static Servers servers;
    private static DatabaseAccess database;

    @BeforeAll
    static void start() throws InterruptedException {
        servers = Servers.startReady(temporary.resolve("data"));
        database = servers.below().awaitDatabase();
    }

    @AfterAll
    static void stop() throws Exception {
        servers.close();
    }

    @Test
    void databaseAsksForAPassword() {
        assertThatThrownBy(() -> connect(new Login("imprint_app", "guessed")))
                .isInstanceOf(SQLException.class)
                .hasMessageContaining("password authentication failed");
    }

    @Test
    void databaseTakesNoProofOfAPasswordButScram() throws IOException {
        var rules = Files.readAllLines(servers.data().path().resolve("postgres/pg_hba.conf")).stream()
                .map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"));

        assertThat(rules).isNotEmpty().allMatch(rule -> rule.endsWith("scram-sha-256"));
    }

    @Test
    void applicationMayNotChangeTables() throws SQLException {
        try (var connection = connect(database.application());
                var statement = connection.createStatement()) {
            assertThatThrownBy(() -> statement.execute("CREATE TABLE mine (id int)"))
                    .hasMessageContaining("permission denied");
        }
    }

    @Test
    void applicationMayUseWhatTheOwnerMakes() throws SQLException {
        execute(database.owner().orElseThrow(), "CREATE TABLE ours (id int GENERATED ALWAYS AS IDENTITY, name text)");

        execute(database.application(), "INSERT INTO ours (name) VALUES ('first')");
    }

    @Test
    void killedDatabaseIsRestarted() {
        var killed = servers.postgres();
        killed.destroyForcibly();

        await().atMost(SOON).ignoreExceptions().untilAsserted(() -> {
            execute(database.application(), "SELECT 1");
            assertThat(servers.postgres().pid()).isNotEqualTo(killed.pid());
        });
    }

    @Test
    void killedEngineIsRestartedAtTheSameAddressAndGoesOn() throws Exception {
        try (var client = servers.below().engine().client().build()) {
            Files.createFile(pauseOfExporting());
            assertThat(servers.below().isEnginePaused()).isTrue();
            var killed = servers.zeebe();
            killed.destroyForcibly();
            killed.onExit().join();

            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(client.newTopologyRequest()
                                    .send()
                                    .join(2, TimeUnit.SECONDS)
                                    .getBrokers())
                            .hasSize(1));
            assertThat(servers.below().isEnginePaused()).isFalse();
        }
    }

    @Test
    @Needs(Need.OTHER_USERS)
    void nobodyElseIsHeardByTheEngine() throws Exception {
        for (var server : List.of("grpc", "command", "internal", "rest", "monitoring")) {
            assertThat(Stranger.listenTo(port(server))).as(server).contains("Connection reset by peer");
        }
    }

    @Test
    void theEngineTakesNoOrdersByHttp() throws Exception {
        var monitoring = "http://127.0.0.1:%d/actuator/".formatted(port("monitoring"));
        try (var http = HttpClient.newHttpClient()) {
            var health = HttpRequest.newBuilder(URI.create(monitoring + "health/readiness"));
            await().atMost(SOON)
                    .ignoreExceptions()
                    .untilAsserted(() -> assertThat(http.send(health.build(), BodyHandlers.discarding())
                                    .statusCode())
                            .isEqualTo(200));
            for (var order : List.of("partitions/pauseProcessing", "exporting/pause", "banning/1", "loggers/ROOT")) {
                var asked =
                        HttpRequest.newBuilder(URI.create(monitoring + order)).POST(BodyPublishers.noBody());
                assertThat(http.send(asked.build(), BodyHandlers.discarding()).statusCode())
                        .as(order)
                        .isEqualTo(404);
            }
        }
    }

    private static Path pauseOfExporting() {
        return servers.data().path().resolve("zeebe/raft-partition/partitions/1/.exporterPaused");
    }

    private static int port(String server) throws IOException {
        var ports = new Properties();
        try (var file = Files.newBufferedReader(servers.data().path().resolve("ports.properties"))) {
            ports.load(file);
        }
        return Integer.parseInt(ports.getProperty("zeebe." + server));
    }

    @Test
    void nothingListensBeyondLoopback() throws Exception {
        for (var server : List.of(servers.postgres(), servers.zeebe())) {
            assertThat(ListeningSockets.of(server))
                    .isNotEmpty()
                    .allSatisfy(address -> assertThat(address).matches(InetAddress::isLoopbackAddress));
        }
    }

    private static Connection connect(Login login) throws SQLException {
        return DriverManager.getConnection(database.url(), login.user(), login.password());
    }

    private static void execute(Login login, String sql) throws SQLException {
        try (var connection = connect(login);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
