package imprint.app.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Runs programs that refuse to run as root. In a user namespace of its own, without any mapping, root is an ordinary user
 * without privileges to whom its files still belong.
 */
record OrdinaryUser(boolean isRoot) {
    private static final List<String> UNSHARE = List.of("unshare", "--user", "--");

    /**
     * As this process.
     *
     * @throws StartRefused it is root, and cannot be anybody else
     */
    static OrdinaryUser here() {
        try {
            // why not by its name: root may have another one.
            var user = new OrdinaryUser(
                    Files.getAttribute(Path.of("/proc/self"), "unix:uid").equals(0));
            if (user.isRoot && !canBeAnybodyElse()) {
                throw new StartRefused(
                        "PostgreSQL does not run as root, and root needs user namespaces to be an ordinary"
                                + " user, which this machine does not allow; start Imprint as another user, or give it a"
                                + " database with --database.");
            }
            return user;
        } catch (IOException e) {
            throw new StartRefused("It cannot be found out who runs Imprint: " + e.getMessage(), e);
        }
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<String>();
        if (isRoot) {
            whole.addAll(UNSHARE);
        }
        whole.addAll(command);
        return whole;
    }

    private static boolean canBeAnybodyElse() throws IOException {
        var command = new ArrayList<>(UNSHARE);
        command.add("true");
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(Redirect.DISCARD)
                            .start()
                            .waitFor()
                    == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("it was interrupted", e);
        }
    }
}
