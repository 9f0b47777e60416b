package imprint.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** What a benchmark found: medians, ratios and targets, and in words what was measured. */
final class Table {

    private record Row(String what, String median, String ratio, String target) {}

    private final List<Row> rows = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();

    Table(String title, int rounds) {
        rows.add(new Row(title, "median of " + rounds, "ratio", "target"));
    }

    /** Of what is measured once. */
    Table(String title) {
        rows.add(new Row(title, "once", "ratio", "target"));
    }

    Table row(String what, String median) {
        rows.add(new Row(what, median, "", ""));
        return this;
    }

    Table row(String what, String median, String ratio) {
        rows.add(new Row(what, median, ratio, ""));
        return this;
    }

    /** @param most the ratio that must not be exceeded */
    Table atMost(String what, String median, double ratio, double most) {
        rows.add(new Row(what, median, number(ratio), "<= %s %s".formatted(number(most), verdict(ratio <= most))));
        return this;
    }

    /** @param most seconds that must not be exceeded */
    Table within(String what, double seconds, double most) {
        rows.add(new Row(what, seconds(seconds), "", "<= %s %s".formatted(seconds(most), verdict(seconds <= most))));
        return this;
    }

    /** @param least the ratio that must be reached */
    Table atLeast(String what, String median, double ratio, double least) {
        rows.add(new Row(what, median, number(ratio), ">= %s %s".formatted(number(least), verdict(ratio >= least))));
        return this;
    }

    Table peak(String who, ChildProcess process) throws IOException {
        return row("peak memory, " + who, "%s MiB".formatted(process.peakBytes() >> 20));
    }

    Table note(String sentence) {
        notes.add(sentence);
        return this;
    }

    static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.2f s", seconds);
    }

    static String mebibytes(double bytes) {
        return String.format(Locale.ROOT, "%.1f MiB", bytes / (1 << 20));
    }

    /** @param bytesPerSecond of a transfer */
    static String rate(double bytesPerSecond) {
        return String.format(Locale.ROOT, "%.0f MiB/s", bytesPerSecond / (1 << 20));
    }

    private static String number(double ratio) {
        return String.format(Locale.ROOT, "%.2f", ratio);
    }

    private static String verdict(boolean reached) {
        return reached ? "reached" : "MISSED";
    }

    @Override
    public String toString() {
        var widest = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
        return rows.stream()
                        .map(row -> ("%-" + widest + "s  %14s  %6s  %s")
                                .formatted(row.what(), row.median(), row.ratio(), row.target())
                                .stripTrailing())
                        .collect(Collectors.joining("\n"))
                + notes.stream().map(note -> "\n" + note).collect(Collectors.joining("", "\n", ""));
    }
}
