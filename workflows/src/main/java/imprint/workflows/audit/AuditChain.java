package imprint.workflows.audit;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;

/**
 * How an entry is bound to the one before: SHA-256 over the previous hash, the number, the time and each field with
 * its length, so that no two entries have the same bytes.
 */
final class AuditChain {

    static final byte[] START = new byte[32];

    private AuditChain() {}

    static byte[] hash(byte[] previous, long number, Instant at, Act act, String details) {
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.write(previous);
            out.writeLong(number);
            out.writeLong(at.getEpochSecond());
            out.writeInt(at.getNano());
            for (var field : new String[] {
                act.actor().name(),
                act.actor().authentication(),
                act.actor().address(),
                act.act(),
                act.subjectKind(),
                act.subjectId(),
                act.reason() == null ? "" : act.reason(),
                act.outcome(),
                details
            }) {
                var encoded = field.getBytes(StandardCharsets.UTF_8);
                out.writeInt(encoded.length);
                out.write(encoded);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes.toByteArray());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java runtime has SHA-256", e);
        }
    }
}
