package imprint.demo;

import imprint.imaging.text.ByteCount;
import java.util.Locale;

/** An operation in one line: its present step, and a bar with bytes, rate and time left while bytes move. */
record ProgressLine(String label, ShownOperation operation) {
    private static final int BAR = 24;

    @Override
    public String toString() {
        var step = operation.hasEnded()
                ? operation.state().toLowerCase(Locale.ROOT)
                : operation.presentStep().map(ShownOperation.Step::name).orElse("");
        var moving = operation.presentProgress().map(ProgressLine::moving).orElse("");
        return "  %-22s %-29s %s".formatted(label, step, moving).stripTrailing();
    }

    /** As in {@code [======>     ]  50 %  128.0 MiB of 256.0 MiB  64.0 MiB/s  2 s left}. */
    private static String moving(ShownOperation.Progress progress) {
        var done = (double) progress.bytesDone() / progress.bytesTotal();
        var left = progress.secondsLeft() == null ? "" : "%s s left".formatted(progress.secondsLeft());
        return "%s %3s %%  %s of %s  %s/s  %s"
                .formatted(
                        bar(done),
                        (int) (done * 100),
                        new ByteCount(progress.bytesDone()),
                        new ByteCount(progress.bytesTotal()),
                        new ByteCount(progress.bytesPerSecond()),
                        left);
    }

    private static String bar(double done) {
        var filled = (int) (done * BAR);
        var tip = filled < BAR ? ">" : "";
        return "[" + "=".repeat(filled) + tip + " ".repeat(BAR - filled - tip.length()) + "]";
    }
}
