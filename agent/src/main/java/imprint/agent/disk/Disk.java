package imprint.agent.disk;

import com.sun.nio.file.ExtendedOpenOption;
import imprint.agent.command.CommandFailed;
import imprint.bpmn.ErrorCode;
import imprint.imaging.chunk.DiskLayout;
import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/**
 * A block device, or a file that stands for one, whose chunks several threads read and write at once.
 *
 * <p>Interrupting a thread that reads or writes closes the disk.
 */
public final class Disk implements Closeable {

    /** What {@code O_DIRECT} asks of addresses, places and lengths: suits sectors of 512 bytes and of 4 KiB. */
    private static final int ALIGNMENT = 4096;

    private final Path path;
    private final FileChannel reading;
    private final FileChannel writing;
    private final Descriptor descriptor;
    private final boolean direct;
    private final boolean isFile;
    private final DiskLayout layout;

    private Disk(Path path, DiskLayout layout, FileChannel reading, FileChannel writing, Descriptor descriptor) {
        this.path = path;
        this.layout = layout;
        this.isFile = Files.isRegularFile(path);
        this.reading = reading;
        this.writing = writing;
        this.descriptor = descriptor;
        this.direct = reading != writing;
    }

    /** Does ahead of time what the first disk would have to wait for. */
    public static void prepare() {
        Linux.link();
    }

    public static Disk openToRead(Path path) throws IOException {
        return open(path, false, StandardOpenOption.READ);
    }

