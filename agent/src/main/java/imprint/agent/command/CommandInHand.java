package imprint.agent.command;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Progress;
import java.time.Duration;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** A command that is being carried out, between the hand that does it and the heartbeats that tell of it. */
public final class CommandInHand {

    private final Command command;
    private final LongAdder bytesDone = new LongAdder();
    private final LongAdder bytesSent = new LongAdder();
    private volatile long bytesTotal;
    private volatile boolean stopped;
    private @Nullable String token;
    private @Nullable String refusedToken;
    private long tokenAtNanos = System.nanoTime();
    private @Nullable Thread runner;

    public CommandInHand(Command command) {
        this.command = command;
        this.token = switch (command) {
            case Command.CaptureDisk capture -> capture.token();
            case Command.WriteDisk write -> write.token();
            case Command.VerifyDisk verify -> verify.token();
            case Command.Reboot _ -> null;
        };
    }

    public Command command() {
        return command;
    }

    @FunctionalInterface
    public interface Work<T> {
        T run() throws Exception;
    }

    /** Does the work in the calling thread, which {@link #stop} interrupts. */
    public <T> T run(Work<T> work) throws Exception {
        synchronized (this) {
            if (stopped) {
                throw new InterruptedException("stopped before it began");
            }
            runner = Thread.currentThread();
        }
        try {
            return work.run();
        } finally {
            endRun();
        }
    }

    private synchronized void endRun() {
        runner = null;
        if (stopped) {
            // why: the interrupt was meant for the work; it must not disturb the report that follows.
            Thread.interrupted();
        }
    }

    public synchronized void stop() {
        // why: a second interrupt would disturb the end of the work that the first one asked for.
        if (!stopped && runner != null) {
            runner.interrupt();
        }
        stopped = true;
    }

    public boolean isStopped() {
        return stopped;
    }

    public synchronized String token() {
        if (token == null) {
            throw new IllegalStateException(command + " carries no token");
        }
        return token;
    }

    public synchronized void renewToken(String fresh) {
        token = fresh;
        tokenAtNanos = System.nanoTime();
        notifyAll();
    }

    /** Whether the token was refused, or has half of its life behind it. */
    public synchronized boolean wantsToken() {
        var age = Duration.ofNanos(System.nanoTime() - tokenAtNanos);
        return token != null
                && (token.equals(refusedToken) || age.compareTo(AgentProtocol.TOKEN_LIFE.dividedBy(2)) >= 0);
    }

    /** Waits until a heartbeat has brought another token than the one that was refused; false when none came in time. */
    public synchronized boolean awaitTokenOtherThan(String refused, Duration limit) throws InterruptedException {
        refusedToken = refused;
        var deadline = System.nanoTime() + limit.toNanos();
        while (refused.equals(token)) {
            var millis = Duration.ofNanos(deadline - System.nanoTime()).toMillis();
            if (millis <= 0) {
                return false;
            }
            wait(millis);
        }
        return true;
    }

    /**
     * The work on the disk begins, or begins anew.
     *
     * @param bytes that are to be gone through
     */
    public void begin(long bytes) {
        bytesDone.reset();
        bytesTotal = bytes;
    }

    public void done(long bytes) {
        bytesDone.add(bytes);
    }

    public void sent(long bytes) {
        bytesSent.add(bytes);
    }

    public Progress progress() {
        return new Progress(command.commandId(), command.attempt(), bytesDone.sum(), bytesTotal, bytesSent.sum());
    }
}
