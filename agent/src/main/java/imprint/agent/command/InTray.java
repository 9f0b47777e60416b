package imprint.agent.command;

import imprint.imaging.protocol.Command;
import imprint.imaging.protocol.Progress;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where heartbeats put what the server wants, and the loop takes it: at most one command in hand and one after it.
 *
 * <p>A command that arrives while another is in hand takes its place: the one in hand is stopped first.
 */
public final class InTray {

    private @Nullable UUID unreported;
    private @Nullable CommandInHand inHand;
    private @Nullable Command next;

    /** @param unreported the command of a former run whose report is still to be heard; null when there is none */
    public InTray(@Nullable UUID unreported) {
        this.unreported = unreported;
    }

    public synchronized void put(Command command) {
        if (inHand != null && isSame(inHand.command(), command)) {
            return;
        }
        if (inHand != null) {
            inHand.stop();
        }
        next = command;
        notifyAll();
    }

    private static boolean isSame(Command one, Command other) {
        return one.commandId().equals(other.commandId()) && one.attempt() == other.attempt();
    }

    /** Waits for a command, which is in hand from then on. */
    public synchronized CommandInHand take() throws InterruptedException {
        while (next == null) {
            wait();
        }
        inHand = new CommandInHand(next);
        next = null;
        return inHand;
    }

    /** The report of the command in hand has been heard. */
    public synchronized void clear() {
        unreported = null;
        inHand = null;
        notifyAll();
    }

    public synchronized void stop(UUID commandId) {
        if (inHand != null && inHand.command().commandId().equals(commandId)) {
            inHand.stop();
        }
    }

    public synchronized void renewToken(String token) {
        if (inHand != null) {
            inHand.renewToken(token);
        }
    }

    public synchronized boolean wantsToken() {
        return inHand != null && inHand.wantsToken();
    }

    public synchronized Optional<UUID> idInHand() {
        if (inHand != null) {
            return Optional.of(inHand.command().commandId());
        }
        // why: a command that still lies in the tray would be given a second time.
        return next != null ? Optional.of(next.commandId()) : Optional.ofNullable(unreported);
    }

    public synchronized Optional<Progress> progress() {
        return Optional.ofNullable(inHand).map(CommandInHand::progress);
    }

    /** Waits until nothing is in hand any more, but no longer than the time given. */
    public synchronized void awaitCleared(Duration limit) throws InterruptedException {
        var deadline = System.nanoTime() + limit.toNanos();
        for (var left = limit; left.isPositive() && idInHand().isPresent(); ) {
            wait(left.toMillis() + 1);
            left = Duration.ofNanos(deadline - System.nanoTime());
        }
    }
}
