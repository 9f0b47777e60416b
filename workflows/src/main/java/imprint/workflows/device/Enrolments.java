package imprint.workflows.device;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentPending;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.device.Credentials.CredentialState;
import imprint.workflows.product.Products;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/**
 * How a device gets its credential: by a join token, by an administrator's word, or, once, by the dead credential that
 * came with the image that is being applied to it.
 */
@Service
@Transactional
public class Enrolments {

    private static final int ASK_AGAIN_SECONDS = 15;
    private static final Duration SILENT = Duration.ofMinutes(2);
    private static final String FIRST_SITE = "main";

    private final DeviceRepository devices;
    private final Credentials credentials;
    private final JoinTokens joinTokens;
    private final Products products;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final Clock clock;

    Enrolments(
            DeviceRepository devices,
            Credentials credentials,
            JoinTokens joinTokens,
            Products products,
            AuditTrail audit,
            JdbcClient jdbc,
            Clock clock) {
        this.devices = devices;
        this.credentials = credentials;
        this.joinTokens = joinTokens;
        this.products = products;
        this.audit = audit;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    public Answer enrol(Enrolment enrolment, String address) {
        if (enrolment.protocolVersion() != AgentProtocol.VERSION) {
            throw new ContactRefused(
                    ProblemCode.PROTOCOL_VERSION_UNSUPPORTED,
                    "This server speaks version %d of the agent protocol.".formatted(AgentProtocol.VERSION));
        }
        var identity = identityOf(enrolment.facts().identity());
        var known = devices.findByIdentity(identity);
        var device = known.orElseGet(() -> devices.saveAndFlush(stranger(identity, enrolment.facts())));
        var comesBack = device.state() == DeviceState.RETIRED && showsJoinTokenInForce(enrolment);
        if (comesBack) {
            device.holdBack(HeldBack.WAS_RETIRED);
        }
        var grant = grantFor(enrolment, device);
        if (grant != null) {
            return new Granted(enrol(device, enrolment, grant, address));
        }
        var lostCredential = device.state() == DeviceState.ENROLLED && !isHeard(device);
        if (lostCredential) {
            device.holdBack(HeldBack.LOST_CREDENTIAL);
        }
        if (known.isEmpty() || comesBack || lostCredential) {
            audit.record(Act.refused(
                    actor(device, address), "device asked to enrol", "device", device.id(), whyNot(device)));
        }
        return new Pending(new EnrolmentPending(
                "The device waits for an administrator to admit it. " + whyNot(device), ASK_AGAIN_SECONDS));
    }

    /** A UUID that machines share is the identity of the first of them; the others are told apart by their cards. */
    private String identityOf(HardwareIdentity hardware) {
        var identity = DeviceIdentity.of(hardware);
        return devices.findByIdentity(identity)
                        .filter(first -> !first.isSameMachineAs(hardware))
                        .isPresent()
                ? DeviceIdentity.byMac(hardware)
                : identity;
    }

    private Device stranger(String identity, HardwareFacts facts) {
        var heldBack = identity.equals(DeviceIdentity.of(facts.identity())) ? null : HeldBack.SHARED_UUID;
        return new Device(identity, facts, heldBack, FIRST_SITE, clock.instant());
    }

    private boolean showsJoinTokenInForce(Enrolment enrolment) {
        return enrolment.joinToken() != null && joinTokens.isInForce(enrolment.joinToken());
    }

    /** While a device is heard, whoever asks in its name without its credential is another machine, and changes nothing. */
    private boolean isHeard(Device device) {
        var heard = device.lastHeartbeatAt();
        return heard != null && heard.isAfter(clock.instant().minus(SILENT));
    }

    private static String whyNot(Device device) {
        return device.heldBack() == null
                ? "It showed no join token in force."
                : device.heldBack().sentence();
    }

    private Enrolled enrol(Device device, Enrolment enrolment, Grant grant, String address) {
        device.learn(enrolment.facts());
        device.enrol(grant.site());
        products.named(enrolment.facts().product());
        var credential = credentials.issue(device.id());
        audit.record(Act.done(actor(device, address), "device enrolled", "device", device.id())
                .because(grant.reason()));
        return new Enrolled(device.id(), credential);
    }

    private @Nullable Grant grantFor(Enrolment enrolment, Device device) {
        if (device.heldBack() != null && device.heldBack().outweighsJoinToken()) {
            return null;
        }
        if (enrolment.joinToken() != null) {
            var token = joinTokens.spend(enrolment.joinToken());
            if (token.isPresent()) {
                return new Grant(
                        token.get().site(), "by join token " + token.get().id());
            }
        }
        if (device.state() == DeviceState.ENROLLED && !hasCredential(device.id())) {
            return new Grant(device.site(), "admitted by an administrator");
        }
        if (device.wasLetIn() && enrolment.formerCredential() != null) {
            var former = credentials.find(enrolment.formerCredential());
            if (former.isPresent()
                    && former.get().state() == CredentialState.REVOKED
                    && isFirstOfItsApply(device.id())) {
                return new Grant(device.site(), "by the dead credential of the image that is being applied to it");
            }
        }
        return null;
    }

    private boolean hasCredential(UUID deviceId) {
        return jdbc.sql("select exists (select from device_credential where device_id = ? and state <> 'REVOKED')")
                .param(deviceId)
                .query(Boolean.class)
                .single();
    }

    /** An image holds one dead credential, and is applied to many devices: each of them may come back by it once. */
    private boolean isFirstOfItsApply(UUID deviceId) {
        return jdbc.sql("""
                        update operation set reenrolled_at = ?
                        where device_id = ? and kind = 'APPLY' and holds_device and reenrolled_at is null
                        """).params(Timestamp.from(clock.instant()), deviceId).update() > 0;
    }

    private static Actor actor(Device device, String address) {
        return new Actor(device.identity(), "none", address);
    }

    private record Grant(String site, String reason) {}

    /** What an agent is told. */
    public sealed interface Answer {}

    public record Granted(Enrolled enrolled) implements Answer {}

    public record Pending(EnrolmentPending pending) implements Answer {}
}
