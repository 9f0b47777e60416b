package imprint.imaging.zstd;

import static imprint.imaging.zstd.SeekTableFormat.CHECKSUMS;
import static imprint.imaging.zstd.SeekTableFormat.CHECKSUM_BYTES;
import static imprint.imaging.zstd.SeekTableFormat.ENTRY_BYTES;
import static imprint.imaging.zstd.SeekTableFormat.FOOTER_BYTES;
import static imprint.imaging.zstd.SeekTableFormat.HEADER_BYTES;
import static imprint.imaging.zstd.SeekTableFormat.RESERVED;
import static imprint.imaging.zstd.SeekTableFormat.SEEKABLE_MAGIC;
import static imprint.imaging.zstd.SeekTableFormat.SKIPPABLE_MAGIC;

import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/** Reads a seek table that nobody vouches for: what it allocates is bounded by the file and by the largest disk. */
final class SeekTableParser {

    private static final long MAX_FRAMES = new DiskLayout(DiskLayout.MAX_BYTES).chunks();

    // why: the file may stand on a remote server, where each read is a round trip.
    private static final int ENTRIES_A_READ = 1 << 16;

    private final RangeReader file;

    SeekTableParser(RangeReader file) {
        this.file = file;
    }

    SeekTable parse() throws IOException {
        long footerAt = file.size() - FOOTER_BYTES;
        if (footerAt < HEADER_BYTES) {
            throw new SeekTableMissing("The file is too short for a seek table");
        }
        ByteBuffer footer = read(footerAt, FOOTER_BYTES);
        long frames = Integer.toUnsignedLong(footer.getInt());
        byte descriptor = footer.get();
        if (footer.getInt() != SEEKABLE_MAGIC) {
            throw new SeekTableMissing("The file does not end with a seek table");
        }
        if ((descriptor & RESERVED) != 0 || frames > MAX_FRAMES) {
            throw new SeekTableCorrupt("The seek table is of an unknown kind or too long");
        }
        int entryBytes = (descriptor & CHECKSUMS) == 0 ? ENTRY_BYTES : ENTRY_BYTES + CHECKSUM_BYTES;
        long entriesAt = footerAt - frames * entryBytes;
        checkHeader(entriesAt - HEADER_BYTES, footerAt + FOOTER_BYTES - entriesAt);
        return parseEntries(entriesAt, (int) frames, entryBytes);
    }

    private void checkHeader(long headerAt, long length) throws IOException {
        if (headerAt < 0) {
            throw new SeekTableCorrupt("The seek table is longer than the file");
        }
        ByteBuffer header = read(headerAt, HEADER_BYTES);
        if (header.getInt() != SKIPPABLE_MAGIC || header.getInt() != length) {
            throw new SeekTableCorrupt("The seek table does not begin where its length says");
        }
    }

    private SeekTable parseEntries(long entriesAt, int frames, int entryBytes) throws IOException {
        long[] offsets = new long[frames + 1];
        DiskLayout layout = DiskLayout.EMPTY;
        for (int frame = 0; frame < frames; ) {
            int count = Math.min(ENTRIES_A_READ, frames - frame);
            ByteBuffer entries = read(entriesAt + (long) frame * entryBytes, count * entryBytes);
            for (int entry = 0; entry < count; entry++, frame++) {
                int compressed = entries.getInt(entry * entryBytes);
                int plain = entries.getInt(entry * entryBytes + 4);
                layout = append(layout, plain, compressed);
                offsets[frame + 1] = offsets[frame] + compressed;
            }
        }
        if (offsets[frames] != entriesAt - HEADER_BYTES) {
            throw new SeekTableCorrupt("The frames in the seek table have another length than those in the file");
        }
        return new SeekTable(layout, offsets);
    }

    private static DiskLayout append(DiskLayout layout, int plain, int compressed) throws IOException {
        if (plain < 1 || plain > DiskLayout.CHUNK_BYTES || layout.bytes() % DiskLayout.CHUNK_BYTES != 0) {
            throw new SeekTableMissing("The file's frames are not chunks of 4 MiB");
        }
        if (compressed < 1 || compressed > Frames.MAX_BYTES) {
            throw new SeekTableCorrupt("A frame in the seek table cannot be that of a chunk");
        }
        return layout.plus(plain);
    }

    private ByteBuffer read(long offset, int length) throws IOException {
        ByteBuffer into = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        file.read(offset, into);
        return into.flip();
    }
}
