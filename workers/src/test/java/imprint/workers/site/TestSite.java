package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.image.ImageFileName;
import imprint.imaging.token.Direction;
import imprint.imaging.token.TokenSigner;
import imprint.imaging.token.TokenVerifier;
import imprint.imaging.token.TransferToken;
import imprint.workers.gateway.GatewaySettings;
import imprint.workers.gateway.ImageGateway;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.image.DigestKind;
import imprint.workers.image.FileDigest;
import imprint.workers.spool.Spool;
import imprint.workers.spool.SpoolSettings;
import imprint.workers.storage.ImageStore;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.Places;
import imprint.workers.storage.StorageTimeouts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;

/** A whole site on loopback: spool, gateway and steps, with a directory as its storage location. */
final class TestSite implements AutoCloseable {

    static final String GATEWAY = "site-1";
    static final int CONNECTIONS = 64;
    static final long LARGEST_DISK = 64 << 20;

    final TestControlPlane control = new TestControlPlane();
    final Path location;
    final Spool spool;
    final StoreImage storeImage;
    final ComputeChecksum computeChecksum;
    final StageImage stageImage;
    final DiscardCapture discardCapture;
    final ConcludeCaptures concludeCaptures;
    final ImageStores stores;

    private final KeyPair keys = keys();
    private final ChunkCodecs codecs = new ChunkCodecs(4);
    private final CamelContext camel = new DefaultCamelContext();
    private final ImageGateway gateway;

    TestSite(Path directory) throws IOException {
        this(directory, 1L << 30);
    }

    TestSite(Path directory, long spoolBytes) throws IOException {
        this(directory, spoolBytes, 16, Duration.ofMinutes(1));
    }

    /** @param places requests that the gateway serves at the same time */
    TestSite(Path directory, long spoolBytes, int places, Duration idle) throws IOException {
        this(directory, spoolBytes, places, idle, Long.MAX_VALUE, StorageTimeouts.DEFAULT);
    }

    /**
     * @param places requests that the gateway serves at the same time
     * @param bandwidth bytes in a second
     */
    static TestSite slow(Path directory, int places, long bandwidth) throws IOException {
        return new TestSite(directory, 1L << 30, places, Duration.ofMinutes(1), bandwidth, StorageTimeouts.DEFAULT);
    }

    TestSite(Path directory, StorageTimeouts timeouts) throws IOException {
        this(directory, 1L << 30, 16, Duration.ofMinutes(1), Long.MAX_VALUE, timeouts);
    }

    private TestSite(
            Path directory, long spoolBytes, int places, Duration idle, long bandwidth, StorageTimeouts timeouts)
            throws IOException {
        Clock clock = Clock.systemUTC();
        location = Files.createDirectories(directory.resolve("images"));
        spool = Spool.open(
                new SpoolSettings(directory.resolve("spool"), spoolBytes, Duration.ZERO), control::isUnderWay, clock);
        camel.start();
        stores = new ImageStores(camel, timeouts);
        storeImage = new StoreImage(control, spool, stores, codecs, new QuickClock());
        computeChecksum = new ComputeChecksum(control, spool, stores, new QuickClock(), LARGEST_DISK);
        stageImage = new StageImage(control, spool, stores, codecs, new QuickClock());
        discardCapture = new DiscardCapture(spool, storeImage);
        concludeCaptures = new ConcludeCaptures(GATEWAY, control, spool, discardCapture, storeImage, new QuickClock());
        gateway = ImageGateway.start(
                new GatewaySettings(
                        GATEWAY,
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                        places,
                        CONNECTIONS,
                        idle,
                        bandwidth),
                new TokenVerifier(keys.getPublic(), clock),
                spool,
                codecs,
                new SiteTransfers(control, storeImage, stageImage));
    }

    /** Orders a transfer of this file at the site's location. */
    UUID order(String file, @Nullable Digest manifest, FileDigest... digests) {
        UUID operationId = UUID.randomUUID();
        control.place(new TransferOrder(
                operationId, Places.directory(location), ImageFileName.ofAny(file), manifest, Set.of(digests)));
        return operationId;
    }

