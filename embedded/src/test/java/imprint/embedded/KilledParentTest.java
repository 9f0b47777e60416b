package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class KilledParentTest {
    @TempDir
    Path temporary;

    @Test
    void leavesNoOrphanAndLosesNothing() throws Exception {
        var directory = temporary.resolve("data");
        var parent = start(directory);
        assertThat(parent.inputReader().readLine()).isEqualTo("ready");
        var children = parent.descendants().toList();
        assertThat(children).hasSizeGreaterThan(2);

        parent.destroyForcibly().waitFor();

        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(children).noneMatch(KilledParentTest::isRunning));
        try (var servers = Servers.startReady(directory)) {
            assertThat(notes(servers.below().awaitDatabase())).isEqualTo(1);
        }
    }

    /** A second Java process with engine and database, which says "ready" and waits to be killed. */
    static final class Parent {
        static void main(String[] args) throws Exception {
            try (var servers = Servers.startReady(Path.of(args[0]))) {
                var database = servers.below().awaitDatabase();
                var owner = database.owner().orElseThrow();
                try (var connection = DriverManager.getConnection(database.url(), owner.user(), owner.password());
                        var statement = connection.createStatement()) {
                    statement.execute("CREATE TABLE note AS SELECT 'kept' AS text");
                }
                System.out.println("ready");
                Thread.currentThread().join();
            }
        }
    }

    private static Process start(Path directory) throws Exception {
        return new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Dimprint.home=" + System.getProperty("imprint.home"),
                        "-classpath",
                        System.getProperty("java.class.path"),
                        Parent.class.getName(),
                        directory.toString()))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    // why not isAlive alone: where nobody collects dead orphans, as in a plain container, they stay as zombies.
    private static boolean isRunning(ProcessHandle process) {
        return process.isAlive() && process.info().command().isPresent();
    }

    private static int notes(DatabaseAccess database) throws Exception {
        var login = database.application();
        try (var connection = DriverManager.getConnection(database.url(), login.user(), login.password());
                var rows = connection.createStatement().executeQuery("SELECT count(*) FROM note")) {
            rows.next();
            return rows.getInt(1);
        }
    }
}
