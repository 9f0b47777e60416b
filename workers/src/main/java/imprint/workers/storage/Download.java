package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workers.image.BlockStream;
import imprint.workflows.address.StorageAddress;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/**
 * A file being read, over one connection. It throws nothing but {@link StorageException}s, {@link FileChanged} among them
 * when the file ends before or after the length that it had; closing it early ends the transfer.
 */
public final class Download extends BlockStream {

    /**
     * How often a version is looked at before it counts as another. A name may stand for several servers, each with times
     * and tags of its own: where the one that said the first still says it, the file is the same.
     */
    static final int LOOKS = 8;

    private static final int STEP_BYTES = 1 << 20;

    private final InputStream in;
    private final FileVersion version;
    private final Closeable transfer;
    private final StorageAddress location;
    private final FileName name;
    private long left;
    private long ahead;
    private boolean ended;
    private Now now;

    /**
     * @param offset of the first byte that {@code in} gives
     * @param transfer closed with this stream, whether or not the file was read to its end
     */
    Download(
            InputStream in,
            FileVersion version,
            long offset,
            Closeable transfer,
            StorageAddress location,
            FileName name) {
        this.in = in;
        this.version = version;
        this.now = () -> Optional.of(version);
        this.left = version.bytes() - offset;
        this.transfer = transfer;
        this.location = location;
        this.name = name;
    }

    /** Passes over so many bytes before the first that is read. */
    Download passingOver(long bytes) {
        ahead = bytes;
        return this;
    }

    /**
     * Compares the version with that at the file's end: a server may give all of a file that has grown meanwhile, or is
     * gone.
     */
    Download comparedWith(Now now) {
        this.now = now;
        return this;
    }

    /** The version that is read, as it was when the file was opened. */
    FileVersion version() {
        return version;
    }

    /**
     * Passes over some of the bytes before the first that is read: a server that knows no offsets has sent them.
     *
     * @return whether that was not all of them
     */
    boolean passOver() throws StorageException {
        if (ahead > 0) {
            byte[] passed = new byte[(int) Math.min(ahead, STEP_BYTES)];
            int read = readChecked(passed, 0, passed.length);
            ahead = read < 0 ? 0 : ahead - read;
        }
        return ahead > 0;
    }

    FileChanged changed() {
        return new FileChanged(location, name);
    }

    /** The same, with what tells it from the version that was read before. */
    FileChanged changedFrom(FileVersion before) {
        return new FileChanged(location, name, before, version);
    }

    /** Of a server that has ended the file at this byte, in good order, again and again. */
    StorageRefused endsAt(long at) {
        return new StorageRefused(
                StorageRefused.Reason.FORBIDDEN,
                "%s tells that %s has %s bytes, and ends it after %s each time: look whether the file is whole there, and whether something on the way limits its length."
                        .formatted(location.label(), name, version.bytes(), at),
                null);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws StorageException {
        while (passOver()) {
            // why: the caller wants the bytes behind these.
        }
        return readChecked(into, offset, length);
    }

    @Override
    public void close() throws StorageException {
        try {
            transfer.close();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private int readChecked(byte[] into, int offset, int length) throws StorageException {
        int read = ended ? -1 : translated(() -> in.read(into, offset, length));
        if (read < 0 && !ended) {
            requireWhole();
            ended = true;
        } else if (read > left) {
            throw changed();
        }
        left -= Math.max(read, 0);
        return read;
    }

    private void requireWhole() throws StorageException {
        if (left > 0) {
            throw changed();
        }
        FileVersion seen = version;
        for (int look = 0; look < LOOKS; look++) {
            Optional<FileVersion> found = translated(now::version);
            if (found.filter(version::matches).isPresent()) {
                return;
            }
            seen = found.orElseThrow(this::changed);
        }
        throw new FileChanged(location, name, version, seen);
    }

    private <T> T translated(Step<T> step) throws StorageException {
        try {
            return step.run();
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private StorageUnreachable broken(IOException e) {
        return new StorageUnreachable(
                "Reading %s from %s broke %s bytes before its end: %s"
                        .formatted(name, location.label(), left, e.getMessage()),
                e);
    }

    /** Tells a file's version, if there is one. */
    @FunctionalInterface
    interface Now {
        Optional<FileVersion> version() throws IOException;
    }

    @FunctionalInterface
    private interface Step<T> {
        T run() throws IOException;
    }
}