    /** Orders an add of a file of which a person says that it needs no boot record. */
    UUID orderRawData(String file) {
        UUID operationId = UUID.randomUUID();
        control.place(new TransferOrder(
                operationId, Places.directory(location), ImageFileName.ofAny(file), null, Set.of(), true));
        return operationId;
    }

    /** Orders what an apply of this image needs, with the digest that is checked by default. */
    UUID orderStaging(String file, ImageFacts image) {
        return order(file, image.manifestDigest(), image.digests().get(DigestKind.SHA_256));
    }

    TestDevice captures(UUID operationId, byte[] disk) {
        return device(operationId, Direction.CAPTURE, TransferToken.captureOf(operationId, disk.length));
    }

    TestDevice fetches(UUID operationId, Digest manifest) {
        return device(operationId, Direction.FETCH, TransferToken.imageOf(manifest));
    }

    /** A connection on which the frame of a chunk was asked for, and nothing was read yet. */
    Socket asksForChunk(Digest manifest, long chunk) throws IOException {
        Socket socket = new Socket();
        // why: what the system takes in for a receiver is no sign of life of it.
        socket.setReceiveBufferSize(16 << 10);
        socket.connect(gateway.address());
        String token = token(UUID.randomUUID(), Direction.FETCH, TransferToken.imageOf(manifest));
        String request = "GET /images/%s/chunks/%d HTTP/1.1\r\nHost: site\r\nAuthorization: Bearer %s\r\n\r\n"
                .formatted(manifest, chunk, token);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** A connection on which nothing was said. */
    Socket connects() throws IOException {
        Socket socket = new Socket();
        socket.connect(gateway.address());
        return socket;
    }

    /** A connection of a device on which a chunk was begun to be sent, with one byte of many. */
    Socket beginsAChunk(UUID operationId, UUID deviceId, long diskBytes) throws IOException {
        Socket socket = connects();
        String token = token(new TransferToken(
                operationId,
                1,
                deviceId,
                GATEWAY,
                Direction.CAPTURE,
                TransferToken.captureOf(operationId, diskBytes),
                Clock.systemUTC().instant().plusSeconds(600)));
        String request =
                "PUT /captures/%s/chunks/0 HTTP/1.1\r\nHost: site\r\nAuthorization: Bearer %s\r\nContent-Length: %d\r\n\r\n."
                        .formatted(operationId, token, DiskLayout.CHUNK_BYTES);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return socket;
    }

    /** Captures the disk and stores it, as a clone does, up to the site's copy of the image. */
    ImageFacts clone(String file, byte[] disk) throws Exception {
        UUID operationId = order(file, null);
        ImageFacts facts = clone(operationId, file, disk);
        storeImage.forget(operationId);
        spool.promote(operationId);
        return facts;
    }

    /** Captures the disk and stores it, as a clone does, up to the proof that it was stored whole. */
    ImageFacts clone(UUID operationId, String file, byte[] disk) throws Exception {
        Digest manifest = captures(operationId, disk).capture(disk);
        storeImage.run(operationId);
        control.place(
                new TransferOrder(operationId, Places.directory(location), ImageFileName.of(file), manifest, Set.of()));
        return computeChecksum.run(operationId);
    }

    ImageStore store() {
        return stores.open(Places.directory(location));
    }

    URI address() {
        return URI.create("http://127.0.0.1:" + gateway.address().getPort());
    }

    String token(TransferToken token) {
        return new TokenSigner(keys.getPrivate()).sign(token);
    }

    @Override
    public void close() throws IOException {
        concludeCaptures.close();
        gateway.close();
        storeImage.close();
        spool.close();
        codecs.close();
        camel.stop();
    }

    private TestDevice device(UUID operationId, Direction direction, String object) {
        return new TestDevice(address(), token(operationId, direction, object), object.split(":")[1]);
    }

    private String token(UUID operationId, Direction direction, String object) {
        return token(new TransferToken(
                operationId,
                1,
                UUID.randomUUID(),
                GATEWAY,
                direction,
                object,
                Clock.systemUTC().instant().plusSeconds(600)));
    }

    private static KeyPair keys() {
        try {
            return KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
