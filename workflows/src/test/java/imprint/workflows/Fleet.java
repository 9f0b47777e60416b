package imprint.workflows;

import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.image.ImageFileName;
import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Enrolled;
import imprint.imaging.protocol.Enrolment;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.Heartbeat;
import imprint.imaging.protocol.HeartbeatReply;
import imprint.imaging.protocol.Progress;
import imprint.imaging.protocol.WriteFilter;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.audit.Actor;
import imprint.workflows.clone.CloneDiskImage;
import imprint.workflows.command.Heartbeats;
import imprint.workflows.device.Enrolments;
import imprint.workflows.device.JoinTokens;
import imprint.workflows.image.DiskImage;
import imprint.workflows.image.DiskImages;
import imprint.workflows.image.FileFacts;
import imprint.workflows.image.Manifests;
import imprint.workflows.operation.ImageTraits;
import imprint.workflows.operation.NewImage;
import imprint.workflows.operation.Requester;
import imprint.workflows.product.Product;
import imprint.workflows.product.Products;
import imprint.workflows.site.Gateway;
import imprint.workflows.site.Gateways;
import imprint.workflows.storage.StorageLocations;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** The words in which tests of the domain speak of a fleet. */
@Component
public class Fleet {

    public static final Actor ALICE = new Actor("alice", "password", "127.0.0.1");
    public static final String PRODUCT = "Acme T1";
    public static final long DISK_BYTES = 64L << 20;

    private final JoinTokens joinTokens;
    private final Enrolments enrolments;
    private final Heartbeats heartbeats;
    private final StorageLocations locations;
    private final Gateways gateways;
    private final Manifests manifests;
    private final DiskImages images;
    private final Products products;
    private final CloneDiskImage clone;

    Fleet(
            JoinTokens joinTokens,
            Enrolments enrolments,
            Heartbeats heartbeats,
            StorageLocations locations,
            Gateways gateways,
            Manifests manifests,
            DiskImages images,
            Products products,
            CloneDiskImage clone) {
        this.joinTokens = joinTokens;
        this.enrolments = enrolments;
        this.heartbeats = heartbeats;
        this.locations = locations;
        this.gateways = gateways;
        this.manifests = manifests;
        this.images = images;
        this.products = products;
        this.clone = clone;
    }

    public static Requester because(String reason) {
        return new Requester(ALICE, reason);
    }

    public Machine machine() {
        return new Machine(UUID.randomUUID().toString(), PRODUCT, WriteFilter.NONE, DISK_BYTES);
    }

    /** An enrolled device that has been heard from its own disk. */
    public TestDevice aDevice() throws InterruptedException {
        return aDevice(machine());
    }

    public TestDevice aDevice(Machine machine) throws InterruptedException {
        aLiveWorker();
        var token = joinTokens.create("test", "main", 1, Duration.ofHours(1), ALICE);
        var answer = enrolments.enrol(
                new Enrolment(AgentProtocol.VERSION, token.secret(), null, machine.facts(), null, null), "127.0.0.1");
        var device = new TestDevice(((Enrolments.Granted) answer).enrolled(), machine);
        device.heard(Environment.OWN_DISK, "boot-1");
        return device;
    }

    public void aLiveWorker() {
        gateways.announce(new Gateway("main", "main", URI.create("http://127.0.0.1:1")));
    }

    public UUID aLocation() {
        return locations
                .add("images " + UUID.randomUUID(), new StorageAddress.Directory("/srv/images"), null, ALICE)
                .id();
    }

    /** A product that an administrator has accepted. */
    public Product aProduct(String name) {
        return products.accept(products.findOrPropose(name, ALICE).orElseThrow().id(), ALICE);
    }

    public NewImage anImageToMake(String fileName) {
        return anImageToMake(fileName, aProduct(PRODUCT).name());
    }

    public NewImage anImageToMake(String fileName, String product) {
        return new NewImage(
                "image " + UUID.randomUUID(),
                "",
                ImageFileName.of(fileName),
                aLocation(),
                new ImageTraits(product, null, null, true, true, false));
    }

    /** An operation that has a device to itself. */
    public UUID aValidatedClone(TestDevice device) {
        aLiveWorker();
        var operation = clone.request(
                        device.id(), anImageToMake("%s.img.zst".formatted(UUID.randomUUID())), because("test"))
                .id();
        clone.validate(operation);
        return operation;
    }

    /** An inventory entry of an image of an empty disk. */
    public DiskImage anImage() throws IOException {
        return anImage(PRODUCT, true);
    }

