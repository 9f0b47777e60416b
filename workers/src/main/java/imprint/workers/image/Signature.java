package imprint.workers.image;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;

/** Bytes at a place by which content is known. */
record Signature(int at, byte[] bytes) {

    static Signature ofHex(int at, String hex) {
        return new Signature(at, HexFormat.of().parseHex(hex));
    }

    /** @param text each of its characters is a byte */
    static Signature ofText(int at, String text) {
        return new Signature(at, text.getBytes(StandardCharsets.ISO_8859_1));
    }

    boolean isIn(byte[] content, int length) {
        return length >= at + bytes.length && Arrays.equals(content, at, at + bytes.length, bytes, 0, bytes.length);
    }
}
