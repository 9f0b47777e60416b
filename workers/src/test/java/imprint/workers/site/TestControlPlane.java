package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A control plane that holds everything in memory. */
final class TestControlPlane implements ControlPlane {

    private final Map<UUID, TransferOrder> orders = new ConcurrentHashMap<>();
    private final Map<UUID, TransferProgress> progress = new ConcurrentHashMap<>();
    private final Map<Digest, byte[]> manifests = new ConcurrentHashMap<>();
    private volatile CountDownLatch manifestsAreThere = new CountDownLatch(0);
    private final Set<UUID> cancelled = ConcurrentHashMap.newKeySet();
    private final Set<UUID> registered = ConcurrentHashMap.newKeySet();
    private final AtomicInteger ordersAsked = new AtomicInteger();
    private final AtomicInteger fatesAsked = new AtomicInteger();
    private final Map<UUID, CountDownLatch> held = new ConcurrentHashMap<>();

    void place(TransferOrder order) {
        orders.put(order.operationId(), order);
    }

    void cancel(UUID operationId) {
        cancelled.add(operationId);
    }

    /** The image of a clone enters the inventory. */
    void register(UUID operationId) {
        registered.add(operationId);
    }

    int ordersAsked() {
        return ordersAsked.get();
    }

    int fatesAsked() {
        return fatesAsked.get();
    }

    /** Keeps everybody waiting who asks for this order, until the latch is counted down. */
    CountDownLatch hold(UUID operationId) {
        return held.computeIfAbsent(operationId, _ -> new CountDownLatch(1));
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
        ordersAsked.incrementAndGet();
        await(held.getOrDefault(operationId, new CountDownLatch(0)));
        TransferOrder order = orders.get(operationId);
        if (order == null) {
            throw new IOException("Nothing was ordered for " + operationId);
        }
        return order;
    }

    @Override
    public CaptureFate fateOfCapture(UUID operationId, String gateway) {
        fatesAsked.incrementAndGet();
        if (registered.contains(operationId)) {
            return CaptureFate.REGISTERED;
        }
        return cancelled.contains(operationId) ? CaptureFate.ABANDONED : CaptureFate.AWAITED;
    }

    @Override
    public boolean isUnderWay(UUID operationId) {
        return orders.containsKey(operationId) && !cancelled.contains(operationId);
    }

    @Override
    public boolean mayTransfer(UUID operationId, UUID deviceId) {
        return !cancelled.contains(operationId);
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
    public void writeManifest(Digest manifestDigest, OutputStream into) throws IOException {
        await(manifestsAreThere);
        byte[] manifest = manifests.get(manifestDigest);
        if (manifest == null) {
            throw new FileNotFoundException("No manifest " + manifestDigest);
        }
        into.write(manifest);
    }

    private static void await(CountDownLatch latch) throws InterruptedIOException {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new InterruptedIOException();
        }
    }
}
