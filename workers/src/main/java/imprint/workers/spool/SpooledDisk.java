package imprint.workers.spool;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.chunk.Zeros;
import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.manifest.ManifestWriter;
import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * The chunks of one disk that have arrived: a file of zstd frames in the order of their arrival, and a journal. Serves
 * any number of threads.
 */
public final class SpooledDisk implements Closeable {

    private final DiskLayout layout;
    private final Share room;
    private final FileChannel frames;
    private final Journal journal;
    private final ChunkIndex index;
    private final AtomicLong end = new AtomicLong();
    private final GroupCommit commits = new GroupCommit(this::flush);
    private final ReentrantLock arrival = new ReentrantLock();
    private final Condition arrived = arrival.newCondition();

    private SpooledDisk(DiskLayout layout, Room room, FileChannel frames, Journal journal) {
        this.layout = layout;
        this.room = new Share(room);
        this.frames = frames;
        this.journal = journal;
        this.index = new ChunkIndex(layout);
    }

    /** Opens, or makes, the disk in this directory. What is in it counts against {@code room}. */
    static SpooledDisk open(Path directory, DiskLayout layout, Room room) throws IOException {
        Files.createDirectories(directory);
        Journal journal = Journal.open(directory.resolve("journal"));
        FileChannel frames = FileChannel.open(
                frames(directory), StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE);
        SpooledDisk disk = new SpooledDisk(layout, room, frames, journal);
        try {
            disk.replay();
        } catch (IOException e) {
            disk.close();
            throw e;
        }
        return disk;
    }

    static Path frames(Path directory) {
        return directory.resolve("frames");
    }

    /** The disk that was begun in this directory; empty when a crash came before that. */
    static Optional<DiskLayout> layoutIn(Path directory) throws IOException {
        try (Journal journal = Journal.open(directory.resolve("journal"))) {
            return journal.disk().map(disk -> new DiskLayout(disk.bytes()));
        }
    }

    public DiskLayout layout() {
        return layout;
    }

    public boolean has(long chunk) {
        return index.has(check(chunk));
    }

    /** Whether the chunk has arrived and is zero; it has no frame then. */
    public boolean isZero(long chunk) {
        return index.isZero(check(chunk));
    }

    public boolean isComplete() {
        return index.missing() == 0;
    }

    public long missing() {
        return index.missing();
    }

    /** Bit {@code n % 8}, counted from the lowest, of byte {@code n / 8} is set when chunk n has arrived. */
    public byte[] bitmap() {
        return index.bitmap();
    }

    /** The bytes of the frames. */
    public long bytes() {
        return room.taken();
    }

    /**
     * Keeps a chunk: it is durable when this returns. The same chunk again does no harm.
     *
     * @param frame of the chunk, already checked; its position stays
     * @param content the digest of the plain chunk
     * @throws CaptureRefused when the chunk arrived before with other content
     */
    public void append(long chunk, ByteBuffer frame, Digest content) throws IOException {
        if (has(chunk)) {
            requireSame(chunk, content);
            return;
        }
        int length = frame.remaining();
        room.take(length);
        try {
            long offset = write(frame.duplicate());
            commits.commit(new Entry.Frame(chunk, offset, length, content));
        } catch (IOException | RuntimeException e) {
            room.give(length);
            throw e;
        }
    }

    /** Notes that chunks are zero: this is durable when it returns. */
    public void appendZeros(long first, long count) throws IOException {
        Objects.checkFromIndexSize(first, count, layout.chunks());
        boolean isNew = false;
        for (long chunk = first; chunk < first + count; chunk++) {
            isNew |= !index.has(chunk);
            if (index.has(chunk) && !index.isZero(chunk)) {
                throw changed(chunk);
            }
        }
        if (isNew) {
            commits.commit(new Entry.Zeros(first, count));
        }
    }

