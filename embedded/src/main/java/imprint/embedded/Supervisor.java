package imprint.embedded;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps one child process running, and working, until it is closed. */
final class Supervisor implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(Supervisor.class);
    private static final Duration POLL = Duration.ofMillis(50);
    private static final Duration LOOK = Duration.ofSeconds(5);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final int FAILED_STARTS = 5;

    private final CountDownLatch stopping = new CountDownLatch(1);
    private final Child child;
    private final Backoff backoff = new Backoff();
    private final Thread keeper;
    private volatile @Nullable Process process;
    private volatile @Nullable String lastTrouble = "it is not ready in time";
    private final AtomicInteger deaths = new AtomicInteger();

    private Supervisor(Child child) {
        this.child = child;
        // why a platform thread of its own: the child's life is tied to the thread that started it, see Leash.
        this.keeper = Thread.ofPlatform().daemon().name(child.name()).unstarted(this::keepRunning);
    }

    static Supervisor start(Child child) {
        var supervisor = new Supervisor(child);
        supervisor.keeper.start();
        return supervisor;
    }

    /**
     * Waits until the child is ready.
     *
     * @throws StartRefused it dies again and again, or is not ready in time
     */
    void awaitReady(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        while (!child.isReady()) {
            if (deaths.get() >= FAILED_STARTS || System.nanoTime() > deadline) {
                throw new StartRefused("%s does not start (%s); its log in the data directory says more."
                        .formatted(child.name(), lastTrouble));
            }
            if (stopping.await(POLL.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new StartRefused("%s was stopped before it was ready.".formatted(child.name()));
            }
        }
    }

    @Nullable
    Process process() {
        return process;
    }

    /** Asks the child to stop, ends it when it does not within 20 s, and returns when it has ended. */
    @Override
    public void close() {
        stopping.countDown();
        try {
            var running = process;
            if (running != null && running.isAlive()) {
                signal(running, child.stopSignal());
                if (!running.waitFor(STOP_LIMIT)) {
                    LOG.warn("{} does not stop, ending it", child.name());
                    running.destroyForcibly();
                }
            }
            keeper.join(STOP_LIMIT);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void keepRunning() {
        try {
            while (stopping.getCount() > 0) {
                var started = System.nanoTime();
                runOnce();
                backoff.ranFor(Duration.ofNanos(System.nanoTime() - started));
                stopping.await(backoff.pause().toMillis(), TimeUnit.MILLISECONDS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void runOnce() throws InterruptedException {
        try {
            var running = child.command().start();
            process = running;
            // why: close() may have looked for a process just before there was one.
            if (stopping.getCount() == 0) {
                signal(running, child.stopSignal());
            }
            var exit = exitOf(running);
            if (stopping.getCount() > 0) {
                deaths.incrementAndGet();
                lastTrouble = "it ended with status " + exit;
                LOG.warn("{} ended with status {}, starting it again", child.name(), exit);
            }
        } catch (IOException | StartRefused e) {
            deaths.incrementAndGet();
            lastTrouble = e.getMessage();
            LOG.warn("{} cannot be started", child.name(), e);
        }
    }

    private int exitOf(Process running) throws InterruptedException {
        var ailment = new Ailment(System.nanoTime());
        while (!running.waitFor(LOOK)) {
            if (stopping.getCount() > 0 && ailment.isTooLong(child.condition(), System.nanoTime())) {
                LOG.warn("{} runs and has not worked for too long, ending it", child.name());
                running.destroyForcibly();
            }
        }
        return running.exitValue();
    }

    private static void signal(Process process, String signal) throws InterruptedException {
        try {
            new ProcessBuilder("sh", "-c", "kill -%s %s".formatted(signal, process.pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            LOG.warn("No signal can be sent", e);
            process.destroy();
        }
    }
}
