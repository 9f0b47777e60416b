package imprint.agent.transfer;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Several lanes work on the chunks of a disk at once: one takes the next chunk while another waits for the network. Each
 * has buffers of its own, so that what is in flight, and the memory it takes, is bounded by their number.
 */
final class Lanes {

    /** Two to keep the processors busy, two to wait for network and disk. */
    static final int NORMAL = 4;

    private Lanes() {}

    interface Lane extends AutoCloseable {

        void work(long chunk) throws Exception;

        @Override
        void close();
    }

    /** Returns when all chunks are done. The first failure, or an interrupt, ends all lanes and is thrown. */
    static void run(int count, long chunks, Supplier<Lane> newLane) throws Exception {
        var next = new AtomicLong();
        // why: platform threads, because the work is mostly computing; virtual ones would share the carriers with it.
        var pool = Executors.newFixedThreadPool(
                count, Thread.ofPlatform().name("lane-", 1).daemon().factory());
        try {
            var lanes = new ExecutorCompletionService<@Nullable Void>(pool);
            for (int lane = 0; lane < count; lane++) {
                lanes.submit(() -> workUntilDone(newLane, next, chunks));
            }
            for (int lane = 0; lane < count; lane++) {
                lanes.take().get();
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            pool.shutdownNow();
            pool.awaitTermination(1, TimeUnit.MINUTES);
        }
    }

    private static @Nullable Void workUntilDone(Supplier<Lane> newLane, AtomicLong next, long chunks) throws Exception {
        try (var lane = newLane.get()) {
            for (var chunk = next.getAndIncrement(); chunk < chunks; chunk = next.getAndIncrement()) {
                lane.work(chunk);
            }
        }
        return null;
    }
}
