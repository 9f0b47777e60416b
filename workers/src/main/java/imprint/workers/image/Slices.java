package imprint.workers.image;

import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The slices of a stream as one of its readers gets them: one at a time, valid until the next is asked for. */
final class Slices {

    private static final Slice END = Slice.mark();
    private static final Slice ABORTED = Slice.mark();

    private final BlockingQueue<Slice> queue = new LinkedBlockingQueue<>();
    private final Consumer<Slice> release;
    private @Nullable Slice current;
    private boolean peeked;
    private boolean ended;

    Slices(Consumer<Slice> release) {
        this.release = release;
    }

    /** The slice that {@link #next()} will give. */
    @Nullable
    Slice peek() throws IOException {
        Slice next = next();
        peeked = true;
        return next;
    }

    /** The next slice; null after the last. */
    @Nullable
    Slice next() throws IOException {
        if (peeked) {
            peeked = false;
            return current;
        }
        Slice last = current;
        current = null;
        if (last != null) {
            release.accept(last);
        }
        return ended ? null : take();
    }

    /** Gives back what nobody reads. */
    void drain() {
        try {
            while (next() != null) {
                // why: the writer waits for its buffers.
            }
        } catch (IOException e) {
            // why: the stream is over, which is all that was waited for.
        }
    }

    void add(Slice slice) {
        queue.add(slice);
    }

    void end() {
        queue.add(END);
    }

    void abort() {
        queue.add(ABORTED);
    }

    private @Nullable Slice take() throws IOException {
        Slice next = takeUninterrupted();
        if (next == END || next == ABORTED) {
            ended = true;
        }
        if (next == ABORTED) {
            throw new IOException("The stream was given up");
        }
        current = next == END ? null : next;
        return current;
    }

    private Slice takeUninterrupted() throws IOException {
        try {
            return queue.take();
        } catch (InterruptedException e) {
            ended = true;
            throw new IOException("Interrupted while reading", e);
        }
    }
}
