package imprint.app.audit;

import imprint.app.keys.CheckpointKeys;
import java.nio.charset.StandardCharsets;
import java.security.PublicKey;
import java.time.Instant;
import java.util.Base64;

/**
 * Where the audit trail was at a time, signed, so that nobody can cut it or write it anew without being seen.
 *
 * @param number of the last entry, and {@code hash} of it
 * @param signature Ed25519 in base64
 */
public record Checkpoint(long number, String hash, Instant at, String signature) {

    static Checkpoint sign(long number, String hash, Instant at, CheckpointKeys keys) {
        var signature = keys.sign(bytes(number, hash, at));
        return new Checkpoint(number, hash, at, Base64.getEncoder().encodeToString(signature));
    }

    boolean isSignedBy(PublicKey key) {
        try {
            return CheckpointKeys.verifies(
                    key, bytes(number, hash, at), Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException e) {
            // why: what is no base64 is no signature.
            return false;
        }
    }

    private static byte[] bytes(long number, String hash, Instant at) {
        return String.join("\n", "imprint audit checkpoint", Long.toString(number), hash, at.toString())
                .getBytes(StandardCharsets.UTF_8);
    }
}
