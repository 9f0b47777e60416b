package imprint.workflows.device;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.EnrolmentKey;
import imprint.imaging.protocol.EnrolmentPending;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import imprint.workflows.device.Credentials.CredentialState;
import imprint.workflows.device.Credentials.Held;
import imprint.workflows.failure.InvalidInput;
import imprint.workflows.product.Products;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionOperations;

/**
 * How a device gets its credential: by a join token, by an administrator's word, or, once, by the dead credential that
 * came with the image that is being applied to it.
 */
@Service
public class Enrolments {

    private static final int ASK_AGAIN_SECONDS = 15;
    private static final String FIRST_SITE = "main";
    private static final String TOO_MANY =
            "So many devices wait for an administrator that no other is noted: admit those that are yours, and use a join token for the others.";
    private static final String TOO_MANY_PRODUCTS =
            "So many products wait for an administrator that no other is noted: accept those that are yours, and add that of this device.";

    private final DeviceRepository devices;
    private final Credentials credentials;
    private final JoinTokens joinTokens;
    private final Products products;
    private final Strangers strangers;
    private final Claims claims;
    private final AuditTrail audit;
    private final JdbcClient jdbc;
    private final TransactionOperations transaction;
    private final HeartbeatSettings settings;
    private final Clock clock;

    Enrolments(
            DeviceRepository devices,
            Credentials credentials,
            JoinTokens joinTokens,
            Products products,
            Strangers strangers,
            Claims claims,
            AuditTrail audit,
            JdbcClient jdbc,
            TransactionOperations transaction,
            HeartbeatSettings settings,
            Clock clock) {
        this.devices = devices;
        this.credentials = credentials;
        this.joinTokens = joinTokens;
        this.products = products;
        this.strangers = strangers;
        this.claims = claims;
        this.audit = audit;
        this.jdbc = jdbc;
        this.transaction = transaction;
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the device shows what an administrator gave it; whoever guesses does not. */
    @Transactional(readOnly = true)
    public boolean showsJoinTokenInForce(Enrolment enrolment) {
        return enrolment.joinToken() != null && joinTokens.isInForce(enrolment.joinToken());
    }

    public Answer enrol(Enrolment enrolment, String address) {
        try {
            return Objects.requireNonNull(transaction.execute(_ -> answer(enrolment, address)));
        } catch (JoinTokenUsedUp e) {
            // why: others have spent its last use meanwhile; without it the device may wait like any other.
            return Objects.requireNonNull(transaction.execute(_ -> answer(enrolment, address)));
        }
    }

    private Answer answer(Enrolment enrolment, String address) {
        if (enrolment.protocolVersion() != AgentProtocol.VERSION) {
            throw new ContactRefused(
                    ProblemCode.PROTOCOL_VERSION_UNSUPPORTED,
                    "This server speaks version %s of the agent protocol.".formatted(AgentProtocol.VERSION));
        }
        var identity = identityOf(enrolment.facts());
        // why locked: of two that ask in one name at once, one is let in.
        var known = devices.lockByIdentity(identity);
        var showsToken = showsJoinTokenInForce(enrolment);
        if (known.isEmpty() && !showsToken && strangers.areTooMany()) {
            return new Pending(new EnrolmentPending(TOO_MANY, ASK_AGAIN_SECONDS, null));
        }
        if (enrolment.publicKey() != null && !EnrolmentKey.isKey(enrolment.publicKey())) {
            throw new InvalidInput("publicKey", "Give an Ed25519 key as X.509 in Base64.");
        }
        var noted = known.isPresent() ? known : note(identity, enrolment.facts(), showsToken, address);
        if (noted.isEmpty()) {
            return new Pending(new EnrolmentPending(TOO_MANY_PRODUCTS, ASK_AGAIN_SECONDS, null));
        }
        var device = noted.get();
        var comesBack = device.state() == DeviceState.RETIRED && showsToken;
        if (comesBack) {
            device.holdBack(HeldBack.WAS_RETIRED);
        }
        var grant = grantFor(enrolment, device);
        if (grant != null) {
            return new Granted(enrol(device, enrolment, grant, address));
        }
        device.asked(clock.instant());
        var lostCredential = device.state() == DeviceState.ENROLLED && device.heldBack() == null && !isHeard(device);
        if (lostCredential) {
            device.holdBack(HeldBack.LOST_CREDENTIAL);
        }
        if (known.isEmpty() || comesBack || lostCredential) {
            audit.record(Act.refused(
                    actor(device, address), "device asked to enrol", "device", device.id(), whyNot(device)));
        } else if (enrolment.joinToken() != null && (!showsToken || isHeard(device))) {
            audit.record(Act.refused(
                    actor(device, address),
                    "join token refused",
                    "device",
                    device.id(),
                    showsToken ? "The device is heard, and keeps its credential." : "It is not in force."));
        }
        return new Pending(new EnrolmentPending(
                "The device waits for an administrator to admit it. " + whyNot(device),
                ASK_AGAIN_SECONDS,
                enrolment.publicKey() == null ? null : claims.note(device.id(), enrolment.publicKey(), address)));
    }

    /**
     * A UUID that machines share is the identity of the first of them; the others are told apart by their cards, or
     * their serial numbers.
     */
    private String identityOf(HardwareFacts facts) {
        var identity = DeviceIdentity.of(facts);
        return devices.lockByIdentity(identity)
                        .filter(first -> !first.isSameMachineAs(facts))
                        .isPresent()
                ? DeviceIdentity.besideUuid(facts)
                : identity;
    }

    /** Its product, if that is a new one, waits with it. */
    private Optional<Device> note(String identity, HardwareFacts facts, boolean showsToken, String address) {
        var heldBack = identity.equals(DeviceIdentity.of(facts)) ? null : HeldBack.SHARED_UUID;
        var asking = actor(identity, address);
        var told = showsToken
                ? Optional.of(products.proposeWithToken(facts.product(), asking))
                : products.findOrPropose(facts.product(), asking);
        return told.map(product -> new Device(identity, facts, product, heldBack, FIRST_SITE, clock.instant()))
                .map(devices::saveAndFlush);
    }

    /** While a device is heard, whoever asks in its name without its credential is another machine, and changes nothing. */
    private boolean isHeard(Device device) {
        return device.wasHeardSince(clock.instant().minus(settings.silence()));
    }

    private static String whyNot(Device device) {
        if (device.admittedKey() != null) {
            return "Another agent was admitted in its name: admit this one by its fingerprint.";
        }
        return device.heldBack() == null
                ? "It showed no join token in force."
                : device.heldBack().sentence();
    }

    private Enrolled enrol(Device device, Enrolment enrolment, Grant grant, String address) {
        if (grant.isRepeated()) {
            return new Enrolled(device.id(), credentials.issueAgain(device.id()));
        }
        device.learn(enrolment.facts());
        device.enrol(grant.site());
        cameBackAnew(device.id());
        // why without a bound: a token was spent for it, or a person has let it in.
        device.isOf(products.proposeWithToken(enrolment.facts().product(), actor(device, address)));
        var credential = credentials.issue(device.id());
        device.grantedTo(enrolment.publicKey(), grant.shown());
        var actor = new Actor(device.identity(), grant.authentication(), address);
        audit.record(Act.done(actor, "device enrolled", "device", device.id()).because(grant.reason()));
        if (grant.isByJoinToken() && !joinTokens.spend(Objects.requireNonNull(grant.shown()))) {
            throw new JoinTokenUsedUp();
        }
        return new Enrolled(device.id(), credential);
    }

    private @Nullable Grant grantFor(Enrolment enrolment, Device device) {
        if (device.heldBack() != null && device.heldBack().outweighsJoinToken()) {
            return null;
        }
        if (isRepeated(enrolment, device)) {
            return Grant.REPEATED;
        }
        var hasCredential = hasCredential(device.id());
        // why not then: whoever shows what lets others in would take the place of a device that is there.
        if (hasCredential && isHeard(device) && !isAwaitedAnew(device.id())) {
            return null;
        }
        if (enrolment.joinToken() != null) {
            var token = joinTokens.find(enrolment.joinToken());
            if (token.isPresent()) {
                return new Grant(
                        token.get().site(),
                        Grant.JOIN_TOKEN,
                        "by join token " + token.get().id(),
                        enrolment.joinToken());
            }
        }
        if (device.state() == DeviceState.ENROLLED && isTheOneAdmitted(enrolment, device, hasCredential)) {
            var authentication = device.admittedKey() == null ? "none" : "device key";
            return new Grant(device.site(), authentication, "admitted by an administrator", null);
        }
        if (device.state() == DeviceState.ENROLLED && enrolment.formerCredential() != null) {
            var former = credentials.find(enrolment.formerCredential());
            if (former.isPresent()
                    && former.get().state() == CredentialState.REVOKED
                    && isOfTheImageApplied(former.get(), device.id())) {
                return new Grant(
                        device.site(),
                        "former device credential",
                        "by the dead credential of the image that is being applied to it",
                        enrolment.formerCredential());
            }
        }
        return null;
    }

    /** The answer to whoever holds this key, and shows the same as then, was lost: its credential was never shown. */
    private static boolean isRepeated(Enrolment enrolment, Device device) {
        return Stream.of(enrolment.joinToken(), enrolment.formerCredential())
                .anyMatch(shown -> device.wasGrantedTo(enrolment.publicKey(), shown));
    }

    /** An agent that proves to be the one admitted is given a credential again: the answer to it may have been lost. */
    private boolean isTheOneAdmitted(Enrolment enrolment, Device device, boolean hasCredential) {
        var key = device.admittedKey();
        return key == null
                ? !hasCredential
                : key.equals(enrolment.publicKey()) && claims.isProven(device.id(), key, enrolment.proof());
    }

    private boolean hasCredential(UUID deviceId) {
        return jdbc.sql("select exists (select from device_credential where device_id = ? and state <> 'REVOKED')")
                .param(deviceId)
                .query(Boolean.class)
                .single();
    }

    /** Whether the device is to boot, for the first time, the image that was just written to it. */
    private boolean isAwaitedAnew(UUID deviceId) {
        return jdbc.sql("""
                        select exists (select from operation where device_id = ? and kind = 'APPLY' and holds_device
                            and awaited_environment = 'OWN_DISK' and reenrolled_at is null)
                        """).param(deviceId).query(Boolean.class).single();
    }

    private void cameBackAnew(UUID deviceId) {
        jdbc.sql("""
                        update operation set reenrolled_at = ? where device_id = ? and kind = 'APPLY' and holds_device
                            and awaited_environment = 'OWN_DISK' and reenrolled_at is null
                        """).params(Timestamp.from(clock.instant()), deviceId).update();
    }

    /**
     * An image holds one dead credential, that of the device it was made of, and is applied to many devices: each of
     * them may come back by it once. The credential that is in an image was in force while the image was made.
     */
    private boolean isOfTheImageApplied(Held former, UUID deviceId) {
        return jdbc.sql("""
                        update operation apply set reenrolled_at = :now
                        where apply.device_id = :device and apply.kind = 'APPLY' and apply.holds_device
                          and apply.awaited_environment = 'OWN_DISK' and apply.reenrolled_at is null
                          and exists (select from operation made join device_credential c on c.device_id = made.device_id
                            where made.kind = 'CLONE' and made.image_digest = apply.image_digest and c.id = :former
                              and c.created_at <= coalesce(made.ended_at, :now)
                              and c.revoked_at >= made.started_at)
                        """)
                        .param("now", Timestamp.from(clock.instant()))
                        .param("device", deviceId)
                        .param("former", former.id())
                        .update()
                > 0;
    }

    /** One who has shown nothing that was believed. */
    private static Actor actor(Device device, String address) {
        return actor(device.identity(), address);
    }

    private static Actor actor(String identity, String address) {
        return new Actor(identity, "none", address);
    }

    /**
     * @param authentication as in {@link Actor}
     * @param shown the secret that the device was let in by; null when it was none
     */
    private record Grant(
            String site,
            String authentication,
            String reason,
            @Nullable String shown) {

        static final String JOIN_TOKEN = "join token";
        static final Grant REPEATED = new Grant("", "", "", null);

        boolean isByJoinToken() {
            return authentication.equals(JOIN_TOKEN);
        }

        boolean isRepeated() {
            return this == REPEATED;
        }
    }

    private static final class JoinTokenUsedUp extends RuntimeException {}

    /** What an agent is told. */
    public sealed interface Answer {}

    public record Granted(Enrolled enrolled) implements Answer {}

    public record Pending(EnrolmentPending pending) implements Answer {}
}
