package imprint.agent.log;

import imprint.imaging.protocol.Progress;
import imprint.imaging.text.ByteCount;
import java.time.Duration;
import java.util.function.Supplier;

/** Bytes, rate and time left of one command, drawn twice a second for as long as it is open. */
public final class ProgressLine implements AutoCloseable {

    private static final Duration REDRAWN = Duration.ofMillis(500);

    private final Terminal terminal;
    private final String what;
    private final Supplier<Progress> progress;
    private final long startedNanos = System.nanoTime();
    private final Thread painter;

    public ProgressLine(Terminal terminal, String what, Supplier<Progress> progress) {
        this.terminal = terminal;
        this.what = what;
        this.progress = progress;
        this.painter = Thread.ofVirtual().name("progress").start(this::paint);
    }

    private void paint() {
        try {
            while (true) {
                Thread.sleep(REDRAWN);
                var now = progress.get();
                if (now.bytesTotal() > 0) {
                    var elapsed = Duration.ofNanos(System.nanoTime() - startedNanos);
                    terminal.status(what + "  " + line(now.bytesDone(), now.bytesTotal(), elapsed));
                }
            }
        } catch (InterruptedException e) {
            terminal.status("");
        }
    }

    /** As in {@code " 42 %  860.0 MiB of 2.0 GiB  430.0 MiB/s  3 s left"}. */
    static String line(long done, long total, Duration elapsed) {
        var perSecond = done * 1_000.0 / Math.max(1, elapsed.toMillis());
        var left = perSecond > 0 ? "%s s left".formatted(Math.round((total - done) / perSecond)) : "";
        return "%3s %%  %s of %s  %s/s  %s"
                .formatted(
                        done * 100 / total, new ByteCount(done), new ByteCount(total), new ByteCount(perSecond), left);
    }

    @Override
    public void close() {
        painter.interrupt();
    }
}
