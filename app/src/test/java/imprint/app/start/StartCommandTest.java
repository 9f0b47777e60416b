package imprint.app.start;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.embedded.DataDirectory;
import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each in a process of its own, as a user sees it. */
class StartCommandTest {
    @TempDir
    Path temporary;

    @Test
    void saysInOneSentenceThatThePortIsInUse() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var start = start("--data", data(), "--port", Integer.toString(other.getLocalPort()));

            assertThat(start.errors)
                    .containsExactly("imprint: Port %d is in use; choose another one with --port."
                            .formatted(other.getLocalPort()));
            assertThat(start.status).isEqualTo(1);
        }
    }

    @Test
    void saysInOneSentenceThatTheDataIsInUse() throws Exception {
        try (var _ = DataDirectory.open(Path.of(data()))) {
            var start = start("--data", data(), "--port", "0");

            assertThat(start.errors)
                    .singleElement()
                    .asString()
                    .startsWith("imprint: The data directory %s is in use by another instance".formatted(data()));
            assertThat(start.status).isEqualTo(1);
        }
    }

    @Test
    void refusesAWorkerWithoutServers() throws Exception {
        var start = start("--data", data(), "--role", "worker");

        assertThat(start.errors).singleElement().asString().contains("--role worker needs --zeebe and --database");
        assertThat(start.status).isEqualTo(1);
    }

    @Test
    void refusesUnknownOptions() throws Exception {
        var start = start("--date", data());

        assertThat(start.errors).singleElement().asString().contains("'--date'");
        assertThat(start.status).isEqualTo(2);
    }

    /** Persian has digits of its own. */
    @Test
    void writesTheDigitsOfMachinesInEveryLanguage() throws Exception {
        try (var other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            var start = start(
                    List.of(),
                    List.of("-Duser.language=fa", "-Duser.country=IR"),
                    "--data",
                    data(),
                    "--port",
                    Integer.toString(other.getLocalPort()));

            assertThat(start.errors).singleElement().asString().contains("Port " + other.getLocalPort());
        }
    }

    /** In a namespace whose root may make no further ones; nobody outside of it is hit. */
    @Test
    @Needs(Need.USER_NAMESPACE)
    void saysInOneSentenceThatRootCannotBeAnybodyElse() throws Exception {
        var start = start(
                List.of(
                        "unshare",
                        "--user",
                        "--map-root-user",
                        "sh",
                        "-c",
                        "echo 0 >/proc/sys/user/max_user_namespaces; exec \"$@\"",
                        "sh"),
                List.of("--enable-native-access=ALL-UNNAMED"),
                "--data",
                data(),
                "--port",
                "0");

        assertThat(start.errors).singleElement().asString().contains("root needs user namespaces", "--database");
        assertThat(start.status).isEqualTo(1);
    }

    private String data() {
        return temporary.resolve("data").toString();
    }

    private record Start(int status, List<String> errors) {}

    private static Start start(String... options) throws IOException, InterruptedException {
        return start(List.of(), List.of(), options);
    }

    /** @param prefix of the command */
    private static Start start(List<String> prefix, List<String> javaOptions, String... options)
            throws IOException, InterruptedException {
        var command = new ArrayList<>(prefix);
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(javaOptions);
        command.addAll(List.of(
                "-Dimprint.home=" + System.getProperty("imprint.home"),
                "-classpath",
                System.getProperty("java.class.path"),
                "imprint.app.ImprintApplication"));
        command.addAll(List.of(options));
        var process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        var errors = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8)
                .lines()
                .toList();
        return new Start(process.waitFor(), errors);
    }
}
