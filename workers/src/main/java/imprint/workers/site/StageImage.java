package imprint.workers.site;

import imprint.imaging.chunk.Digest;
import imprint.workers.image.ChecksumMissing;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.image.DigestKind;
import imprint.workers.image.ImageException;
import imprint.workers.spool.ImageLease;
import imprint.workers.spool.Spool;
import imprint.workers.storage.ImageStores;
import imprint.workflows.failure.BusinessFailure;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings an image to the site, once however many devices want it; they may begin while it is still arriving. */
public final class StageImage {

    private static final Logger LOG = LoggerFactory.getLogger(StageImage.class);

    // why: a device asks again every second, and each try may read the whole file.
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final ControlPlane control;
    private final Spool spool;
    private final ImageStores stores;
    private final ChunkCodecs codecs;
    private final Clock clock;
    private final Map<Digest, SharedFetch> fetches = new ConcurrentHashMap<>();
    private final Set<UUID> inBackground = ConcurrentHashMap.newKeySet();
    private final Map<Digest, Failed> failed = new ConcurrentHashMap<>();

    public StageImage(ControlPlane control, Spool spool, ImageStores stores, ChunkCodecs codecs, Clock clock) {
        this.control = control;
        this.spool = spool;
        this.stores = stores;
        this.codecs = codecs;
        this.clock = clock;
    }

    /**
     * Returns when the whole image is in the spool, each chunk compared with the manifest, and the file from which it came
     * has had the digest that is to be checked. Again does no harm; after a failure only what is missing is checked and
     * kept anew.
     *
     * <p>An image that is whole in the spool already is not fetched again, and nothing is learned of its file: what
     * devices get is what the manifest says, whatever lies at the location by now. Who waits for a fetch that was begun
     * for another digest has the file read once more, for their own.
     *
     * @param checked the one of the file's digests that is compared
     * @throws ChecksumMissing when the order has no such digest
     * @throws TransferCancelled when the operation was cancelled
     * @throws IOException see {@link SiteFailures}
     */
    public void run(UUID operationId, DigestKind checked) throws IOException {
        TransferOrder order = control.order(operationId).checking(checked);
        Digest digest = Objects.requireNonNull(order.manifestDigest(), "An image is known by its manifest");
        ProgressReport report = new ProgressReport(operationId, control, clock);
        Optional<DigestKind> compared = join(order, digest, checked).await(operationId, report);
        if (compared.isPresent() && compared.get() != checked) {
            compare(order, report);
        }
        // why: until its device is there to ask for it, the image is held for this operation too, which may have
        // joined.
        spool.lease(digest, operationId).ifPresent(ImageLease::close);
    }

    /**
     * Holds the image of an operation, if all of it is in the spool: for what comes next, no server is asked.
     *
     * @return whether it is there
     * @throws ChecksumMissing when the order has no such digest
     */
    public boolean isStaged(UUID operationId, DigestKind checked) throws IOException {
        TransferOrder order = control.order(operationId).checking(checked);
        Digest digest = Objects.requireNonNull(order.manifestDigest(), "An image is known by its manifest");
        try (ImageLease image = spool.lease(digest, operationId).orElse(null)) {
            return image != null && image.disk().isComplete();
        }
    }

    /**
     * Stages in the background an image that a device asks for, and that is there no longer.
     *
     * @return why that has failed just before, and is not tried again yet
     */
    Optional<String> want(UUID operationId, Digest manifestDigest) {
        Failed last = failed.get(manifestDigest);
        if (last != null && clock.instant().isBefore(last.until())) {
            return Optional.of(last.sentence());
        }
        if (inBackground.add(operationId)) {
            Thread.ofVirtual().name("stage-", 0).start(() -> stageAgain(operationId, manifestDigest));
        }
        return Optional.empty();
    }

    private void stageAgain(UUID operationId, Digest manifestDigest) {
        try {
            run(operationId, DigestKind.SHA_256);
        } catch (TransferCancelled e) {
            LOG.info("The image that operation {} needed is not staged again: it was cancelled", operationId);
        } catch (IOException | RuntimeException e) {
            LOG.warn("The image that operation {} needs could not be staged again", operationId, e);
            failed.values().removeIf(known -> !clock.instant().isBefore(known.until()));
            failed.put(manifestDigest, new Failed(clock.instant().plus(PAUSE), sentence(e)));
        } finally {
            inBackground.remove(operationId);
        }
    }

    private static String sentence(Exception failure) {
        return Optional.of(failure)
                .filter(IOException.class::isInstance)
                .flatMap(e -> SiteFailures.businessFailure((IOException) e))
                .map(BusinessFailure::sentence)
                .orElse("The image could not be brought to the site; the gateway's log says why.");
    }

    private SharedFetch join(TransferOrder order, Digest digest, DigestKind checked) {
        return fetches.compute(digest, (_, known) -> {
            if (known != null && known.join(order.operationId())) {
                return known;
            }
            SharedFetch begun =
                    new SharedFetch(checked, new Watch(stores.timeouts().standstill()));
            begun.join(order.operationId());
            Thread.ofVirtual().name("fetch-", 0).start(() -> {
                begun.run(progress -> fetch(order, digest, progress));
                fetches.remove(digest, begun);
            });
            return begun;
        });
    }

    /** @return whether anything was missing */
    private boolean fetch(TransferOrder order, Digest digest, StepProgress progress) throws IOException {
        try (ImageLease image = spool.stage(digest, order.operationId(), out -> control.writeManifest(digest, out))) {
            if (image.disk().isComplete()) {
                return false;
            }
            new ImageFetch(order, stores, image, codecs, progress).run();
            return true;
        } catch (ImageException e) {
            // why: some of it may be sound, but nobody should wonder which.
            spool.discardImage(digest);
            throw e;
        }
    }

    private void compare(TransferOrder order, ProgressReport progress) throws IOException {
        Watch watch = new Watch(stores.timeouts().standstill());
        watch.run(
                () -> {
                    long size = stores.open(order.location()).size(order.file().file());
                    new OrderedFile(order, stores, watch.over(progress)).read(size, _ -> {});
                    return size;
                },
                progress::ask);
    }

    /** @param until when it is not tried again */
    private record Failed(Instant until, String sentence) {}
}
