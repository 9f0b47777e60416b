package imprint.workers.spool;

import imprint.imaging.chunk.Digest;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.zip.CRC32C;

/**
 * An entry on disk, 64 bytes, big-endian: int32 kind, int32 length, int64 chunk, int64 offset (or count, or bytes), 32
 * bytes of digest, int32 zero, int32 CRC-32C (RFC 3720) of the 60 bytes before.
 */
final class EntryFormat {

    static final int BYTES = 64;

    private static final int CHECKED_BYTES = BYTES - Integer.BYTES;
    private static final int DISK = 1;
    private static final int FRAME = 2;
    private static final int ZEROS = 3;
    private static final Digest NO_DIGEST = Digest.of(new byte[Digest.BYTES]);

    private EntryFormat() {}

    static void put(Entry entry, ByteBuffer into) {
        int start = into.position();
        switch (entry) {
            case Entry.Disk(long bytes) -> put(into, DISK, 0, 0, bytes, NO_DIGEST);
            case Entry.Frame(long chunk, long offset, int length, Digest content) ->
                put(into, FRAME, length, chunk, offset, content);
            case Entry.Zeros(long first, long count) -> put(into, ZEROS, 0, first, count, NO_DIGEST);
        }
        into.putInt(0).putInt(crc(into, start));
    }

    /** The next entry; empty when these 64 bytes are none, as after a write that was cut short. */
    static Optional<Entry> take(ByteBuffer from) {
        int start = from.position();
        from.position(start + BYTES);
        if (from.getInt(start + CHECKED_BYTES) != crc(from, start)) {
            return Optional.empty();
        }
        ByteBuffer entry = from.slice(start, BYTES);
        int kind = entry.getInt();
        int length = entry.getInt();
        long chunk = entry.getLong();
        long offset = entry.getLong();
        return switch (kind) {
            case DISK -> Optional.of(new Entry.Disk(offset));
            case FRAME -> Optional.of(new Entry.Frame(chunk, offset, length, Digest.take(entry)));
            case ZEROS -> Optional.of(new Entry.Zeros(chunk, offset));
            default -> Optional.empty();
        };
    }

    private static void put(ByteBuffer into, int kind, int length, long chunk, long offset, Digest digest) {
        into.putInt(kind).putInt(length).putLong(chunk).putLong(offset);
        digest.putInto(into);
    }

    private static int crc(ByteBuffer entries, int start) {
        CRC32C crc = new CRC32C();
        crc.update(entries.slice(start, CHECKED_BYTES));
        return (int) crc.getValue();
    }
}
