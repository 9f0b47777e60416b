package imprint.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.embedded.DataDirectory;
import imprint.embedded.Distribution;
import imprint.embedded.EngineAndDatabase;
import imprint.embedded.StartRefused;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;

@Tag("slow")
class RunningSystemTest {
    @TempDir
    Path temporary;

    @Test
    void startsBottomUpAndStopsCompletely() throws Exception {
        var children = ProcessHandle.current().children().count();
        // why this name: a home directory may have one like it.
        var settings = StartSettings.embedded(temporary.resolve("dä ta (1)"), 0);
        try (var system = new RunningSystem()) {
            var address = system.start(Application.class, settings, _ -> {});

            assertThat(status(address)).isBetween(400, 499);
            assertThat(Application.ROLE).hasValue("imprint_app");
            assertThat(Application.EXPORTER_MAY_WRITE).isTrue();
            assertThat(Application.LIMITS).hasValue("1min 10min 2min");
            assertThat(ProcessHandle.current().children().count()).isGreaterThan(children);
        }
        assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
        DataDirectory.open(settings.data()).close();
        assertThat(settings.data().resolve("log/zeebe.log")).isNotEmptyFile();
    }

    @Test
    void usesServersThatSomebodyElseRuns() throws Exception {
        try (var theirs = DataDirectory.open(temporary.resolve("theirs"));
                var servers =
                        new EngineAndDatabase(Distribution.current(), theirs, Optional.empty(), Optional.empty());
                var system = new RunningSystem()) {
            var database = servers.awaitDatabase();
            var children = ProcessHandle.current().children().count();
            var settings = new StartSettings(
                    temporary.resolve("ours"),
                    0,
                    Role.ALL,
                    "main",
                    Optional.of(servers.engine()),
                    Optional.of(database));

            assertThat(status(system.start(Application.class, settings, _ -> {})))
                    .isBetween(400, 499);
            assertThat(ProcessHandle.current().children().count()).isEqualTo(children);
        }
    }

    @Test
    void startsNothingMoreAfterItWasStopped() {
        var system = new RunningSystem();
        system.close();

        assertThatThrownBy(() ->
                        system.start(Application.class, StartSettings.embedded(temporary.resolve("data"), 0), _ -> {}))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("stopped while it was starting");
        assertThat(temporary.resolve("data/postgres")).doesNotExist();
    }

    @Configuration(proxyBeanMethods = false)
    @EnableAutoConfiguration
    static class Application {
        static final AtomicBoolean EXPORTER_MAY_WRITE = new AtomicBoolean();
        static final AtomicReference<@Nullable String> ROLE = new AtomicReference<>();
        static final AtomicReference<@Nullable String> LIMITS = new AtomicReference<>();

        Application(JdbcTemplate database) {
            EXPORTER_MAY_WRITE.set(Boolean.TRUE.equals(database.queryForObject(
                    "SELECT has_function_privilege('history.prepare_months(integer)', 'EXECUTE')"
                            + " AND has_table_privilege('history.element', 'INSERT')",
                    Boolean.class)));
            LIMITS.set(database.queryForObject(
                    "SELECT concat_ws(' ', current_setting('lock_timeout'), current_setting('statement_timeout'),"
                            + " current_setting('idle_in_transaction_session_timeout'))",
                    String.class));
            ROLE.set(database.queryForObject("SELECT current_user", String.class));
        }
    }

    private static int status(URI address) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .statusCode();
        }
    }
}
