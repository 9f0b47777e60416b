package imprint.imaging.chunk;

import java.nio.ByteBuffer;
import java.security.MessageDigest;

/** Chunks that hold nothing but zeros: they are recognised, and neither sent nor stored. */
public final class Zeros {

    // why: small enough to stay in the first-level cache while it is compared with a whole chunk.
    private static final ByteBuffer BLOCK = ByteBuffer.allocate(16 << 10).asReadOnlyBuffer();

    // why: written down, for an agent that has just started computes it slowly while its disk waits to be read.
    private static final Digest OF_CHUNK =
            Digest.parse("bb9f8df61474d25e71fa00722318cd387396ca1736605e1248821cc0de3d3af8");

    private Zeros() {}

    /** Whether all that remains in {@code content}, heap or direct, is zero; its position stays. */
    public static boolean isZero(ByteBuffer content) {
        for (int from = content.position(); from < content.limit(); from += BLOCK.capacity()) {
            int length = Math.min(BLOCK.capacity(), content.limit() - from);
            if (content.slice(from, length).mismatch(BLOCK.slice(0, length)) >= 0) {
                return false;
            }
        }
        return true;
    }

    public static boolean isZero(byte[] content, int offset, int length) {
        return isZero(ByteBuffer.wrap(content, offset, length));
    }

    /** The digest of {@code length} zero bytes. */
    public static Digest digest(int length) {
        return length == DiskLayout.CHUNK_BYTES ? OF_CHUNK : compute(length);
    }

    private static Digest compute(int length) {
        MessageDigest sha256 = Digest.sha256();
        for (int left = length; left > 0; left -= BLOCK.capacity()) {
            sha256.update(BLOCK.slice(0, Math.min(BLOCK.capacity(), left)));
        }
        return Digest.of(sha256.digest());
    }
}
