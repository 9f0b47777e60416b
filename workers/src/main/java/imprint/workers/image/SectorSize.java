package imprint.workers.image;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.zip.CRC32;
import org.jspecify.annotations.Nullable;

/** Tells for which sectors a disk was partitioned: the header of a GPT stands in the second one (UEFI 2.10, 5.3.2). */
public final class SectorSize {

    private static final List<Integer> SIZES = List.of(512, 4096);
    private static final byte[] SIGNATURE = "EFI PART".getBytes(StandardCharsets.US_ASCII);
    private static final int HEADER_BYTES = 92;
    private static final int LENGTH_AT = 12;
    private static final int CRC_AT = 16;

    private SectorSize() {}

    /**
     * Null where there is no such header, and where the disk has one for either size that is as good as the other.
     *
     * @param disk its first bytes, {@code length} of them
     */
    public static @Nullable Integer of(byte[] disk, int length) {
        List<Integer> signed = sizes(size -> isSigned(disk, length, size));
        // why: a disk that was partitioned anew for other sectors keeps what lay between.
        List<Integer> found = signed.size() > 1 ? sizes(size -> isWhole(disk, length, size)) : signed;
        return found.size() == 1 ? found.getFirst() : null;
    }

    /** Whether there is such a header, for whatever sectors. */
    static boolean isSigned(byte[] disk, int length) {
        return SIZES.stream().anyMatch(size -> isSigned(disk, length, size));
    }

    private static List<Integer> sizes(IntPredicate matching) {
        return SIZES.stream().filter(matching::test).toList();
    }

    private static boolean isSigned(byte[] disk, int length, int at) {
        return length >= at + HEADER_BYTES
                && Arrays.equals(disk, at, at + SIGNATURE.length, SIGNATURE, 0, SIGNATURE.length);
    }

    private static boolean isWhole(byte[] disk, int length, int at) {
        ByteBuffer header = ByteBuffer.wrap(disk, at, length - at).slice().order(ByteOrder.LITTLE_ENDIAN);
        int bytes = header.getInt(LENGTH_AT);
        if (bytes < HEADER_BYTES || bytes > Math.min(at, header.limit())) {
            return false;
        }
        byte[] copy = Arrays.copyOfRange(disk, at, at + bytes);
        Arrays.fill(copy, CRC_AT, CRC_AT + Integer.BYTES, (byte) 0);
        CRC32 crc = new CRC32();
        crc.update(copy);
        return (int) crc.getValue() == header.getInt(CRC_AT);
    }
}