    /**
     * Opens a disk whose reads come from the medium, by {@code O_DIRECT}, where the file system can: what is on it is
     * read but once, and most of it needs no write.
     */
    public static Disk openToWrite(Path path) throws IOException {
        return open(path, true, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /**
     * Opens a disk whose reads come from the medium and not from the page cache: by {@code O_DIRECT} where the file
     * system can, else by flushing it and dropping the cached pages ({@code posix_fadvise}) once, now.
     */
    public static Disk openPastCache(Path path) throws IOException {
        var disk = open(path, true, StandardOpenOption.READ);
        try {
            disk.dropCacheUnlessDirect();
            return disk;
        } catch (IOException e) {
            disk.close();
            throw e;
        }
    }

    private void dropCacheUnlessDirect() throws IOException {
        if (!direct) {
            flush();
            descriptor.dropCache();
        }
    }

    private static Disk open(Path path, boolean pastCache, OpenOption... options) throws IOException {
        var writing = FileChannel.open(path, options);
        try {
            return open(path, pastCache, writing, Descriptor.open(path));
        } catch (IOException | RuntimeException e) {
            writing.close();
            throw e;
        }
    }

    private static Disk open(Path path, boolean pastCache, FileChannel writing, Descriptor descriptor)
            throws IOException {
        try {
            var layout = new DiskLayout(writing.size());
            // why: opened last, so that there is no failure after which it would have to be closed.
            var reading = pastCache ? direct(path).orElse(writing) : writing;
            return new Disk(path, layout, reading, writing, descriptor);
        } catch (IOException | RuntimeException e) {
            descriptor.close();
            throw e;
        }
    }

    private static Optional<FileChannel> direct(Path path) throws IOException {
        if (Files.getFileStore(path).getBlockSize() > ALIGNMENT) {
            return Optional.empty();
        }
        try {
            return Optional.of(FileChannel.open(path, StandardOpenOption.READ, ExtendedOpenOption.DIRECT));
        } catch (UnsupportedOperationException | IOException e) {
            // why: some file systems refuse O_DIRECT; the other way is as good, only slower.
            return Optional.empty();
        }
    }

    /** A buffer for one chunk, fit for every kind of read. */
    public static ByteBuffer newChunkBuffer() {
        return ByteBuffer.allocateDirect(DiskLayout.CHUNK_BYTES + ALIGNMENT)
                .alignedSlice(ALIGNMENT)
                .limit(DiskLayout.CHUNK_BYTES)
                .slice();
    }

    public DiskLayout layout() {
        return layout;
    }

    /** How reads get past the page cache, for the log. */
    public String cacheBypass() {
        return direct ? "O_DIRECT" : "posix_fadvise";
    }

    /** Whether the bytes are known to be zeros without reading them: no storage was ever given to them. */
    public boolean isHole(long offset, int length) throws IOException {
        // why the size: behind the end of a file that was cut short there is nothing stored either.
        return isFile && descriptor.nextData(offset) >= offset + length && reading.size() >= offset + length;
    }

    /**
     * Refuses a disk that cannot be written, before anything is done to it.
     *
     * @throws CommandFailed when it is write-protected
     */
    public static void requireWritable(Path path) throws IOException, CommandFailed {
        var readOnly =
                Path.of("/sys/class/block", path.toRealPath().getFileName().toString(), "ro");
        var isWritable = Files.isRegularFile(path)
                ? Files.isWritable(path)
                : !Files.exists(readOnly)
                        || "0".equals(Files.readString(readOnly).strip());
        if (!isWritable) {
            throw new CommandFailed(
                    ErrorCode.DISK_READ_ONLY,
                    "%s is write-protected. Make it writable, then apply the image again.".formatted(path));
        }
    }

    /**
     * Reads {@code length} bytes.
     *
     * @param into from {@link #newChunkBuffer}; holds the bytes from 0 to its limit afterwards
     * @throws DiskUnreadable when the disk does not give them back
     * @throws DiskFaulty when it ends before them
     */
    public void read(long offset, int length, ByteBuffer into) throws IOException {
        try {
            fill(into, 0, length, offset);
        } catch (ClosedChannelException | DiskFaulty e) {
            throw e;
        } catch (IOException e) {
            fillPieceByPiece(into, length, offset);
        }
        into.position(0).limit(length);
    }

    /** A second try, which finds the place, or that it was but a passing fault. */
    private void fillPieceByPiece(ByteBuffer into, int length, long offset) throws IOException {
        for (int from = 0; from < length; from += ALIGNMENT) {
            try {
                fill(into, from, Math.min(from + ALIGNMENT, length), offset);
            } catch (ClosedChannelException | DiskFaulty e) {
                throw e;
            } catch (IOException e) {
                throw new DiskUnreadable(
                        DiskFaulty.sentence(
                                "%s cannot be read at byte %s (%s)".formatted(path, offset + from, e.getMessage())),
                        e);
            }
        }
    }

    /** Reads the bytes {@code from} to {@code to} of what begins at {@code offset}, to the same place in the buffer. */
    private void fill(ByteBuffer into, int from, int to, long offset) throws IOException {
        // why: O_DIRECT reads whole sectors; at the end of the disk it returns fewer bytes than asked for.
        into.clear()
                .limit(direct ? Math.ceilDiv(to, ALIGNMENT) * ALIGNMENT : to)
                .position(from);
        while (into.position() < to) {
            if (reading.read(into, offset + into.position()) < 0) {
                throw new DiskFaulty(
                        "%s ends before byte %s of %s: it was cut short, or pulled out. Put it right, then start the operation again."
                                .formatted(path, offset + to, layout.bytes()),
                        null);
            }
        }
    }

    /**
     * Writes what remains in {@code from}.
     *
     * @throws DiskFaulty when the disk does not take it
     */
    public void write(long offset, ByteBuffer from) throws IOException {
        var source = from.duplicate();
        for (var at = offset; source.hasRemaining(); ) {
            at += writeSome(at, source);
        }
    }

    private int writeSome(long at, ByteBuffer source) throws IOException {
        try {
            return writing.write(source, at);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw lost("cannot be written at byte %s".formatted(at), e);
        }
    }

    /**
     * Returns when the medium has everything that was written.
     *
     * @throws DiskFaulty when some of it is lost; where that was, nobody tells
     */
    public void flush() throws IOException {
        try {
            writing.force(true);
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            throw lost("did not keep what was written to it", e);
        }
    }

    private DiskFaulty lost(String what, IOException cause) {
        var sentence = "%s %s (%s)".formatted(path, what, cause.getMessage());
        // why not the text of the error: it is in the language of the machine.
        return isFile && isFull()
                ? new DiskWithoutRoom(
                        sentence + ": its file system is full. Make room there, then start the operation again.", cause)
                : new DiskFaulty(DiskFaulty.sentence(sentence), cause);
    }

    private boolean isFull() {
        try {
            return Files.getFileStore(path).getUsableSpace() < DiskLayout.CHUNK_BYTES;
        } catch (IOException e) {
            // why: the file, or all of its file system, is gone.
            return false;
        }
    }

    @Override
    public void close() throws IOException {
        try (descriptor;
                var _ = writing) {
            reading.close();
        }
    }
}
