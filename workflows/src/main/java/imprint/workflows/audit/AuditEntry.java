package imprint.workflows.audit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * One line of the audit trail.
 *
 * @param details as JSON
 * @param keyId of the key that the hash was made with; null in entries of earlier releases, which had none
 * @param previousHash of the entry before
 * @param hash HMAC-SHA-256 in hexadecimal digits over the previous entry's hash and this entry's fields
 */
public record AuditEntry(
        long number,
        Instant at,
        String actor,
        String authentication,
        String address,
        String act,
        String subjectKind,
        String subjectId,
        @Nullable String reason,
        String outcome,
        String details,
        @Nullable String keyId,
        String previousHash,
        String hash) {}
