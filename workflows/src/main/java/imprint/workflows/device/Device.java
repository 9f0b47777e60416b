package imprint.workflows.device;

import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.product.Product;
import imprint.workflows.secret.Secrets;
import jakarta.persistence.CollectionTable;
import jakarta.persistence.Column;
import jakarta.persistence.ElementCollection;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.OrderColumn;
import jakarta.persistence.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;

/** A managed machine, known by its hardware identity. */
@Entity
public class Device {

    private static final Duration ASKED_ABOUT = Duration.ofMinutes(10);

    @Id
    private UUID id;

    private String identity;
    private @Nullable String smbiosUuid;

    @Enumerated(EnumType.STRING)
    private DeviceState state = DeviceState.NEW;

    @Enumerated(EnumType.STRING)
    private @Nullable HeldBack heldBack;

    @Enumerated(EnumType.STRING)
    private DiskCondition diskCondition = DiskCondition.WHOLE;

    private String site;
    private String product;
    private @Nullable String serialNumber;
    private String hostName;
    private @Nullable String osName;
    private @Nullable String osVersion;

    @Enumerated(EnumType.STRING)
    private WriteFilter writeFilter;

    @Enumerated(EnumType.STRING)
    private @Nullable Environment environment;

    private @Nullable String bootId;
    private @Nullable String agentVersion;
    private int protocolVersion;
    private @Nullable UUID imageId;
    private boolean rotateCredential;
    // of the facts that were last told by a heartbeat; null when others were told since
    private @Nullable String factsDigest;
    // why not columns: they move with each heartbeat, which is to touch neither this row nor an index.
    @Formula("(select k.last_contact from device_contact k where k.device_id = id)")
    private @Nullable Instant lastContact;

    @Formula("(select k.last_heartbeat_at from device_contact k where k.device_id = id)")
    private @Nullable Instant lastHeartbeatAt;

    private Instant enrolledAt;
    private Instant askedAt;
    // the key of the agent that was admitted, until it shows its credential
    private @Nullable String admittedKey;

    // the agent that was let in, and the SHA-256 of what it showed, until it shows its credential
    private @Nullable String grantedKey;
    private byte @Nullable [] grantedFor;

    @ElementCollection
    @CollectionTable(name = "device_mac_address", joinColumns = @JoinColumn(name = "device_id"))
    @Column(name = "mac_address")
    private Set<String> macAddresses = new TreeSet<>();

    @ElementCollection
    @CollectionTable(name = "device_disk", joinColumns = @JoinColumn(name = "device_id"))
    @OrderColumn(name = "position")
    private List<Disk> disks = new ArrayList<>();

    @Version
    // why an object: Spring Data persists what has none, and would first look for what has a number.
    private @Nullable Long version;

    @SuppressWarnings("NullAway.Init") // why: JPA fills the fields.
    protected Device() {}

    @SuppressWarnings("NullAway.Init") // why: learn() fills the fields that the constructor does not.
    Device(
            String identity,
            HardwareFacts facts,
            Product product,
            @Nullable HeldBack heldBack,
            String site,
            Instant now) {
        this.id = UUID.randomUUID();
        this.identity = identity;
        this.product = product.name();
        this.heldBack = heldBack;
        this.site = site;
        this.enrolledAt = now;
        this.askedAt = now;
        learn(facts);
    }

    /** All but the product, which may have to become known first: see {@link #isOf}. */
    final void learn(HardwareFacts facts) {
        factsDigest = null;
        smbiosUuid = facts.identity().smbiosUuid();
        serialNumber = facts.serialNumber() == null ? serialNumber : facts.serialNumber();
        hostName = facts.hostName();
        osName = facts.osName() == null ? osName : facts.osName();
        osVersion = facts.osVersion() == null ? osVersion : facts.osVersion();
        writeFilter = facts.writeFilter();
        var macs = new TreeSet<>(facts.identity().macAddresses());
        if (!macs.equals(macAddresses)) {
            macAddresses.clear();
            macAddresses.addAll(macs);
        }
        var seen = facts.disks().stream().map(Disk::of).toList();
        if (!seen.equals(disks)) {
            disks.clear();
            disks.addAll(seen);
        }
    }

    void isOf(Product product) {
        this.product = product.name();
    }

    void heard(Heartbeat heartbeat) {
        environment = heartbeat.environment();
        bootId = heartbeat.bootId();
        agentVersion = heartbeat.agentVersion();
        protocolVersion = heartbeat.protocolVersion();
    }

    /** What it says of itself, by a heartbeat that was judged to be its own. */
    void tells(HardwareFacts facts, @Nullable String digest) {
        if (digest == null || !digest.equals(factsDigest)) {
            learn(facts);
            factsDigest = digest;
        }
    }

