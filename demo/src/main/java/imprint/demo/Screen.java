package imprint.demo;

import static java.util.stream.Collectors.joining;

import java.io.PrintStream;
import java.time.Duration;
import java.util.List;
import java.util.function.LongSupplier;

/** Lines that stay; and, below them, lines of the moment: drawn again and again on a terminal, else every few seconds. */
final class Screen {
    private static final Duration PLAIN_INTERVAL = Duration.ofSeconds(3);
    private static final String UP = "\u001b[%sA";
    private static final String CLEAR_BELOW = "\u001b[J";
    // why: a line that the terminal broke into two would be one too few to go up.
    private static final String WITHOUT_WRAPPING = "\u001b[?7l%s\u001b[?7h";

    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanos;
    private int drawn;
    private long printedAt;

    /** @param nanos the time, as {@link System#nanoTime} tells it */
    Screen(PrintStream out, boolean terminal, LongSupplier nanos) {
        this.out = out;
        this.terminal = terminal;
        this.nanos = nanos;
        this.printedAt = nanos.getAsLong();
    }

    static Screen ofThisProcess() {
        var console = System.console();
        return new Screen(System.out, console != null && console.isTerminal(), System::nanoTime);
    }

    synchronized void say(String line) {
        out.print(erased() + line + System.lineSeparator());
        out.flush();
    }

    synchronized void show(List<String> lines) {
        if (terminal) {
            var text = lines.stream().map(line -> line + "\n").collect(joining());
            out.print(erased() + WITHOUT_WRAPPING.formatted(text));
            drawn = lines.size();
            out.flush();
        } else if (nanos.getAsLong() - printedAt >= PLAIN_INTERVAL.toNanos()) {
            printedAt = nanos.getAsLong();
            lines.forEach(out::println);
        }
    }

    private String erased() {
        var erased = drawn == 0 ? "" : UP.formatted(drawn) + CLEAR_BELOW;
        drawn = 0;
        return erased;
    }
}
