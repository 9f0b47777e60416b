package imprint.workers.site;

import imprint.imaging.image.FileName;
import imprint.workers.image.ChunkCodecs;
import imprint.workers.spool.Capture;
import imprint.workers.spool.Spool;
import imprint.workers.storage.Content;
import imprint.workers.storage.FileExists;
import imprint.workers.storage.FileMissing;
import imprint.workers.storage.ImageStore;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.OptionalLong;
import java.util.UUID;

/** Uploads a captured disk to its storage location, while it is still being captured. */
public final class StoreImage implements AutoCloseable {

    private final ControlPlane control;
    private final Spool spool;
    private final ImageStores stores;
    private final ChunkCodecs codecs;
    private final Clock clock;
    private final Uploads uploads;

    public StoreImage(ControlPlane control, Spool spool, ImageStores stores, ChunkCodecs codecs, Clock clock) {
        this.control = control;
        this.spool = spool;
        this.stores = stores;
        this.codecs = codecs;
        this.clock = clock;
        this.uploads = new Uploads(stores.timeouts().standstill());
    }

    /** Begins in the background, if that has not happened yet; a failure shows in {@link #run}. */
    void follow(UUID operationId) {
        uploads.follow(operationId, watch -> upload(operationId, watch));
    }

    /**
     * Returns when the whole image is stored under its name, its manifest beside it. Again does no harm; after a failure
     * it goes on where it was, as far as the location can.
     *
     * @return the bytes of the image file
     * @throws TransferCancelled when the operation was cancelled; what was written is removed
     * @throws IOException see {@link SiteFailures}
     */
    public long run(UUID operationId) throws IOException {
        return uploads.run(
                operationId, watch -> upload(operationId, watch), new ProgressReport(operationId, control, clock)::ask);
    }

    /** Stops, and removes from the location what this capture has put there, the whole file too. */
    void discard(UUID operationId) throws IOException {
        uploads.stop(operationId);
        Capture capture = spool.capture(operationId).orElse(null);
        if (capture != null && capture.uploadHasBegun()) {
            Watch watch = new Watch(stores.timeouts().standstill());
            watch.run(() -> discard(control.order(operationId), capture, watch), Watch.Question.UNASKED);
        }
    }

    /** @return whether the whole file was there */
    private boolean discard(TransferOrder order, Capture capture, Watch watch) throws IOException {
        ImageStore store = stores.open(order.location());
        store.discard(order.file().file(), order.operationId());
        store.discard(order.file().manifest(), order.operationId());
        boolean stored = isStored(order, capture, store, watch);
        if (stored) {
            store.delete(order.file().file());
            store.delete(order.file().manifest());
        }
        return stored;
    }

    /** Forgets an upload that has succeeded. */
    void forget(UUID operationId) throws IOException {
        uploads.stop(operationId);
    }

    /** Stops the uploads that follow captures; they go on after the next start. */
    @Override
    public void close() throws IOException {
        uploads.close();
    }

    private long upload(UUID operationId, Watch watch) throws IOException {
        TransferOrder order = control.order(operationId);
        Capture capture = spool.capture(operationId)
                .orElseThrow(() -> new IOException("The spool holds no capture of operation " + operationId));
        ImageStore store = stores.open(order.location());
        try {
            long bytes = writeImage(order, capture, store, watch);
            writeManifest(order, capture, store);
            return bytes;
        } catch (IOException e) {
            if (isFinal(e)) {
                clear(order, store, e);
            }
            throw e;
        }
    }

    private static boolean isFinal(IOException failure) {
        return failure instanceof TransferCancelled
                || SiteFailures.businessFailure(failure).isPresent();
    }

    /** No attempt comes back for what was begun, and a full location has better use for its room. */
    private static void clear(TransferOrder order, ImageStore store, IOException failure) {
        for (FileName name : List.of(order.file().file(), order.file().manifest())) {
            try {
                store.discard(name, order.operationId());
            } catch (IOException e) {
                failure.addSuppressed(e);
            }
        }
    }

    private long writeImage(TransferOrder order, Capture capture, ImageStore store, Watch watch) throws IOException {
        FileName name = order.file().file();
        if (size(store, name).isEmpty()) {
            capture.beginUpload();
        }
        try {
            return store.write(
                    name, order.operationId(), content(order, capture, watch.over(progressOf(order, capture))));
        } catch (FileExists e) {
            // why: a crash may have come after the file had its name, and before anyone was told.
            if (isStored(order, capture, store, watch)) {
                return store.size(name);
            }
            throw e;
        }
    }

    private StepProgress progressOf(TransferOrder order, Capture capture) {
        ProgressReport report = new ProgressReport(order.operationId(), control, clock);
        return (bytesDone, bytesTotal, bytesMoved) -> {
            // why: until then the device tells how far it is, and the two would contradict each other.
            if (capture.disk().isComplete()) {
                report.at(bytesDone, bytesTotal, bytesMoved);
            } else {
                report.ask();
            }
        };
    }

    /** Whether the file under the image's name is the one that this capture makes, as far as its length can tell. */
    private boolean isStored(TransferOrder order, Capture capture, ImageStore store, Watch watch) throws IOException {
        OptionalLong stored = size(store, order.file().file());
        if (stored.isEmpty() || !capture.uploadHasBegun() || !capture.disk().isComplete()) {
            return false;
        }
        try (InputStream in =
                content(order, capture, watch.over(StepProgress.UNHEARD)).from(0)) {
            return in.transferTo(OutputStream.nullOutputStream()) == stored.getAsLong();
        }
    }

    private Content content(TransferOrder order, Capture capture, StepProgress progress) {
        return new CaptureContent(capture.disk(), order.file().format(), codecs, progress);
    }

    private void writeManifest(TransferOrder order, Capture capture, ImageStore store) throws IOException {
        capture.complete();
        Path manifest = capture.manifest().orElseThrow();
        FileName name = order.file().manifest();
        store.delete(name);
        store.write(name, order.operationId(), Content.of(manifest));
    }

    private static OptionalLong size(ImageStore store, FileName name) throws StorageException {
        try {
            return OptionalLong.of(store.size(name));
        } catch (FileMissing e) {
            return OptionalLong.empty();
        }
    }
}
