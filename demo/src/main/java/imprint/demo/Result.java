package imprint.demo;

import imprint.imaging.text.ByteCount;
import java.util.List;
import java.util.Locale;

/** What came of one operation. */
record Result(String operation, ShownOperation shown, long diskBytes, Proof equal) {
    private static final int DIGITS = 12;

    static List<String> table(List<Result> results) {
        var table = new ResultTable(
                "operation", "steps passed", "duration", "bytes of disk", "bytes sent", "manifest", "equal, says");
        results.forEach(result -> table.add(result.cells()));
        return table.lines();
    }

    private String[] cells() {
        var passed =
                shown.allSteps().stream().filter(ShownOperation.Step::isPassed).count();
        var digest = shown.imageDigest();
        return new String[] {
            operation,
            "%s of %s".formatted(passed, shown.allSteps().size()),
            String.format(Locale.ROOT, "%.1f s", shown.duration().toMillis() / 1000.0),
            new ByteCount(diskBytes).toString(),
            new ByteCount(shown.bytesSent()).toString(),
            digest == null ? "" : digest.substring(0, DIGITS),
            equal.toString()
        };
    }

    boolean isProven() {
        return equal.holds() && shown.hasSucceeded();
    }
}
