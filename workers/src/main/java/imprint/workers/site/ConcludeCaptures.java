package imprint.workers.site;

import imprint.workers.spool.Spool;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings the captures of a gateway to their end once it is known: each for itself, on a thread of its own, and again
 * later where that fails. One whose location does not answer keeps no other from giving its room back.
 */
public final class ConcludeCaptures implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ConcludeCaptures.class);

    // why so few: to know its own file at the location again, a capture may have to be encoded once more.
    private static final int AT_ONCE = 8;
    private static final Duration FIRST_WAIT = Duration.ofSeconds(10);
    private static final int MOST_DOUBLINGS = 6;

    private final String gateway;
    private final ControlPlane control;
    private final Spool spool;
    private final DiscardCapture discard;
    private final StoreImage storeImage;
    private final Clock clock;
    private final Set<UUID> inHand = ConcurrentHashMap.newKeySet();
    private final Map<UUID, Failed> failed = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(
            AT_ONCE, Thread.ofVirtual().name("conclude-capture-", 0).factory());

    public ConcludeCaptures(
            String gateway,
            ControlPlane control,
            Spool spool,
            DiscardCapture discard,
            StoreImage storeImage,
            Clock clock) {
        this.gateway = gateway;
        this.control = control;
        this.spool = spool;
        this.discard = discard;
        this.storeImage = storeImage;
        this.clock = clock;
    }

    /** Begins what is due, and waits for none of it. */
    public void look() {
        Set<UUID> captures = spool.captures();
        failed.keySet().retainAll(captures);
        for (UUID operationId : captures) {
            if (isDue(operationId) && inHand.add(operationId)) {
                threads.execute(() -> tryToConclude(operationId));
            }
        }
    }

    /** Stops what is in hand; it is done again after the next start. */
    @Override
    public void close() {
        threads.shutdownNow();
        threads.close();
    }

    private boolean isDue(UUID operationId) {
        Failed last = failed.get(operationId);
        return last == null || !clock.instant().isBefore(last.next());
    }

    private void tryToConclude(UUID operationId) {
        try {
            conclude(operationId);
            failed.remove(operationId);
        } catch (IOException | RuntimeException e) {
            Failed last = failed.get(operationId);
            if (last == null) {
                LOG.warn("What operation {} has left cannot be put in order yet: {}", operationId, e.toString());
            }
            failed.put(operationId, Failed.after(last, clock.instant()));
        } finally {
            inHand.remove(operationId);
        }
    }

    private void conclude(UUID operationId) throws IOException {
        switch (control.fateOfCapture(operationId, gateway)) {
            case AWAITED -> {}
            case REGISTERED -> {
                storeImage.forget(operationId);
                spool.promote(operationId);
            }
            case ELSEWHERE -> {
                discard.leaveToAnother(operationId);
                LOG.info("The capture of operation {} was left to another gateway", operationId);
            }
            case ABANDONED -> {
                discard.run(operationId);
                LOG.info("The capture of operation {} was cleared away", operationId);
            }
        }
    }

    /** @param next when it is tried again */
    private record Failed(int times, Instant next) {

        static Failed after(@Nullable Failed last, Instant now) {
            int times = last == null ? 0 : last.times();
            return new Failed(times + 1, now.plus(FIRST_WAIT.multipliedBy(1L << Math.min(times, MOST_DOUBLINGS))));
        }
    }
}
