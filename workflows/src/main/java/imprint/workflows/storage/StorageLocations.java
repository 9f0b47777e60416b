package imprint.workflows.storage;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.NotFound;
import java.time.Clock;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The storage locations that administrators have set up. */
@Service
@Transactional
public class StorageLocations {

    private final StorageLocationRepository locations;
    private final PasswordCipher cipher;
    private final AuditTrail audit;
    private final Clock clock;

    StorageLocations(StorageLocationRepository locations, PasswordCipher cipher, AuditTrail audit, Clock clock) {
        this.locations = locations;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
    }

    public StorageLocation add(StorageAddress address, @Nullable String password, Actor actor) {
        if (locations.findByName(address.name()).isPresent()) {
            throw new Conflict("There is a storage location named \"%s\" already.".formatted(address.name()));
        }
        var encrypted = password == null ? null : cipher.encrypt(password);
        var location = locations.save(new StorageLocation(address, encrypted, clock.instant()));
        audit.record(Act.done(actor, "storage location added", "storage location", location.id())
                .with(Map.of("name", address.name(), "kind", address.kind().name())));
        return location;
    }

    /** @throws Conflict while an image or an operation needs it */
    public void remove(UUID id, Actor actor) {
        var location = get(id);
        try {
            locations.delete(location);
            locations.flush();
        } catch (DataIntegrityViolationException e) {
            throw new Conflict("\"%s\" still holds images or was used by operations.".formatted(location.name()));
        }
        audit.record(Act.done(actor, "storage location removed", "storage location", id)
                .with(Map.of("name", location.name())));
    }

    @Transactional(readOnly = true)
    public StorageLocation get(UUID id) {
        return locations.findById(id).orElseThrow(() -> new NotFound("storage location", id));
    }

    @Transactional(readOnly = true)
    public StorageAccess accessTo(UUID id) {
        var location = get(id);
        var encrypted = location.encryptedPassword();
        return new StorageAccess(
                location.kind(),
                location.host(),
                location.port(),
                location.path(),
                location.userName(),
                encrypted == null ? null : cipher.decrypt(encrypted));
    }

    @Transactional(readOnly = true)
    public Page<StorageLocation> list(Pageable page) {
        return locations.findAll(page);
    }
}
