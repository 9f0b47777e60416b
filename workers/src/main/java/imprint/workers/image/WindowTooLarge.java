package imprint.workers.image;

import java.util.Locale;

/** The file was compressed so that reading it takes more memory than a reader may spend. */
public final class WindowTooLarge extends ImageException {

    private WindowTooLarge(String what, long neededMib, long mostMib, String remedy) {
        super(
                String.format(
                        Locale.ROOT,
                        "To read the image file takes %s of %d MiB, and %d MiB is the most: compress it %s.",
                        what,
                        neededMib,
                        mostMib,
                        remedy),
                null);
    }

    static WindowTooLarge ofZstd(long neededBytes, long mostBytes) {
        return new WindowTooLarge("a window", mib(neededBytes), mib(mostBytes), "without --long, or with --long=27");
    }

    static WindowTooLarge ofXz(long neededBytes, long mostBytes) {
        return new WindowTooLarge("a dictionary", mib(neededBytes), mib(mostBytes), "with \"xz -9\" at the most");
    }

    private static long mib(long bytes) {
        return Math.ceilDiv(bytes, 1L << 20);
    }
}