    public DiskImage anImage(String product, boolean carriesAgent) throws IOException {
        return anImage(new ImageTraits(product, null, null, carriesAgent, true, false));
    }

    public DiskImage anImage(ImageTraits traits) throws IOException {
        return anImage(traits, null);
    }

    private DiskImage anImage(ImageTraits traits, @Nullable Integer sectorBytes) throws IOException {
        var root = new ManifestRoot(DiskLayout.EMPTY, List.of());
        manifests.keep(root, page -> new byte[0]);
        var image = new NewImage("image " + UUID.randomUUID(), "", ImageFileName.of("golden.img"), aLocation(), traits);
        return images.register(
                UUID.randomUUID(),
                image,
                new FileFacts(
                        0,
                        DISK_BYTES,
                        root.digest().hex(),
                        "0".repeat(64),
                        "0".repeat(40),
                        "0".repeat(32),
                        sectorBytes,
                        null));
    }

    /** An inventory entry of an image for disks of these sectors. */
    public DiskImage anImageForSectorsOf(@Nullable Integer sectorBytes) throws IOException {
        return anImage(new ImageTraits(PRODUCT, null, null, true, true, false), sectorBytes);
    }

    /** The hardware of a device. */
    public record Machine(String uuid, String product, WriteFilter writeFilter, long diskBytes, int sectorBytes) {

        public Machine(String uuid, String product, WriteFilter writeFilter, long diskBytes) {
            this(uuid, product, writeFilter, diskBytes, 512);
        }

        /** The same hardware, of which another product is told. */
        public Machine of(String product) {
            return new Machine(uuid, product, writeFilter, diskBytes, sectorBytes);
        }

        public HardwareFacts facts() {
            return new HardwareFacts(
                    new HardwareIdentity(uuid, List.of("02:00:00:00:00:01")),
                    product,
                    null,
                    "kiosk-1",
                    List.of(new DiskFacts("/dev/vda", "disk-1", diskBytes, sectorBytes, true, false)),
                    "DeTOS",
                    "7.4",
                    writeFilter);
        }
    }

    /** A device, as far as the server hears of it. */
    public final class TestDevice {

        private final Enrolled enrolled;
        private final Machine machine;

        TestDevice(Enrolled enrolled, Machine machine) {
            this.enrolled = enrolled;
            this.machine = machine;
        }

        public UUID id() {
            return enrolled.deviceId();
        }

        public Machine machine() {
            return machine;
        }

        public HeartbeatReply heard(Environment environment, String bootId) throws InterruptedException {
            return heard(environment, bootId, null);
        }

        public HeartbeatReply heard(Environment environment, String bootId, @Nullable UUID inHand)
                throws InterruptedException {
            return heard(environment, bootId, inHand, 0);
        }

        public HeartbeatReply heard(Environment environment, String bootId, @Nullable UUID inHand, int waitSeconds)
                throws InterruptedException {
            return heard(environment, bootId, inHand, null, waitSeconds);
        }

        /** Tells how far the command in hand has come. */
        public void tells(Environment environment, String bootId, Progress progress) throws InterruptedException {
            heard(environment, bootId, progress.commandId(), progress, 0);
        }

        private HeartbeatReply heard(
                Environment environment,
                String bootId,
                @Nullable UUID inHand,
                @Nullable Progress progress,
                int waitSeconds)
                throws InterruptedException {
            return answer(heartbeat(environment, bootId, inHand, progress, waitSeconds));
        }

        private Heartbeat heartbeat(
                Environment environment,
                String bootId,
                @Nullable UUID inHand,
                @Nullable Progress progress,
                int waitSeconds) {
            return new Heartbeat(
                    AgentProtocol.VERSION,
                    "test",
                    bootId,
                    environment,
                    machine.facts(),
                    machine.uuid(),
                    inHand,
                    progress,
                    true,
                    waitSeconds);
        }

        /** Does not wait for the answer. */
        public CompletableFuture<HeartbeatReply> polls(
                Environment environment, String bootId, @Nullable UUID inHand, int waitSeconds) {
            return polls(heartbeat(environment, bootId, inHand, null, waitSeconds));
        }

        private CompletableFuture<HeartbeatReply> polls(Heartbeat heartbeat) {
            return heartbeats.answer(enrolled.credential(), heartbeat, "127.0.0.1");
        }

        public HeartbeatReply answer(Heartbeat heartbeat) throws InterruptedException {
            try {
                return polls(heartbeat).get();
            } catch (ExecutionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
            }
        }
    }
}