    /**
     * Whether the hardware is this device's; one UUID alone does not say so where no network card is the same, or,
     * without cards, where the serial numbers differ.
     */
    boolean isSameMachineAs(HardwareFacts facts) {
        return identity.equals(DeviceIdentity.of(facts))
                ? isToldByTheSame(facts)
                : DeviceIdentity.isKnownBesideUuid(identity, facts);
    }

    private boolean isToldByTheSame(HardwareFacts facts) {
        var cards = facts.identity().macAddresses();
        return macAddresses.isEmpty() || cards.isEmpty()
                ? !Serial.differ(serialNumber, facts.serialNumber())
                : !Collections.disjoint(macAddresses, cards);
    }

    /** From now on it waits for an administrator. */
    void holdBack(HeldBack reason) {
        this.heldBack = reason;
        if (reason.outweighsJoinToken()) {
            this.state = DeviceState.NEW;
        }
    }

    /** Its agent asks to be let in. */
    void asked(Instant now) {
        // why seldom: agents ask again every few seconds, and nobody needs to know more than the day.
        if (askedAt.plus(ASKED_ABOUT).isBefore(now)) {
            askedAt = now;
        }
    }

    /** The device proves that its credential is not lost: whoever asked without one was another machine. */
    void showedItsCredential() {
        admittedKey = null;
        grantedTo(null, null);
        if (heldBack == HeldBack.LOST_CREDENTIAL) {
            enrol(site);
        }
    }

    boolean wasHeardSince(Instant time) {
        return lastHeartbeatAt != null && lastHeartbeatAt.isAfter(time);
    }

    void enrol(String site) {
        this.state = DeviceState.ENROLLED;
        this.heldBack = null;
        this.site = site;
    }

    /** Only the agent that holds the key is to get the credential; whichever, if none of those that ask shows one. */
    void admit(String site, @Nullable String publicKey) {
        enrol(site);
        grantedTo(null, null);
        admittedKey = publicKey;
    }

    @Nullable
    String admittedKey() {
        return admittedKey;
    }

    /** @param key of the agent that is let in; null when it has none, and what it shows lets it in once */
    void grantedTo(@Nullable String key, @Nullable String shown) {
        grantedKey = shown == null ? null : key;
        grantedFor = key == null || shown == null ? null : Secrets.sha256(shown);
    }

    /** Whether this agent was let in by what it shows now, and has not shown its credential yet. */
    boolean wasGrantedTo(@Nullable String key, @Nullable String shown) {
        return key != null
                && shown != null
                && key.equals(grantedKey)
                && Arrays.equals(grantedFor, Secrets.sha256(shown));
    }

    boolean awaitsItsCredentialToBeShown() {
        return heldBack != null || admittedKey != null || grantedKey != null;
    }

    void retire() {
        admittedKey = null;
        grantedTo(null, null);
        this.state = DeviceState.RETIRED;
        this.heldBack = null;
    }

    void rotateCredential(boolean rotate) {
        this.rotateCredential = rotate;
    }

    void holds(@Nullable UUID imageId, DiskCondition condition) {
        this.imageId = imageId;
        this.diskCondition = condition;
    }

    public UUID id() {
        return id;
    }

    public String identity() {
        return identity;
    }

    public @Nullable String smbiosUuid() {
        return smbiosUuid;
    }

    public DeviceState state() {
        return state;
    }

    /** Why the device waits for an administrator; null when a join token, if anything, is all that it lacks. */
    public @Nullable HeldBack heldBack() {
        return heldBack;
    }

    public DiskCondition diskCondition() {
        return diskCondition;
    }

    public String site() {
        return site;
    }

    public String product() {
        return product;
    }

    public @Nullable String serialNumber() {
        return serialNumber;
    }

    public String hostName() {
        return hostName;
    }

    public @Nullable String osName() {
        return osName;
    }

    public @Nullable String osVersion() {
        return osVersion;
    }

    public WriteFilter writeFilter() {
        return writeFilter;
    }

    public @Nullable Environment environment() {
        return environment;
    }

    public @Nullable String bootId() {
        return bootId;
    }

    public @Nullable String agentVersion() {
        return agentVersion;
    }

    /** The image that was last applied and verified; null when none was, or the disk was changed since. */
    public @Nullable UUID imageId() {
        return imageId;
    }

    boolean awaitsNewCredential() {
        return rotateCredential;
    }

    public @Nullable Instant lastContact() {
        return lastContact;
    }

    public @Nullable Instant lastHeartbeatAt() {
        return lastHeartbeatAt;
    }

    public Instant enrolledAt() {
        return enrolledAt;
    }

    public Set<String> macAddresses() {
        return Set.copyOf(macAddresses);
    }

    public List<Disk> disks() {
        return List.copyOf(disks);
    }
}
