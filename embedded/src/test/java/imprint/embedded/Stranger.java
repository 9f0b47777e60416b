package imprint.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;

/** Another user of this machine; only who may become one (see {@code Need.OTHER_USERS}) can play it. */
public final class Stranger {
    private static final String UID = "65534";

    private Stranger() {}

    /** Connects to a port of loopback, and reads a byte of it: says what came of that. */
    public static String listenTo(int port) throws IOException {
        return run("exec 3<>/dev/tcp/127.0.0.1/%d && timeout 30 head -c 1 <&3".formatted(port));
    }

    /** Connects to a port of loopback, sends something, and has closed its end when this returns. */
    public static void sendAndLeave(int port) throws IOException {
        run("exec 3<>/dev/tcp/127.0.0.1/%d && echo order >&3".formatted(port));
    }

    private static String run(String script) throws IOException {
        var process = new ProcessBuilder(
                        List.of("setpriv", "--reuid", UID, "--regid", UID, "--clear-groups", "bash", "-c", script))
                .redirectErrorStream(true);
        process.environment().put("LC_ALL", "C");
        var started = process.start();
        try (var output = started.inputReader()) {
            return String.join("\n", output.lines().toList());
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }
}
