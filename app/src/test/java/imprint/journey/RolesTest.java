package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.embedded.DataDirectory;
import imprint.embedded.DatabaseAccess;
import imprint.embedded.Distribution;
import imprint.embedded.EngineAndDatabase;
import imprint.testing.FreePort;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/**
 * App and workers as processes of their own, on a PostgreSQL and a Zeebe that belong to none of them, as in {@code
 * docker-compose.yml}.
 */
@Tag("slow")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class RolesTest {

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path directory;

    private final Map<String, ServerProcess> workers = new HashMap<>();
    private final List<Wire> wires = new ArrayList<>();
    private DataDirectory data;
    private EngineAndDatabase servers;
    private ServerProcess app;
    private Administrator administrator;
    private Path images;
    private UUID location;

    @BeforeAll
    void start() throws IOException, InterruptedException {
        data = DataDirectory.open(directory.resolve("servers"));
        servers = new EngineAndDatabase(Distribution.current(), data, Optional.empty(), Optional.empty());
        var database = servers.awaitDatabase();
        var password = UUID.randomUUID().toString();
        app = process(
                "app",
                database,
                Map.of("IMPRINT_DATABASE_OWNER_PASSWORD_FILE", secret("database-owner-password")),
                "-Dimprint.administrator.password-file=" + Secret.write(directory.resolve("password"), password),
                "-Dimprint.heartbeat.interval-seconds=0");
        app.start();
        app.awaitReady();
        giveWorkersTheirKeys();
        for (var name : List.of("worker-1", "worker-2")) {
            var wire = new Wire(FreePort.find());
            wires.add(wire);
            var worker = process("worker", database, Map.of("IMPRINT_WORKER_GATEWAY", name), wire.gatewaySettings());
            workers.put(name, worker);
            worker.start();
        }
        workers.values().forEach(ServerProcess::awaitReady);
        servers.awaitEngine();
        var api = new Api(app.address(), password);
        administrator = new Administrator(api, app.address(), directory);
        images = Files.createDirectory(directory.resolve("images"));
        location = administrator.location(images);
    }

    /** All but those that sign. */
    private void giveWorkersTheirKeys() throws IOException {
        var given = Files.createDirectory(directory.resolve("keys-of-workers"));
        for (var key : List.of("transfer.pub", "passwords.key", "audit.key")) {
            Files.copy(directory.resolve("keys").resolve(key), given.resolve(key), StandardCopyOption.COPY_ATTRIBUTES);
        }
    }

    private ServerProcess process(String role, DatabaseAccess database, Map<String, String> more, String... settings)
            throws IOException {
        var name = more.getOrDefault("IMPRINT_WORKER_GATEWAY", role);
        var environment = new HashMap<>(more);
        environment.put("IMPRINT_DATABASE_PASSWORD_FILE", secret("database-password"));
        environment.put("IMPRINT_ENGINE_CERTIFICATE", secret("engine-certificate.pem"));
        var keys = role.equals("app") ? "keys" : "keys-of-workers";
        environment.put("IMPRINT_KEYS", directory.resolve(keys).toString());
        var all = new ArrayList<>(List.of(
                "-Dimprint.steps.retries=PT1S,PT1S,PT2S,PT2S",
                "-Dimprint.steps.no-progress=PT15S",
                "-Dimprint.engine.reconcile=PT2S",
                "-Dimprint.worker.announce=PT1S"));
        all.addAll(List.of(settings));
        return new ServerProcess(
                directory.resolve(name + ".log"),
                environment,
                all,
                List.of(
                        "--role",
                        role,
                        "--data",
                        directory.resolve(name).toString(),
                        "--zeebe",
                        servers.engine().address().getAuthority(),
                        "--database",
                        database.url()));
    }

    private String secret(String name) {
        return data.path().resolve("secrets").resolve(name).toString();
    }

    @AfterAll
    void stop() throws IOException, InterruptedException {
        administrator.close();
        for (var worker : workers.values()) {
            worker.close();
        }
        app.close();
        servers.close();
        data.close();
        for (var wire : wires) {
            wire.close();
        }
    }

    @Test
    void clonesAddsAndAppliesWhileAWorkerAndTheAppAreKilledAndStartedAgain() throws Exception {
        var source = administrator.fullDevice();
        wires.forEach(wire -> wire.holdAfter(Administrator.HALF_WAY));
        var clone = administrator.clone(source, "golden.img", location).awaitHalfWay("Transfer image");
        var worker = Objects.requireNonNull(workers.get(clone.gateway()));
        worker.kill();
        wires.forEach(Wire::release);
        worker.start();
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        assertThat(Files.mismatch(images.resolve("golden.img"), source.disk())).isEqualTo(-1);

        Files.copy(images.resolve("golden.img"), images.resolve("added.img"));
        var add = administrator.add("added.img", location, Map.of());
        assertThat(add.outcome()).isEqualTo("SUCCEEDED");

        var target = administrator.blankDevice();
        wires.forEach(wire -> wire.holdAfter(Administrator.HALF_WAY));
        var apply = administrator.apply(add.imageId(), target).awaitHalfWay("Write image");
        app.kill();
        wires.forEach(Wire::release);
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(Disks.areEqual(source, target)).isTrue());
        app.start();
        assertThat(apply.outcome()).isEqualTo("SUCCEEDED");
        apply.awaitPassed("Transfer image", "Write image", "Compute checksum");
    }

    @Test
    void operationsGoThroughAnotherGatewayWhenTheirOwnIsGoneForGood() throws Exception {
        var source = administrator.fullDevice();
        Disks.random(images.resolve("stranded.img"), 9 * Administrator.MIB, Administrator.MIB);
        wires.forEach(wire -> wire.holdAfter(Administrator.HALF_WAY));
        var clone = administrator.clone(source, "moved.img", location).awaitHalfWay("Transfer image");
        var lost = clone.gateway();
        var worker = Objects.requireNonNull(workers.get(lost));
        worker.kill();
        wires.forEach(Wire::release);
        var add = administrator.add("stranded.img", location, Map.of());
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        assertThat(add.outcome()).isEqualTo("SUCCEEDED");
        assertThat(clone.gateway()).isNotEqualTo(lost);
        add.awaitPassed("Compute checksum");
        assertThat(add.states("Compute checksum")).containsExactly("TERMINATED", "COMPLETED");
        assertThat(Files.mismatch(images.resolve("moved.img"), source.disk())).isEqualTo(-1);

        worker.start();
        await().atMost(Duration.ofMinutes(1))
                .untilAsserted(() -> assertThat(directory.resolve(lost).resolve("spool/captures"))
                        .isEmptyDirectory());
        assertThat(images.resolve("moved.img")).exists();
    }
}
