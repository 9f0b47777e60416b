package imprint.workflows.audit;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * A key without which nobody can make an entry of the audit trail that holds.
 *
 * @param id the first 16 hexadecimal digits of the SHA-256 of the key, which is random: they tell nothing of it
 */
public record AuditKey(String id, SecretKey key) {

    public static final int BYTES = 32;

    static final String ALGORITHM = "HmacSHA256";

    private static final int ID_BYTES = 8;

    /** @param bytes 32 random ones */
    public static AuditKey of(byte[] bytes) {
        if (bytes.length != BYTES) {
            throw new IllegalArgumentException("A key has %s bytes, and not %s".formatted(BYTES, bytes.length));
        }
        try {
            var digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new AuditKey(
                    HexFormat.of().formatHex(Arrays.copyOf(digest, ID_BYTES)), new SecretKeySpec(bytes, ALGORITHM));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    @Override
    public String toString() {
        // why: the toString of some keys tells the key.
        return "AuditKey[id=" + id + "]";
    }
}
