package imprint.workers.nfs;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * A mounted export. Names are those of files in the endpoint's directory; every method may throw {@link NfsException}.
 *
 * <p>For one transfer at a time. libnfs works on a thread of its own: it wants to be called by one thread alone, and who
 * waits for it may be a virtual thread.
 */
public final class NfsConnection implements Closeable {

    // why: enough for a fast network; more falls out of the processor's cache, and loopback slows down.
    private static final int WINDOW = 4;
    private static final int IN_HAND = 2;
    private static final int COPY_BYTES = 128 << 10;

    /** How far before its end a file may have holes when its writing was cut. */
    public static final long UNCERTAIN_BYTES = WriteBehind.COMMIT_BYTES + (long) WINDOW * Block.BYTES;

    private final ExecutorService thread;
    private final NfsContext context;
    private final NfsFiles files;
    private final String directory;
    private final Arena arena = Arena.ofShared();

    private NfsConnection(ExecutorService thread, NfsContext context, String directory) {
        this.thread = thread;
        this.context = context;
        this.files = new NfsFiles(context);
        this.directory = directory;
    }

    static NfsConnection open(LibNfs nfs, NfsServer server, String directory) throws IOException {
        ExecutorService thread = Executors.newSingleThreadExecutor(
                Thread.ofPlatform().daemon().name("nfs-" + server.host()).factory());
        var context = new NfsContext(nfs, server);
        var connection = new NfsConnection(thread, context, directory);
        try {
            connection.run(context::mount);
            return connection;
        } catch (IOException | RuntimeException e) {
            connection.close();
            throw e;
        }
    }

    /** What has this name; what has no name is the directory. A link is not followed. */
    public NfsFile stat(String name) throws IOException {
        return call(() -> files.stat(path(name)));
    }

    /** The regular files of the directory, in no order, but no more than {@code most}. */
    public List<NfsFile> list(int most) throws IOException {
        return call(() -> files.list(path(""), most));
    }

    /** The bytes that can still be written. */
    public long freeBytes() throws IOException {
        return call(() -> files.freeBytes(path("")));
    }

    /** Gives a file a second name, unless that is taken. */
    public void link(String from, String to) throws IOException {
        run(() -> files.link(path(from), path(to)));
    }

    /** Replaces a file of the new name. */
    public void rename(String from, String to) throws IOException {
        run(() -> files.rename(path(from), path(to)));
    }

    public void delete(String name) throws IOException {
        run(() -> files.delete(path(name)));
    }

    /** Reads a file from a byte on; the stream closes this connection. */
    public InputStream read(String name, long offset) throws IOException {
        List<Block> blocks = blocks(WINDOW);
        ReadAhead file = call(() -> files.read(path(name), offset, blocks));
        return new NfsInputStream(this, file);
    }

    /**
     * Writes into a file from a byte on, and returns when the server has it on its disk.
     *
     * @param offset 0 for a new file, in place of one that has this name
     */
    public void write(String name, long offset, InputStream content) throws IOException {
        List<Block> blocks = blocks(WINDOW + IN_HAND);
        WriteBehind file = call(() -> files.write(path(name), offset, blocks));
        Deque<Future<Block>> empty = new ArrayDeque<>();
        IntStream.range(0, IN_HAND).forEach(_ -> empty.add(submit(file::take)));
        byte[] copy = new byte[COPY_BYTES];
        long position = offset;
        while (true) {
            Block block = await(empty.remove());
            fill(block, position, content, copy);
            if (block.length == 0) {
                break;
            }
            position += block.length;
            empty.add(submit(() -> file.send(block)));
        }
        run(file::commit);
    }

    @Override
    public void close() {
        if (thread.isShutdown()) {
            return;
        }
        context.abandon();
        var closed = CompletableFuture.runAsync(
                () -> {
                    context.close();
                    arena.close();
                },
                thread);
        thread.shutdown();
        // why: also in a thread that is interrupted, for which an executor that is closed drops what has not begun.
        closed.join();
    }

    <T> Future<T> submit(Callable<T> work) {
        return thread.submit(work);
    }

    static <T> T await(Future<T> work) throws IOException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof NfsException known) {
                throw known;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while an NFS server was waited for");
        }
    }

    private <T> T call(Callable<T> work) throws IOException {
        return await(submit(work));
    }

    private void run(Work work) throws IOException {
        call(() -> {
            work.run();
            return true;
        });
    }

    private String path(String name) {
        return "/" + directory + "/" + name;
    }

    private List<Block> blocks(int count) {
        return IntStream.range(0, count)
                .mapToObj(_ -> new Block(arena.allocate(Block.BYTES, Long.BYTES)))
                .toList();
    }

    private static void fill(Block block, long offset, InputStream content, byte[] copy) throws IOException {
        block.offset = offset;
        block.length = 0;
        int read = 0;
        while (read >= 0 && block.length < Block.BYTES) {
            MemorySegment.copy(copy, 0, block.memory, ValueLayout.JAVA_BYTE, block.length, read);
            block.length += read;
            read = content.read(copy, 0, Math.min(copy.length, Block.BYTES - block.length));
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws NfsException;
    }
}
