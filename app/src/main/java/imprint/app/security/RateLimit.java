package imprint.app.security;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/** So many acts of an address at once, and so many a second after that; of bounded memory. */
final class RateLimit {

    private static final int MOST_ADDRESSES = 10_000;

    private final double burst;
    private final double perSecond;
    private final Clock clock;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MOST_ADDRESSES;
        }
    };

    RateLimit(double burst, double perSecond, Clock clock) {
        this.burst = burst;
        this.perSecond = perSecond;
        this.clock = clock;
    }

    /** Spends one act, if there is one left. */
    synchronized boolean spend(String address) {
        var bucket = filled(address);
        if (bucket.left() < 1) {
            return false;
        }
        buckets.put(address, new Bucket(bucket.left() - 1, bucket.at()));
        return true;
    }

    /** Takes back an act that was spent. */
    synchronized void giveBack(String address) {
        var bucket = filled(address);
        buckets.put(address, new Bucket(Math.min(burst, bucket.left() + 1), bucket.at()));
    }

    private Bucket filled(String address) {
        var now = clock.instant();
        var bucket = buckets.getOrDefault(address, new Bucket(burst, now));
        var seconds = Math.max(0, Duration.between(bucket.at(), now).toMillis() / 1000.0);
        return new Bucket(Math.min(burst, bucket.left() + seconds * perSecond), now);
    }

    private record Bucket(double left, Instant at) {}
}
