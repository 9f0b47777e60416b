package imprint.workers.gateway;

import java.time.Duration;
import java.util.function.LongSupplier;

/** The bytes that all connections of a gateway together may move in one direction, in each second. */
final class Bandwidth {

    /** So much is sent before others have their turn: small beside what a network sends in a second. */
    private static final int STEP_BYTES = 128 << 10;

    private final long bytesPerSecond;
    private final LongSupplier nanoTime;
    private long freeFrom;

    /** @param bytesPerSecond {@code Long.MAX_VALUE} for as many as the network carries */
    Bandwidth(long bytesPerSecond, LongSupplier nanoTime) {
        this.bytesPerSecond = bytesPerSecond;
        this.nanoTime = nanoTime;
        this.freeFrom = nanoTime.getAsLong();
    }

    boolean isLimited() {
        return bytesPerSecond < Long.MAX_VALUE;
    }

    /** How many of so many bytes are to be moved at once. */
    int step(int bytes) {
        return isLimited() ? Math.min(bytes, STEP_BYTES) : bytes;
    }

    /** Takes the time that so many bytes need, behind all that was reserved before; returns how long to wait for it. */
    synchronized Duration reserve(int bytes) {
        long now = nanoTime.getAsLong();
        // why differences: the clock's zero is anywhere, and its values may overflow.
        long wait = Math.max(0, freeFrom - now);
        freeFrom = now + wait + (long) (bytes * 1e9 / bytesPerSecond);
        return Duration.ofNanos(wait);
    }
}
