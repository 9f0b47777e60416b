package imprint.workflows.storage;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The keys that the passwords of storage locations are encrypted with, and their renewal. */
@Service
@Transactional
public class PasswordKeyRing {

    private final PasswordKeys keys;
    private final StorageLocations locations;
    private final AuditTrail audit;

    PasswordKeyRing(PasswordKeys keys, StorageLocations locations, AuditTrail audit) {
        this.keys = keys;
        this.locations = locations;
        this.audit = audit;
    }

    /** Those that are there, the newest first, and then those that passwords need and that are missing. */
    @Transactional(readOnly = true)
    public List<KeyUse> list() {
        var uses = locations.passwordsByKey();
        var there = keys.all().stream().map(PasswordKey::id).toList();
        return Stream.concat(there.stream(), uses.keySet().stream().filter(id -> !there.contains(id)))
                .map(id -> new KeyUse(id, id.equals(there.getFirst()), there.contains(id), uses.getOrDefault(id, 0L)))
                .toList();
    }

    /**
     * Makes a new key and encrypts all passwords with it. If that is cut, the passwords stay readable, and it is asked
     * for again.
     *
     * @throws PasswordUnreadable when one cannot be decrypted; then none was encrypted anew
     */
    public void renew(Actor actor) {
        keys.renew();
        locations.encryptAnew();
        audit.record(Act.done(
                actor, "password key renewed", "password key", keys.newest().id()));
    }

    /** @throws Conflict while passwords need it, or as long as it is the newest */
    public void remove(String id, Actor actor) {
        var key = list().stream()
                .filter(candidate -> candidate.id().equals(id) && candidate.present())
                .findFirst()
                .orElseThrow(() -> new NotFound("password key", id));
        if (key.newest() || key.passwords() > 0) {
            throw new Conflict("The key %s is in use: renew first, then remove it.".formatted(id));
        }
        keys.remove(id);
        audit.record(Act.done(actor, "password key removed", "password key", id));
    }

    /**
     * @param newest whether it encrypts
     * @param present whether it is in the key files
     * @param passwords that are encrypted with it
     */
    public record KeyUse(String id, boolean newest, boolean present, long passwords) {}
}
