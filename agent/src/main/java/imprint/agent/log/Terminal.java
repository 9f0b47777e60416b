package imprint.agent.log;

import imprint.imaging.protocol.LogBatch;
import java.io.PrintStream;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Lines for a person, and under them one line that is drawn again and again where a person is looking. */
public final class Terminal {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss", Locale.ROOT);
    private static final String CLEAR_LINE = "\r\u001b[2K";

    private final PrintStream out;
    private final boolean attached;
    private String statusLine = "";

    Terminal(PrintStream out, boolean attached) {
        this.out = out;
        this.attached = attached;
    }

    // why: whether there is a console without a terminal differs between Java versions and their settings.
    @SuppressWarnings("SystemConsoleNull")
    public static Terminal ofThisProcess() {
        var console = System.console();
        return new Terminal(System.out, console != null && console.isTerminal());
    }

    synchronized void print(LogBatch.Entry entry) {
        if (!statusLine.isEmpty()) {
            out.print(CLEAR_LINE);
        }
        out.printf(
                "%s %-7s %s%n",
                TIME.format(entry.at().atZone(ZoneId.systemDefault())), entry.severity(), entry.message());
        out.print(statusLine);
        out.flush();
    }

    /** Draws the line in place of the last one; empty to remove it. Does nothing where nobody is looking. */
    synchronized void status(String line) {
        if (attached) {
            statusLine = line;
            out.print(CLEAR_LINE + line);
            out.flush();
        }
    }
}
