package imprint.embedded;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Runs programs that refuse to run as root.
 *
 * @param become what makes somebody else of root, and then runs a command
 * @param uid to whom the files belong that such a program makes
 */
record OrdinaryUser(List<String> become, int uid) {
    private static final int ROOT = 0;
    /** Nobody, whom every Linux knows by this number. */
    private static final int NOBODY = 65_534;

    /**
     * In a user namespace of its own, without any mapping, root is an ordinary user without privileges to whom its files
     * still belong.
     */
    static final OrdinaryUser IN_NAMESPACE = new OrdinaryUser(List.of("unshare", "--user", "--"), ROOT);

    // why with a right of root: the data directory, in which the program finds its own, is open to its owner only.
    static final OrdinaryUser AS_NOBODY = new OrdinaryUser(
            List.of(
                    "setpriv",
                    "--reuid=" + NOBODY,
                    "--regid=" + NOBODY,
                    "--clear-groups",
                    "--inh-caps=+dac_override",
                    "--ambient-caps=+dac_override",
                    "--"),
            NOBODY);

    /**
     * As this process, or, where that is root, in a way that the machine allows: containers often forbid the first.
     *
     * @throws StartRefused it is root, and cannot be anybody else
     */
    static OrdinaryUser here() {
        try {
            // why not by its name: root may have another one.
            var uid = (int) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
            if (uid != ROOT) {
                return new OrdinaryUser(List.of(), uid);
            }
            for (var user : List.of(IN_NAMESPACE, AS_NOBODY)) {
                if (user.isAllowed()) {
                    return user;
                }
            }
            throw new StartRefused("PostgreSQL does not run as root, and root needs user namespaces, or the right to"
                    + " become another user, to be an ordinary one: this machine allows neither. Start Imprint as another"
                    + " user, or give it a database with --database.");
        } catch (IOException e) {
            throw new StartRefused("It cannot be found out who runs Imprint: " + e.getMessage(), e);
        }
    }

    List<String> command(List<String> command) {
        var whole = new ArrayList<>(become);
        whole.addAll(command);
        return whole;
    }

    /** Gives files that root had made in the other way to this user. */
    void own(Path directory) throws IOException {
        if (!become.isEmpty() && !isOwn(directory)) {
            try (var files = Files.walk(directory)) {
                // why the directory itself last: as long as it is not this user's, not all in it is.
                for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                    Files.setAttribute(file, "unix:uid", uid, LinkOption.NOFOLLOW_LINKS);
                }
            }
        }
    }

    private boolean isOwn(Path file) throws IOException {
        return Files.getAttribute(file, "unix:uid", LinkOption.NOFOLLOW_LINKS).equals(uid);
    }

    private boolean isAllowed() throws IOException {
        try {
            return new ProcessBuilder(command(List.of("true")))
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
