package imprint.agent.transfer;

import imprint.agent.disk.Disk;
import imprint.agent.disk.DiskUnreadable;
import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * What an earlier system left behind the image on a larger disk. Partition tables, arrays and volume groups are looked
 * for at the end of a disk as well as at its beginning: one that stays there is found instead of the image.
 *
 * <p>All of it is made zero, known or not: the list of those who write there has no end.
 */
final class Remains {

    /** Where backup GPT, ZFS, md, DDF, Intel, Promise, NVIDIA and the like are kept. */
    static final long AT_THE_END = 2 << 20;

    /** Where what is kept near the beginning of a disk ends up behind a small image. */
    static final long BEHIND_THE_IMAGE = 8 << 20;

    /** What is written at once; the sectors of every disk divide it. */
    private static final int BLOCK_BYTES = 64 << 10;

    private static final ByteBuffer ZEROS =
            ByteBuffer.allocateDirect(BLOCK_BYTES).asReadOnlyBuffer();

    private final Disk disk;
    private final long from;
    private final Runnable beforeWriting;
    private final ByteBuffer buffer = Disk.newChunkBuffer();
    private long bytesRemoved;

    /**
     * @param from the first byte behind the image
     * @param beforeWriting what is to be done before the disk is changed, as often as one likes
     */
    Remains(Disk disk, long from, Runnable beforeWriting) {
        this.disk = disk;
        this.from = from;
        this.beforeWriting = beforeWriting;
    }

    /** Makes zero what is there, and leaves alone what is zero already. Returns the number of bytes written. */
    long remove() throws IOException {
        var end = disk.layout().bytes();
        var behind = Math.min(from + BEHIND_THE_IMAGE, end);
        makeZero(from, behind);
        makeZero(Math.max(behind, end - AT_THE_END), end);
        return bytesRemoved;
    }

    private void makeZero(long from, long to) throws IOException {
        for (var at = from; at < to; ) {
            // why: reads past the page cache begin with a whole sector, and the image may end within one.
            var start = at - at % BLOCK_BYTES;
            var length = (int) Math.min(DiskLayout.CHUNK_BYTES, to - start);
            if (!disk.isHole(start, length)) {
                readOrTakeForFull(start, length);
                makeZero(start, (int) (at - start));
            }
            at = start + length;
        }
    }

    private void readOrTakeForFull(long start, int length) throws IOException {
        try {
            disk.read(start, length, buffer);
        } catch (DiskUnreadable _) {
            // why: what cannot be read is overwritten, which heals many disks.
            buffer.clear().limit(length);
            for (int at = 0; at < length; at++) {
                buffer.put(at, (byte) 1);
            }
        }
    }

    /** Of what was read from {@code start} on, all but the first {@code kept} bytes. */
    private void makeZero(long start, int kept) throws IOException {
        for (int at = kept; at < buffer.limit(); ) {
            var length = Math.min(BLOCK_BYTES - at % BLOCK_BYTES, buffer.limit() - at);
            var zeros = ZEROS.slice(0, length);
            if (!buffer.slice(at, length).equals(zeros)) {
                beforeWriting.run();
                disk.write(start + at, zeros);
                bytesRemoved += length;
            }
            at += length;
        }
    }
}
