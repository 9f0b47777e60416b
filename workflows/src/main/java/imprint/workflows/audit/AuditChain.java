package imprint.workflows.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import javax.crypto.Mac;
import org.jspecify.annotations.Nullable;

/**
 * How an entry is bound to the one before: HMAC-SHA-256 over the previous hash, the number, the time and each field with
 * its length, so that no two entries have the same bytes. Entries of earlier releases have no key: SHA-256.
 */
final class AuditChain {

    static final byte[] START = new byte[32];

    private static final int NOTHING = -1;

    private AuditChain() {}

    static byte[] hash(AuditKey key, byte[] previous, long number, Instant at, Act act, String details) {
        var fields = Arrays.<@Nullable String>asList(
                key.id(),
                act.actor().name(),
                act.actor().authentication(),
                act.actor().address(),
                act.act(),
                act.subjectKind(),
                act.subjectId(),
                act.reason(),
                act.outcome(),
                details);
        return hash(key, bytes(previous, number, at, fields));
    }

    static byte[] hash(AuditKey key, byte[] previous, AuditEntry entry) {
        var fields = Arrays.<@Nullable String>asList(
                key.id(),
                entry.actor(),
                entry.authentication(),
                entry.address(),
                entry.act(),
                entry.subjectKind(),
                entry.subjectId(),
                entry.reason(),
                entry.outcome(),
                entry.details());
        return hash(key, bytes(previous, entry.number(), entry.at(), fields));
    }

    static byte[] hashWithoutKey(byte[] previous, AuditEntry entry) {
        var fields = Arrays.<@Nullable String>asList(
                entry.actor(),
                entry.authentication(),
                entry.address(),
                entry.act(),
                entry.subjectKind(),
                entry.subjectId(),
                // why: no reason and an empty one were the same.
                entry.reason() == null ? "" : entry.reason(),
                entry.outcome(),
                entry.details());
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes(previous, entry.number(), entry.at(), fields));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }

    private static byte[] hash(AuditKey key, byte[] bytes) {
        try {
            var mac = Mac.getInstance(AuditKey.ALGORITHM);
            mac.init(key.key());
            return mac.doFinal(bytes);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java runtime has HMAC-SHA-256", e);
        }
    }

    private static byte[] bytes(byte[] previous, long number, Instant at, List<@Nullable String> fields) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(previous);
            out.writeLong(number);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            for (var field : fields) {
                if (field == null) {
                    out.writeInt(NOTHING);
                } else {
                    var encoded = field.getBytes(StandardCharsets.UTF_8);
                    out.writeInt(encoded.length);
                    out.write(encoded);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