    /** Where the frame of a chunk stands; the chunk has arrived and is not zero. */
    public FramePlace place(long chunk) throws IOException {
        Entry.Frame frame = journal.frame(index.entry(check(chunk)));
        return new FramePlace(frames, frame.offset(), frame.length());
    }

    /** The digest of a chunk's content; the chunk has arrived. */
    public Digest digest(long chunk) throws IOException {
        return isZero(chunk)
                ? Zeros.digest(layout.length(chunk))
                : journal.frame(index.entry(chunk)).content();
    }

    /** Waits until a chunk has arrived; false when it has not within {@code limit}. */
    public boolean await(long chunk, Duration limit) throws InterruptedException {
        arrival.lock();
        try {
            long left = limit.toNanos();
            while (!has(chunk)) {
                if (left <= 0) {
                    return false;
                }
                left = arrived.awaitNanos(left);
            }
            return true;
        } finally {
            arrival.unlock();
        }
    }

    /** Writes the manifest of a disk that is complete. */
    public ManifestRoot writeManifest(Path into) throws IOException {
        try (var manifest = new ManifestWriter(new BufferedOutputStream(Files.newOutputStream(into)))) {
            for (long chunk = 0; chunk < layout.chunks(); chunk++) {
                manifest.append(digest(chunk), layout.length(chunk));
            }
            return manifest.finish();
        }
    }

    @Override
    public void close() throws IOException {
        try (frames;
                journal) {
            room.close();
        }
    }

    private void replay() throws IOException {
        journal.replay((number, entry) -> {
            switch (entry) {
                case Entry.Disk(long bytes) -> requireLayout(bytes);
                case Entry.Zeros(long first, long count) -> index.putZeros(first, count);
                case Entry.Frame frame -> {
                    index.put(frame.chunk(), number);
                    room.takeExisting(frame.length());
                    end.accumulateAndGet(frame.offset() + frame.length(), Math::max);
                }
            }
        });
        if (frames.size() < end.get()) {
            throw new EOFException("The frames in the spool are shorter than its journal says");
        }
        frames.truncate(end.get());
        if (journal.isEmpty()) {
            journal.append(List.of(new Entry.Disk(layout.bytes())));
        }
    }

    private void flush(List<Entry> entries) throws IOException {
        // why: an entry must never be on disk before the frame that it names.
        frames.force(false);
        int first = journal.append(entries);
        for (int i = 0; i < entries.size(); i++) {
            switch (entries.get(i)) {
                case Entry.Frame frame -> index.put(frame.chunk(), first + i);
                case Entry.Zeros zeros -> index.putZeros(zeros.first(), zeros.count());
                case Entry.Disk _ -> throw new IllegalStateException("The disk is known");
            }
        }
        arrival.lock();
        try {
            arrived.signalAll();
        } finally {
            arrival.unlock();
        }
    }

    /** @return where the frame stands */
    private long write(ByteBuffer frame) throws IOException {
        int length = frame.remaining();
        long offset = end.getAndAdd(length);
        try {
            long at = offset;
            while (frame.hasRemaining()) {
                at += frames.write(frame, at);
            }
            return offset;
        } catch (IOException e) {
            // why: half a frame is written over by the next one, unless another stands behind it by now.
            end.compareAndSet(offset + length, offset);
            throw e;
        }
    }

    private void requireSame(long chunk, Digest content) throws IOException {
        if (!digest(chunk).equals(content)) {
            throw changed(chunk);
        }
    }

    private void requireLayout(long bytes) throws IOException {
        if (bytes != layout.bytes()) {
            throw new IOException("The spool holds a disk of %s bytes, not of %s".formatted(bytes, layout.bytes()));
        }
    }

    private static CaptureRefused changed(long chunk) {
        return new CaptureRefused("Chunk %s has arrived before, with other content.".formatted(chunk));
    }

    private long check(long chunk) {
        return Objects.checkIndex(chunk, layout.chunks());
    }
}
