package imprint.agent.log;

import imprint.agent.state.StateFile;
import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.LogBatch.Severity;
import java.time.Clock;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;

/**
 * The device's log: each line goes to the terminal at once, and is kept, over restarts too, until the server has it.
 *
 * <p>Bounded: of a long time without a server the latest {@value #MOST_KEPT} lines are kept.
 */
public final class DeviceLog {

    static final int MOST_KEPT = 1_000;

    private final StateFile<LogBatch> file;
    private final Clock clock;
    private final Terminal terminal;
    private final ArrayDeque<LogBatch.Entry> unsent;

    public DeviceLog(StateFile<LogBatch> file, Clock clock, Terminal terminal) {
        this.file = file;
        this.clock = clock;
        this.terminal = terminal;
        this.unsent = new ArrayDeque<>(file.read().map(LogBatch::entries).orElse(List.of()));
    }

    public void info(String message) {
        add(Severity.INFO, message);
    }

    public void warn(String message) {
        add(Severity.WARNING, message);
    }

    public void error(String message) {
        add(Severity.ERROR, message);
    }

    private synchronized void add(Severity severity, String message) {
        var entry = new LogBatch.Entry(UUID.randomUUID(), clock.instant(), severity, message);
        terminal.print(entry);
        unsent.addLast(entry);
        while (unsent.size() > MOST_KEPT) {
            unsent.removeFirst();
        }
        keep();
        notifyAll();
    }

    /** Waits for lines to send; at most as many as a server takes at once, the oldest first. */
    public synchronized LogBatch awaitUnsent() throws InterruptedException {
        while (unsent.isEmpty()) {
            wait();
        }
        return new LogBatch(unsent.stream().limit(LogBatch.MAX_ENTRIES).toList());
    }

    /** For lines that the server has, or never wants. */
    public synchronized void forget(LogBatch batch) {
        var gone = new HashSet<>(batch.entries());
        unsent.removeIf(gone::contains);
        keep();
    }

    private void keep() {
        if (unsent.isEmpty()) {
            file.delete();
        } else {
            file.write(new LogBatch(List.copyOf(unsent)));
        }
    }
}
