package imprint.imaging;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Random;

/** Bytes to test with: the same on every run. */
public final class Content {

    private Content() {}

    public static byte[] random(int length) {
        byte[] content = new byte[length];
        new Random(length).nextBytes(content);
        return content;
    }

    /** Compresses well, and holds no runs of zeros. */
    public static byte[] repetitive(int length) {
        byte[] content = new byte[length];
        for (int i = 0; i < length; i++) {
            content[i] = (byte) (1 + i / 512 % 100);
        }
        return content;
    }

    public static byte[] zeros(int length) {
        return new byte[length];
    }

    public static byte[] concat(byte[]... parts) {
        int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
        ByteBuffer whole = ByteBuffer.allocate(length);
        for (byte[] part : parts) {
            whole.put(part);
        }
        return whole.array();
    }

    public static ByteBuffer direct(byte[] content) {
        return ByteBuffer.allocateDirect(content.length).put(content).flip();
    }
}
