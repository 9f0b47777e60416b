package imprint.imaging.chunk;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** A SHA-256 digest (FIPS 180-4): 32 bytes, compared by value. */
public final class Digest {

    public static final int BYTES = 32;

    private final byte[] value;

    private Digest(byte[] value) {
        if (value.length != BYTES) {
            throw new IllegalArgumentException("A SHA-256 digest has 32 bytes, not " + value.length);
        }
        this.value = value;
    }

    /**
     * A digest that was computed elsewhere.
     *
     * @throws IllegalArgumentException unless there are 32 bytes
     */
    public static Digest of(byte[] value) {
        return new Digest(value.clone());
    }

    /** Takes the next 32 bytes of {@code source}. */
    public static Digest take(ByteBuffer source) {
        byte[] value = new byte[BYTES];
        source.get(value);
        return new Digest(value);
    }

    /**
     * Reads what {@link #hex()} writes.
     *
     * @throws IllegalArgumentException unless these are 64 hexadecimal digits
     */
    public static Digest parse(String hex) {
        return new Digest(HexFormat.of().parseHex(hex));
    }

    /** Digests what remains in {@code content}, whose position stays. */
    public static Digest ofContent(ByteBuffer content) {
        MessageDigest sha256 = sha256();
        sha256.update(content.duplicate());
        return new Digest(sha256.digest());
    }

    public static Digest ofContent(byte[] content) {
        return ofContent(content, 0, content.length);
    }

    public static Digest ofContent(byte[] content, int offset, int length) {
        MessageDigest sha256 = sha256();
        sha256.update(content, offset, length);
        return new Digest(sha256.digest());
    }

    /** 64 lower-case hexadecimal digits. */
    public String hex() {
        return HexFormat.of().formatHex(value);
    }

    public byte[] bytes() {
        return value.clone();
    }

    /** Puts the 32 bytes into {@code target}. */
    public void putInto(ByteBuffer target) {
        target.put(value);
    }

    static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("Every Java platform has SHA-256", e);
        }
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Digest that && Arrays.equals(value, that.value);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(value);
    }

    /** {@link #hex()} */
    @Override
    public String toString() {
        return hex();
    }
}
