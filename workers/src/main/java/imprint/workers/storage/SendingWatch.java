package imprint.workers.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Content on its way to a server that must go on taking it. Sockets have a time limit for reading alone: here the content
 * tells that nobody has asked for more of it.
 */
final class SendingWatch extends FilterInputStream {

    private boolean asked;
    private boolean givenUp;
    private long lastGiven = System.nanoTime();

    private SendingWatch(InputStream content) {
        super(content);
    }

    /** Runs a transfer of {@code content}, and breaks its connection when nothing was taken for so long. */
    static void over(InputStream content, Duration stall, Sending sending) throws IOException {
        SendingWatch watched = new SendingWatch(content);
        FutureTask<Boolean> task = new FutureTask<>(() -> {
            sending.send(watched);
            return true;
        });
        // why virtual: the socket that such a thread waits for is closed when it is interrupted.
        Thread sender = Thread.ofVirtual().name("upload").start(task);
        while (!watched.hasEnded(task, sender, stall)) {
            if (watched.giveUpAfter(stall, sender)) {
                throw new SocketTimeoutException("not a byte was taken for %s s".formatted(stall.toSeconds()));
            }
        }
    }

    private synchronized boolean giveUpAfter(Duration stall, Thread sender) {
        if (idle().compareTo(stall) >= 0) {
            giveUp(sender);
        }
        return givenUp;
    }

    private synchronized void giveUp(Thread sender) {
        givenUp = true;
        if (!asked) {
            // why not while the content is read: that would close the file that it comes from, for all who use it.
            sender.interrupt();
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        begin();
        try {
            return super.read(into, offset, length);
        } finally {
            end();
        }
    }

    private synchronized void begin() throws InterruptedIOException {
        if (givenUp) {
            throw new InterruptedIOException("the transfer was given up");
        }
        asked = true;
    }

    private synchronized void end() {
        lastGiven = System.nanoTime();
        asked = false;
    }

    private synchronized Duration idle() {
        return asked ? Duration.ZERO : Duration.ofNanos(System.nanoTime() - lastGiven);
    }

    private boolean hasEnded(FutureTask<Boolean> task, Thread sender, Duration stall) throws IOException {
        try {
            return task.get(Math.max(1, stall.minus(idle()).toNanos()), TimeUnit.NANOSECONDS);
        } catch (TimeoutException e) {
            return false;
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException io ? io : new IOException(e.getCause());
        } catch (InterruptedException e) {
            giveUp(sender);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while a file was sent");
        }
    }

    @FunctionalInterface
    interface Sending {
        void send(InputStream content) throws IOException;
    }
}
