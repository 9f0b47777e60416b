package imprint.workers.spool;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/** A file of entries, each flushed before it counts; what a crash has left half-written at the end is cut off. */
final class Journal implements Closeable {

    private static final int ENTRIES_A_READ = 4096;

    private final FileChannel file;
    private int count;

    private Journal(FileChannel file) {
        this.file = file;
    }

    static Journal open(Path path) throws IOException {
        return new Journal(
                FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE));
    }

    /** Tells each whole entry and its number, and is then ready to be appended to. */
    void replay(Replay replay) throws IOException {
        ByteBuffer entries = ByteBuffer.allocate(ENTRIES_A_READ * EntryFormat.BYTES);
        boolean whole = true;
        while (whole && fill(entries, (long) count * EntryFormat.BYTES)) {
            while (whole && entries.remaining() >= EntryFormat.BYTES) {
                Optional<Entry> entry = EntryFormat.take(entries);
                whole = entry.isPresent();
                if (whole) {
                    replay.entry(count++, entry.orElseThrow());
                }
            }
        }
        file.truncate((long) count * EntryFormat.BYTES);
    }

    /**
     * Appends and flushes. After a failure the journal is as it was before.
     *
     * @return the number of the first of them
     */
    int append(List<Entry> entries) throws IOException {
        ByteBuffer encoded = ByteBuffer.allocate(entries.size() * EntryFormat.BYTES);
        entries.forEach(entry -> EntryFormat.put(entry, encoded));
        encoded.flip();
        long at = (long) count * EntryFormat.BYTES;
        while (encoded.hasRemaining()) {
            at += file.write(encoded, at);
        }
        file.force(false);
        int first = count;
        count = Math.addExact(count, entries.size());
        return first;
    }

    boolean isEmpty() {
        return count == 0;
    }

    /** The first entry. */
    Optional<Entry.Disk> disk() throws IOException {
        return entry(0).filter(Entry.Disk.class::isInstance).map(Entry.Disk.class::cast);
    }

    Entry.Frame frame(int number) throws IOException {
        return entry(number)
                .filter(Entry.Frame.class::isInstance)
                .map(Entry.Frame.class::cast)
                .orElseThrow(() -> new IOException("Entry %s of the journal was damaged".formatted(number)));
    }

    @Override
    public void close() throws IOException {
        file.close();
    }

    private Optional<Entry> entry(int number) throws IOException {
        ByteBuffer entry = ByteBuffer.allocate(EntryFormat.BYTES);
        return fill(entry, (long) number * EntryFormat.BYTES) ? EntryFormat.take(entry) : Optional.empty();
    }

    /** Reads what there is from {@code at} on; false when that is not a single entry. */
    private boolean fill(ByteBuffer into, long at) throws IOException {
        into.clear();
        int read = 0;
        while (into.hasRemaining() && read >= 0) {
            read = file.read(into, at + into.position());
        }
        into.flip();
        return into.remaining() >= EntryFormat.BYTES;
    }

    @FunctionalInterface
    interface Replay {
        void entry(int number, Entry entry) throws IOException;
    }
}
