package imprint.workflows.storage;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key that encrypts passwords.
 *
 * @param id the first 16 hexadecimal digits of the SHA-256 of the key, which is random: they tell nothing of it
 */
public record PasswordKey(String id, SecretKey key) {

    public static final int BYTES = 32;

    static final int ID_BYTES = 8;

    /** @param bytes 32 random ones */
    public static PasswordKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A key has %s bytes, and not %s".formatted(BYTES, bytes.length));
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new PasswordKey(
                    HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES)), new SecretKeySpec(bytes, "AES"));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        // why: the toString of some keys tells the key.
        return "PasswordKey[id=" + id + "]";
    }
}
