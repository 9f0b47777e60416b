package imprint.workflows.device;

import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.device.Credentials.CredentialState;
import imprint.workflows.failure.Conflict;
import imprint.workflows.product.ProductName;
import imprint.workflows.product.Products;
import imprint.workflows.secret.Secrets;
import java.util.UUID;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** The heartbeats of devices: who it is, and what it says of itself. */
@Service
@Transactional
public class Contacts {

    private final DeviceRepository devices;
    private final Credentials credentials;
    private final Claims claims;
    private final Products products;
    private final AuditTrail audit;
    private final ApplicationEventPublisher events;
    private final SignsOfLife signs;

    Contacts(
            DeviceRepository devices,
            Credentials credentials,
            Claims claims,
            Products products,
            AuditTrail audit,
            ApplicationEventPublisher events,
            SignsOfLife signs) {
        this.devices = devices;
        this.credentials = credentials;
        this.claims = claims;
        this.products = products;
        this.audit = audit;
        this.events = events;
        this.signs = signs;
    }

    /**
     * The device that a credential belongs to.
     *
     * @throws ContactRefused when the credential is not, or no longer, one
     */
    public UUID authenticate(String credential) {
        var held = find(credential);
        return switch (held.state()) {
            case CURRENT -> held.deviceId();
            case NEXT -> shownFirst(held.deviceId(), credential);
            case REVOKED -> throw revoked();
        };
    }

    private UUID shownFirst(UUID deviceId, String credential) {
        var device = lock(deviceId);
        // why once more: whoever had the device may have sent it away.
        var held = find(credential);
        if (held.state() == CredentialState.REVOKED) {
            throw revoked();
        }
        if (held.state() == CredentialState.NEXT) {
            credentials.promote(held);
            device.rotateCredential(false);
        }
        return deviceId;
    }

    private Credentials.Held find(String credential) {
        return credentials
                .find(credential)
                .orElseThrow(() -> new ContactRefused(
                        ProblemCode.CREDENTIAL_UNKNOWN, "The credential is not known: enrol the device."));
    }

    private Device lock(UUID deviceId) {
        return devices.lock(deviceId)
                .orElseThrow(() -> new ContactRefused(ProblemCode.CREDENTIAL_UNKNOWN, "The device was removed."));
    }

    private static ContactRefused revoked() {
        return new ContactRefused(
                ProblemCode.CREDENTIAL_REVOKED, "The credential was revoked: enrol the device again.");
    }

    /**
     * A sign of life, which takes one statement when it brings no news of the device.
     *
     * @throws ContactRefused when the credential is none, or belongs to other hardware
     */
    public Contact heard(String credential, Heartbeat heartbeat, String address) {
        var quiet = signs.ofNothingNew(Secrets.sha256(credential), heartbeat);
        if (quiet.isPresent()) {
            tell(quiet.get(), heartbeat, false);
            return new Contact(quiet.get(), null, heartbeat.factsDigest(), true);
        }
        var held = find(credential);
        if (held.state() == CredentialState.REVOKED) {
            throw revoked();
        }
        if (heartbeat.facts() == null && !isKnown(held.deviceId(), heartbeat)) {
            // why before anything is noted: a disk may have been copied, and this be the copy.
            return Contact.toTellItsFacts(held.deviceId());
        }
        // why first: a heartbeat without news has this row before it has the device's.
        signs.note(held.deviceId(), heartbeat.environment());
        if (held.state() == CredentialState.NEXT) {
            shownFirst(held.deviceId(), credential);
        }
        return heard(held.deviceId(), heartbeat, address);
    }

    private boolean isKnown(UUID deviceId, Heartbeat heartbeat) {
        return devices.findFactsDigest(deviceId)
                .filter(known -> known.equals(heartbeat.factsDigest()))
                .isPresent();
    }

    private Contact heard(UUID deviceId, Heartbeat heartbeat, String address) {
        var device = lock(deviceId);
        if (device.state() == DeviceState.RETIRED) {
            // why although its credential was looked at: it was sent away since.
            throw revoked();
        }
        var facts = heartbeat.facts();
        if (facts != null && !device.isSameMachineAs(facts)) {
            throw new ContactRefused(
                    ProblemCode.CREDENTIAL_OF_OTHER_HARDWARE,
                    "The credential belongs to another machine: the disk was copied. Enrol this one.");
        }
        var booted = !heartbeat.bootId().equals(device.bootId());
        if (device.awaitsItsCredentialToBeShown()) {
            claims.forget(deviceId);
            credentials.forgetNext(deviceId);
        }
        device.showedItsCredential();
        device.heard(heartbeat);
        if (facts != null) {
            device.tells(facts, heartbeat.factsDigest());
            learnProduct(device, facts.product(), address);
        }
        tell(deviceId, heartbeat, booted);
        var next = device.awaitsNewCredential() ? credentials.issueNext(deviceId) : null;
        return new Contact(deviceId, next, heartbeat.factsDigest(), true);
    }

    private void learnProduct(Device device, String product, String address) {
        if (!ProductName.areAlike(product, device.product())) {
            // why refused: under its old product it would be given images that are not for it.
            device.isOf(products.findOrPropose(product, actor(device.identity(), address))
                    .orElseThrow(() -> new Conflict(
                            "So many products wait to be accepted that \"%s\" cannot be noted.".formatted(product))));
        }
    }

    private void tell(UUID deviceId, Heartbeat heartbeat, boolean booted) {
        events.publishEvent(new DeviceContacted(deviceId, heartbeat.environment(), heartbeat.bootId(), booted));
    }

    /** A copied disk shows the credential of the machine that it was copied from. */
    public void noteCopiedDisk(String credential, HardwareFacts facts, String address) {
        audit.record(Act.refused(
                actor(DeviceIdentity.of(facts), address),
                "credential of another device shown",
                "device",
                find(credential).deviceId(),
                "The hardware identity differs: the disk was copied."));
    }

    private static Actor actor(String identity, String address) {
        return new Actor(identity, "device credential", address);
    }
}
