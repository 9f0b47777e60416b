package imprint.workers.site;

import imprint.imaging.chunk.DiskLayout;
import java.util.Random;

/** Disks of a few chunks, the same each time. */
public final class TestDisks {

    private static final int CHUNK = DiskLayout.CHUNK_BYTES;

    private TestDisks() {}

    /** Random bytes behind a boot record, a chunk of zeros, text, and an end that is no whole chunk. */
    public static byte[] mixed() {
        byte[] disk = new byte[3 * CHUNK + 12_800];
        byte[] noise = new byte[CHUNK];
        new Random(1).nextBytes(noise);
        System.arraycopy(noise, 0, disk, 0, CHUNK);
        for (int i = 2 * CHUNK; i < disk.length; i++) {
            disk[i] = (byte) ('a' + i % 7);
        }
        return boots(disk);
    }

    public static byte[] noise(int bytes) {
        byte[] disk = new byte[bytes];
        new Random(2).nextBytes(disk);
        return boots(disk);
    }

    /** The mark of a boot record, by which a disk is known. */
    private static byte[] boots(byte[] disk) {
        if (disk.length >= 512) {
            disk[510] = 0x55;
            disk[511] = (byte) 0xaa;
        }
        return disk;
    }

    public static byte[] zeros() {
        return new byte[2 * CHUNK + 512];
    }
}
