package imprint.embedded;

import java.util.ArrayList;
import java.util.List;

/**
 * Ties a child process to the life of this one, with what util-linux offers.
 *
 * <p>{@code setpriv --pdeathsig} makes the kernel signal the child when the <em>thread</em> that started it ends, also
 * by {@code kill -9}: it must be started by a platform thread that outlives it. The shell closes the gap between start
 * and setpriv: a child whose parent is gone by then ends itself. {@code setsid} keeps the terminal's Ctrl-C from the
 * child, so that the parent can stop its children in order. All of them replace themselves by the next: the process
 * that was started is the child itself.
 */
public final class Leash {
    private static final String UNLESS_ORPHANED = "[ \"$PPID\" = \"$0\" ] && exec \"$@\"";

    private Leash() {}

    /**
     * Makes the command that runs a command on the leash.
     *
     * @param deathSignal what the child gets when this process has died, such as {@code KILL}
     */
    public static List<String> hold(String deathSignal, List<String> command) {
        var held = new ArrayList<>(List.of("setsid", "setpriv", "--pdeathsig", deathSignal, "--"));
        held.addAll(List.of(
                "sh",
                "-c",
                UNLESS_ORPHANED,
                Long.toString(ProcessHandle.current().pid())));
        held.addAll(command);
        return held;
    }
}
