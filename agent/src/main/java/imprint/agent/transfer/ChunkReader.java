package imprint.agent.transfer;

import imprint.agent.disk.Disk;
import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.chunk.Zeros;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Reads the chunks of a disk, one at a time, into a buffer outside the heap. */
final class ChunkReader {

    private final Disk disk;
    private final DiskLayout layout;
    private final ByteBuffer buffer = Disk.newChunkBuffer();

    /** @param layout of the image; the disk may be longer */
    ChunkReader(Disk disk, DiskLayout layout) {
        this.disk = disk;
        this.layout = layout;
    }

    /** Reads the chunk into {@link #content}; false when it holds nothing but zeros, and may not have been read. */
    boolean readUnlessZero(long chunk) throws IOException {
        var offset = layout.offset(chunk);
        var length = layout.length(chunk);
        if (disk.isHole(offset, length)) {
            return false;
        }
        disk.read(offset, length, buffer);
        return !Zeros.isZero(buffer);
    }

    /** What was read last. */
    ByteBuffer content() {
        return buffer;
    }

    Digest digest() {
        return Digest.ofContent(buffer);
    }
}
