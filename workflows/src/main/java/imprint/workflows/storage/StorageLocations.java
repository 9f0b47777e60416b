package imprint.workflows.storage;

import imprint.workflows.address.ForbiddenHosts;
import imprint.workflows.address.OneLine;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.Trust;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.Conflict;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** The storage locations that administrators have set up. */
@Service
@Transactional
public class StorageLocations {

    private final StorageLocationRepository locations;
    private final PasswordCipher cipher;
    private final AuditTrail audit;
    private final Clock clock;
    private final FileRoots roots;

    StorageLocations(
            StorageLocationRepository locations,
            PasswordCipher cipher,
            AuditTrail audit,
            Clock clock,
            FileRoots roots) {
        this.locations = locations;
        this.cipher = cipher;
        this.audit = audit;
        this.clock = clock;
        this.roots = roots;
    }

    public StorageLocation add(String name, StorageAddress address, @Nullable String password, Actor actor) {
        if (locations.findByName(name).isPresent()) {
            throw nameIsTaken(name);
        }
        requireUsable(address, password);
        var location = new StorageLocation(UUID.randomUUID(), name, address, clock.instant());
        encrypt(location, password);
        locations.save(location);
        audit.record(Act.done(actor, "storage location added", "storage location", location.id())
                .with(Map.of("name", name, "url", address.url())));
        return location;
    }

    /**
     * @param version that the change was made on
     * @param password null to keep the one that is there
     * @throws Conflict when somebody else has changed it since
     */
    public StorageLocation change(
            UUID id, long version, String name, StorageAddress address, @Nullable String password, Actor actor) {
        var location = get(id);
        if (location.currentVersion() != version) {
            throw new Conflict("\"%s\" was changed meanwhile: look at it, and try again.".formatted(location.name()));
        }
        if (locations.findByName(name).filter(other -> !other.id().equals(id)).isPresent()) {
            throw nameIsTaken(name);
        }
        requireUsable(address, password);
        var before = location.address();
        var isSamePlace = address.passwordGoesTo().equals(before.passwordGoesTo());
        if (location.hasPassword() && password == null && address.userName() != null && !isSamePlace) {
            // why: otherwise whoever may change a location could have its password sent to a server of their own.
            throw new InvalidInput("password", "User or server are others than before: enter the password again.");
        }
        location.change(name, address);
        if (password != null || !isSamePlace) {
            encrypt(location, password);
        }
        locations.saveAndFlush(location);
        audit.record(Act.done(actor, "storage location changed", "storage location", id)
                .with(Map.of(
                        "name",
                        name,
                        "url",
                        address.url(),
                        "before",
                        before.url(),
                        "password",
                        password == null ? "kept" : "changed")));
        return location;
    }

    private static Conflict nameIsTaken(String name) {
        return new Conflict("There is a storage location named \"%s\" already.".formatted(name));
    }

    private void encrypt(StorageLocation location, @Nullable String password) {
        location.keep(password == null ? null : cipher.encrypt(password, location.passwordOwner()));
    }

    /** What a location that is to be used must fulfil, besides being a possible one. */
    void requireUsable(StorageAddress address, @Nullable String password) {
        if (password != null && address.userName() == null) {
            throw new InvalidInput(
                    "password",
                    address.kind().hasUsers()
                            ? "Name the user whose password it is."
                            : "A location of kind %s has no password: leave it out.".formatted(address.kind()));
        }
        if (password != null && !OneLine.is(password)) {
            throw new InvalidInput("password", "A password is one line, without control characters: enter it again.");
        }
        if (address instanceof StorageAddress.Directory file) {
            roots.objection(file.directory()).ifPresent(sentence -> {
                throw new InvalidInput("directory", sentence);
            });
        }
        if (address.server() != null) {
            ForbiddenHosts.refuse(address.server().host());
        }
        if (address.tls() instanceof Trust.PrivateCa ca) {
            ca.authorities().requireValidAt(clock.instant());
        }
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

    /** Until the transaction ends, nobody else has it who asks for it in this way. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void lock(UUID id) {
        if (locations.lock(id).isEmpty()) {
            throw new NotFound("storage location", id);
        }
    }

    /** @throws PasswordUnreadable when the key is not there that it was encrypted with */
    @Transactional(readOnly = true)
    public StorageAccess accessTo(UUID id) {
        var location = get(id);
        return new StorageAccess(location.address(), password(location));
    }

    private @Nullable String password(StorageLocation location) {
        var encrypted = location.encryptedPassword();
        return encrypted == null ? null : cipher.decrypt(encrypted, location.passwordOwner());
    }

    /** @param page may be sorted by kind and host, too */
    @Transactional(readOnly = true)
    public Page<StorageLocation> list(Pageable page) {
        return locations.findAll(page);
    }

    /** How many passwords are encrypted with which key, by its id. */
    @Transactional(readOnly = true)
    public Map<String, Long> passwordsByKey() {
        return locations.findByPasswordNotNull().stream()
                .map(location -> PasswordCipher.keyOf(Objects.requireNonNull(location.encryptedPassword())))
                .collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));
    }

    /** Encrypts all passwords with the newest key, in one transaction. */
    public void encryptAnew() {
        for (var location : locations.findByPasswordNotNull()) {
            encrypt(location, password(location));
        }
    }
}
