package imprint.workflows.device;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentPending;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.device.Credentials.CredentialState;
import imprint.workflows.product.Products;
import java.time.Clock;
import java.util.Optional;
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
        var known = devices.findByIdentity(DeviceIdentity.of(enrolment.facts().identity()));
        var grant = grantFor(enrolment, known);
        if (grant == null) {
            return new Pending(pending(enrolment, known, address));
        }
        var device = known.orElseGet(() ->
                devices.saveAndFlush(new Device(enrolment.facts(), DeviceState.NEW, grant.site(), clock.instant())));
        device.learn(enrolment.facts());
        device.enrol(grant.site());
        products.named(enrolment.facts().product());
        var credential = credentials.issue(device.id());
        audit.record(Act.done(actor(device, address), "device enrolled", "device", device.id())
                .because(grant.reason()));
        return new Granted(new Enrolled(device.id(), credential));
    }

    private @Nullable Grant grantFor(Enrolment enrolment, Optional<Device> known) {
        if (enrolment.joinToken() != null) {
            var token = joinTokens.spend(enrolment.joinToken());
            if (token.isPresent()) {
                return new Grant(
                        token.get().site(), "by join token " + token.get().id());
            }
        }
        if (known.isEmpty()) {
            return null;
        }
        var device = known.get();
        if (device.state() == DeviceState.ENROLLED && !hasCredential(device.id())) {
            return new Grant(device.site(), "admitted by an administrator");
        }
        if (device.state() == DeviceState.ENROLLED && enrolment.formerCredential() != null) {
            var former = credentials.find(enrolment.formerCredential());
            if (former.isPresent()
                    && former.get().state() == CredentialState.REVOKED
                    && isBeingReimaged(device.id())
                    && credentials.spendReenrolment(former.get())) {
                return new Grant(device.site(), "by the dead credential of the image that is being applied to it");
            }
        }
        return null;
    }

    private boolean hasCredential(UUID deviceId) {
        return count("select count(*) from device_credential where device_id = ? and state <> 'REVOKED'", deviceId) > 0;
    }

    private boolean isBeingReimaged(UUID deviceId) {
        return count("select count(*) from operation where device_id = ? and kind = 'APPLY' and holds_device", deviceId)
                > 0;
    }

    private long count(String sql, UUID deviceId) {
        return jdbc.sql(sql).param(deviceId).query(Long.class).single();
    }

    private EnrolmentPending pending(Enrolment enrolment, Optional<Device> known, String address) {
        if (known.isEmpty()) {
            var device =
                    devices.saveAndFlush(new Device(enrolment.facts(), DeviceState.NEW, FIRST_SITE, clock.instant()));
            audit.record(Act.refused(
                    actor(device, address),
                    "device asked to enrol",
                    "device",
                    device.id(),
                    "It showed no join token in force."));
        }
        return new EnrolmentPending(
                "The device waits for an administrator to admit it, or for a join token in force.", ASK_AGAIN_SECONDS);
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
