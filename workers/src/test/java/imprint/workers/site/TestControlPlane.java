package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import java.io.ByteArrayInputStream;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;

/** A control plane that holds everything in memory. */
final class TestControlPlane implements ControlPlane {

    private final Map<UUID, TransferOrder> orders = new ConcurrentHashMap<>();
    private final Map<UUID, TransferProgress> progress = new ConcurrentHashMap<>();
    private final Map<Digest, byte[]> manifests = new ConcurrentHashMap<>();
    private volatile CountDownLatch manifestsAreThere = new CountDownLatch(0);
    private final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();

    void place(TransferOrder order) {
        orders.put(order.operationId(), order);
    }

    void cancel(UUID operationId) {
        cancelled.add(operationId);
    }

    /** Keeps everybody waiting who asks for a manifest, until the latch is counted down. */
    CountDownLatch holdManifests() {
        manifestsAreThere = new CountDownLatch(1);
        return manifestsAreThere;
    }

    Map<UUID, TransferProgress> progress() {
        return progress;
    }

    Map<Digest, byte[]> manifests() {
        return manifests;
    }

    @Override
    public TransferOrder order(UUID operationId) throws IOException {
        TransferOrder order = orders.get(operationId);
        if (order == null) {
            throw new IOException("Nothing was ordered for " + operationId);
        }
        return order;
    }

    @Override
    public boolean isThrough(UUID operationId, String gateway) {
        return true;
    }

    @Override
    public boolean isUnderWay(UUID operationId) {
        return orders.containsKey(operationId) && !cancelled.contains(operationId);
    }

    @Override
    public void announce(String gateway, String site, URI url) {}

    @Override
    public boolean progress(UUID operationId, TransferProgress now) {
        progress.put(operationId, now);
        return !cancelled.contains(operationId);
    }

    @Override
    public void keepManifest(Digest manifestDigest, Path file) throws IOException {
        manifests.put(manifestDigest, Files.readAllBytes(file));
    }

    @Override
    public InputStream manifest(Digest manifestDigest) throws IOException {
        try {
            manifestsAreThere.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
        byte[] manifest = manifests.get(manifestDigest);
        if (manifest == null) {
            throw new FileNotFoundException("No manifest " + manifestDigest);
        }
        return new ByteArrayInputStream(manifest);
    }
}
