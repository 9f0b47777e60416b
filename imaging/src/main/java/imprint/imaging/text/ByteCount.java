package imprint.imaging.text;

import java.util.Locale;

/** Bytes as people read them. */
public record ByteCount(double bytes) {
    private static final String[] UNITS = {"B", "KiB", "MiB", "GiB", "TiB"};

    /** As in {@code 256.0 MiB}. */
    @Override
    public String toString() {
        var amount = bytes;
        var unit = 0;
        for (; amount >= 1024 && unit < UNITS.length - 1; unit++) {
            amount /= 1024;
        }
        return String.format(Locale.ROOT, unit == 0 ? "%.0f %s" : "%.1f %s", amount, UNITS[unit]);
    }
}
