package imprint.benchmarks;

import java.util.Arrays;
import java.util.Locale;

/** How long each of many answers took. */
final class Latencies {

    private long[] nanos = new long[1024];
    private int count;

    synchronized void add(long took) {
        if (count == nanos.length) {
            nanos = Arrays.copyOf(nanos, 2 * count);
        }
        nanos[count++] = took;
    }

    synchronized int count() {
        return count;
    }

    /** @param part as in 0.95 */
    synchronized double seconds(double part) {
        if (count == 0) {
            return Double.NaN;
        }
        var sorted = Arrays.copyOf(nanos, count);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(count - 1L, (long) (part * count))] / 1e9;
    }

    /** The median and what 95 of 100 keep to. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.0f / %.0f ms", 1e3 * seconds(0.5), 1e3 * seconds(0.95));
    }
}
