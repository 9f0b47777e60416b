package imprint.workflows.audit;

import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Follows the audit trail from its first entry on, and names the first one that is not as it was written. */
public final class Verification {

    private static final HexFormat HEX = HexFormat.of();

    private final Map<String, AuditKey> keys;
    private byte[] previous = AuditChain.START;
    private long number;
    private long first;
    private boolean keyed;

    public Verification(AuditKeys keys) {
        this.keys = keys.all().stream().collect(Collectors.toMap(AuditKey::id, Function.identity(), (a, _) -> a));
    }

    /** Number of the first entry, which is 1 unless the months before have been dropped; 0 if there was none yet. */
    public long first() {
        return first;
    }

    /** Number of the last entry that holds. */
    public long last() {
        return number;
    }

    /**
     * Goes on by an entry.
     *
     * @return a sentence, where it is not the one that was written there
     */
    public Optional<String> next(AuditEntry entry) {
        if (first == 0) {
            beginWith(entry);
        }
        var fault = faultOf(entry);
        if (fault == null) {
            number = entry.number();
            previous = HEX.parseHex(entry.hash());
            keyed = entry.keyId() != null;
        }
        return Optional.ofNullable(fault);
    }

    // why: months that need not be kept are dropped as a whole.
    private void beginWith(AuditEntry entry) {
        first = entry.number();
        if (first > 1) {
            number = first - 1;
            previous = HEX.parseHex(entry.previousHash());
        }
    }

    private @Nullable String faultOf(AuditEntry entry) {
        if (entry.number() > number + 1) {
            return "Entry %s was left out.".formatted(number + 1);
        }
        if (entry.number() <= number) {
            return "Entry %s was put in after entry %s.".formatted(entry.number(), number);
        }
        if (entry.keyId() == null && keyed) {
            return "Entry %s was changed: it was made without a key.".formatted(entry.number());
        }
        var key = entry.keyId() == null ? null : keys.get(entry.keyId());
        if (entry.keyId() != null && key == null) {
            return "Entry %s was made with the key %s, which is not here: it was changed or put in, or the key is missing."
                    .formatted(entry.number(), entry.keyId());
        }
        var hash = key == null ? AuditChain.hashWithoutKey(previous, entry) : AuditChain.hash(key, previous, entry);
        var holds = MessageDigest.isEqual(hash, HEX.parseHex(entry.hash()))
                && MessageDigest.isEqual(previous, HEX.parseHex(entry.previousHash()));
        return holds ? null : "Entry %s was changed, or put in there.".formatted(entry.number());
    }
}
