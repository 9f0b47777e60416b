package imprint.workflows.device;

import imprint.imaging.protocol.Environment;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.failure.NotFound;
import imprint.workflows.product.Products;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The devices that are known. */
@Service
@Transactional
public class Devices {

    private final DeviceRepository devices;
    private final Credentials credentials;
    private final Claims claims;
    private final Products products;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final HeartbeatSettings settings;
    private final Clock clock;

    Devices(
            DeviceRepository devices,
            Credentials credentials,
            Claims claims,
            Products products,
            AuditTrail audit,
            ApplicationEventPublisher events,
            HeartbeatSettings settings,
            Clock clock) {
        this.devices = devices;
        this.credentials = credentials;
        this.claims = claims;
        this.products = products;
        this.audit = audit;
        this.events = events;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Lets a device in, anew if need be: the next time its agent asks, it gets a credential. One that is heard keeps
     * the credential that it has. Its product is accepted with it.
     *
     * @param fingerprint of the key of the agent that is meant; may be null where no two ask
     */
    public Device admit(UUID id, String site, @Nullable String fingerprint, Actor actor) {
        var device = lock(id);
        var key = keyOf(id, fingerprint);
        if (!device.wasHeardSince(clock.instant().minus(settings.silence()))) {
            credentials.revokeAll(id);
        }
        device.admit(site, key);
        audit.record(Act.done(actor, "device admitted", "device", id).with(Map.of("product", device.product())));
        products.acceptWith(id, device.product(), actor);
        return device;
    }

    private @Nullable String keyOf(UUID id, @Nullable String fingerprint) {
        var asking = claims.of(id);
        if (fingerprint == null && asking.size() > 1) {
            throw new InvalidInput(
                    "fingerprint",
                    "Several agents ask to be let in as this device: give the fingerprint that its own shows.");
        }
        var meant = fingerprint != null || asking.isEmpty()
                ? fingerprint
                : asking.getFirst().fingerprint();
        return meant == null
                ? null
                : claims.keyOf(id, meant)
                        .orElseThrow(
                                () -> new InvalidInput(
                                        "fingerprint",
                                        "No agent with this fingerprint asks to be let in as this device: compare it once more."));
    }

    /** Who asks to be let in as this device. */
    @Transactional(readOnly = true)
    public List<Claim> claims(UUID id) {
        return claims.of(id);
    }

    /** Sends a device away: its credential dies at once, and what is under way on it is called off. */
    public Device retire(UUID id, @Nullable String reason, Actor actor) {
        var device = lock(id);
        device.retire();
        credentials.revokeAll(id);
        audit.record(Act.done(actor, "device retired", "device", id).because(reason));
        events.publishEvent(new DeviceRetired(id, actor));
        return device;
    }

    /** The disk was captured, credential and all: the device gets another one, so that the image holds a dead one. */
    public void rotateCredential(UUID id) {
        lock(id).rotateCredential(true);
    }

    /** A write has begun: until it is verified, the disk holds nothing whole. */
    public void writeBegan(UUID id) {
        lock(id).holds(null, DiskCondition.NEEDS_IMAGE);
    }

    /** A write has ended before it changed anything: the disk holds what it held. */
    public void writeLeftAlone(UUID id, @Nullable UUID imageId) {
        lock(id).holds(imageId, DiskCondition.WHOLE);
    }

    /** The disk was read back and holds this image, or what was captured from it. */
    public void recordImage(UUID id, @Nullable UUID imageId) {
        lock(id).holds(imageId, DiskCondition.WHOLE);
    }

    /** Whether the device waits in the imaging environment with a whole disk that it could boot from. */
    @Transactional(readOnly = true)
    public boolean isStrandedInImaging(UUID id) {
        var device = get(id);
        return device.environment() == Environment.IMAGING && device.diskCondition() == DiskCondition.WHOLE;
    }

    private Device lock(UUID id) {
        return devices.lock(id).orElseThrow(() -> new NotFound("device", id));
    }

    @Transactional(readOnly = true)
    public Device get(UUID id) {
        return devices.findById(id).orElseThrow(() -> new NotFound("device", id));
    }

    /** Those of the ids that no device has, in their order. */
    @Transactional(readOnly = true)
    public List<UUID> unknownAmong(List<UUID> ids) {
        var known = devices.findIds(ids);
        return ids.stream().filter(id -> !known.contains(id)).toList();
    }

    @Transactional(readOnly = true)
    public Page<Device> list(DeviceFilter filter, Pageable page) {
        return devices.findAll(filter.asSpecification(), page);
    }
}
