package imprint.workers.image;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Reads a stream once for several branches, in a ring of buffers: the slowest branch sets the pace, and what is held is
 * bounded.
 */
final class Fanout {

    private static final int BUFFERS = 4;

    private final BlockingQueue<Slice> free = new ArrayBlockingQueue<>(BUFFERS);
    private final AtomicReference<@Nullable Throwable> failure = new AtomicReference<>();
    private final List<Slices> readers;
    private final List<Thread> threads;
    private int buffers;

    private Fanout(List<Branch> branches) {
        readers = branches.stream().map(_ -> new Slices(this::release)).toList();
        threads = IntStream.range(0, branches.size())
                .mapToObj(i -> start(branches.get(i), readers.get(i)))
                .toList();
    }

    /**
     * Reads {@code in} to its end and returns when all branches have done so too.
     *
     * @return the bytes read
     * @throws IOException the first failure, be it of the stream, of a branch or of {@code progress}
     */
    static long read(InputStream in, ByteProgress progress, List<Branch> branches) throws IOException {
        return new Fanout(branches).read(in, progress);
    }

    private long read(InputStream in, ByteProgress progress) throws IOException {
        long total = 0;
        try {
            boolean more = true;
            while (more && failure.get() == null) {
                Slice slice = freeSlice();
                int length = fill(slice.bytes, in, total, progress);
                total += length;
                more = length == slice.bytes.length;
                share(slice, length);
            }
        } catch (IOException | RuntimeException e) {
            failure.compareAndSet(null, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            failure.compareAndSet(null, new InterruptedIOException("Interrupted while reading"));
        }
        readers.forEach(failure.get() == null ? Slices::end : Slices::abort);
        join();
        rethrow();
        return total;
    }

    // why: from a slow source a slice takes minutes, and whoever watches must not take that for nothing.
    private static int fill(byte[] slice, InputStream in, long before, ByteProgress progress) throws IOException {
        int length = 0;
        int read = 0;
        while (read >= 0 && length < slice.length) {
            read = in.read(slice, length, slice.length - length);
            length += Math.max(read, 0);
            progress.at(before + length);
        }
        return length;
    }

    // why: a stream that is short, or as slow as its source, needs fewer than it may have.
    private Slice freeSlice() throws InterruptedException {
        Slice slice = free.poll();
        if (slice == null && buffers < BUFFERS) {
            buffers++;
            return Slice.ofChunk();
        }
        return slice == null ? free.take() : slice;
    }

    private void share(Slice slice, int length) {
        if (length == 0 || readers.isEmpty()) {
            free.add(slice);
        } else {
            slice.fill(length, readers.size());
            readers.forEach(reader -> reader.add(slice));
        }
    }

    private void release(Slice slice) {
        if (slice.release()) {
            free.add(slice);
        }
    }

    private Thread start(Branch branch, Slices slices) {
        // why: digesting keeps a processor busy for hours, and virtual threads take no turns.
        return Thread.ofPlatform().daemon().name("image-branch-", 0).start(() -> {
            try {
                branch.read(slices);
            } catch (Throwable e) {
                // why all: a branch that died of an Error has no digest to tell.
                failure.compareAndSet(null, e);
            } finally {
                slices.drain();
            }
        });
    }

    private void join() {
        boolean interrupted = Thread.interrupted();
        for (Thread thread : threads) {
            while (thread.isAlive()) {
                try {
                    thread.join();
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void rethrow() throws IOException {
        switch (failure.get()) {
            case null -> {}
            case IOException e -> throw e;
            case RuntimeException e -> throw e;
            case Error e -> throw e;
            case Throwable e -> throw new IOException(e);
        }
    }
}
