package imprint.workers.site;

import imprint.imaging.chunk.DiskLayout;
import java.util.Random;

/** Disks of a few chunks, the same each time. */
public final class TestDisks {

    private static final int CHUNK = DiskLayout.CHUNK_BYTES;

    private TestDisks() {}

    /** Random bytes, a chunk of zeros, text, and an end that is no whole chunk. */
    public static byte[] mixed() {
        byte[] disk = new byte[3 * CHUNK + 12_345];
        byte[] noise = new byte[CHUNK];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, disk, 0, CHUNK);
        for (int i = 2 * CHUNK; i < disk.length; i++) {
            disk[i] = (byte) ('a' + i % 7);
        }
        return disk;
    }

    public static byte[] noise(int bytes) {
        byte[] disk = new byte[bytes];
        new Random(2).nextBytes(disk);
        return disk;
    }

    public static byte[] zeros() {
        return new byte[2 * CHUNK + 512];
    }
}
