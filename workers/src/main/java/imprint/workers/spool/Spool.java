package imprint.workers.spool;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.manifest.ManifestFile;
import java.io.Closeable;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a site keeps of disks. Captures stay until they are {@linkplain #promote promoted} or discarded. When there is no
 * room, the image goes that was not used for the longest time, of those that no operation under way has used lately.
 */
public final class Spool implements Closeable {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    private final SpoolSettings settings;
    private final SpoolFiles files;
    private final UnderWay underWay;
    private final Clock clock;
    private final Room room;
    private final Map<UUID, Capture> captures = new HashMap<>();
    private final Map<Digest, SpooledImage> images = new HashMap<>();
    private final EndedCaptures ended = new EndedCaptures();

    private Spool(SpoolSettings settings, UnderWay underWay, Clock clock) {
        this.settings = settings;
        this.files = new SpoolFiles(settings.directory());
        this.underWay = underWay;
        this.clock = clock;
        this.room = new Room(settings.maxBytes(), this::evictOne);
    }

    /**
     * Opens the spool with all that was durable when it was last used.
     *
     * @param underWay asked only when there is no room
     */
    public static Spool open(SpoolSettings settings, UnderWay underWay, Clock clock) throws IOException {
        Spool spool = new Spool(settings, underWay, clock);
        spool.files.prepare();
        for (Path directory : SpoolFiles.children(spool.files.images())) {
            spool.reopenImageOrDrop(directory);
        }
        for (Path directory : SpoolFiles.children(spool.files.captures())) {
            spool.reopenCapture(directory);
        }
        return spool;
    }

    /**
     * The capture of an operation, begun now or earlier.
     *
     * @throws CaptureRefused when it has ended, or was begun for a disk of another size
     */
    public synchronized Capture capture(UUID operationId, DiskLayout layout) throws IOException {
        if (ended.contains(operationId)) {
            throw new CaptureRefused("The capture has ended.");
        }
        Capture known = captures.get(operationId);
        if (known != null) {
            return known.of(layout);
        }
        Path directory = files.captures().resolve(operationId.toString());
        Capture begun = new Capture(operationId, directory, SpooledDisk.open(directory, layout, room));
        captures.put(operationId, begun);
        return begun;
    }

    public synchronized Optional<Capture> capture(UUID operationId) {
        return Optional.ofNullable(captures.get(operationId));
    }

    /** The operations whose captures the spool holds. */
    public synchronized Set<UUID> captures() {
        return Set.copyOf(captures.keySet());
    }

    /** Turns a capture that was completed, and is safe at its storage location, into the site's copy of its image. */
    public void promote(UUID operationId) throws IOException {
        delete(promoteOrTakeAway(operationId));
    }

    /** @return what is not needed, because the site has a copy already */
    private synchronized Optional<Path> promoteOrTakeAway(UUID operationId) throws IOException {
        Capture capture = captures.get(operationId);
        if (capture == null) {
            return Optional.empty();
        }
        Digest digest = capture.complete();
        if (images.containsKey(digest)) {
            return takeAwayCapture(operationId);
        }
        Path directory = files.images().resolve(digest.hex());
        Files.move(capture.directory(), directory, StandardCopyOption.ATOMIC_MOVE);
        captures.remove(operationId);
        ended.add(operationId);
        keep(digest, directory, capture.disk(), clock.instant());
        return Optional.empty();
    }

    public void discardCapture(UUID operationId) throws IOException {
        delete(takeAwayCapture(operationId));
    }

    private synchronized Optional<Path> takeAwayCapture(UUID operationId) throws IOException {
        ended.add(operationId);
        Capture capture = captures.remove(operationId);
        if (capture == null) {
            return Optional.empty();
        }
        capture.disk().close();
        return Optional.of(takeAway(capture.directory()));
    }

    /** Uses, for an operation, an image of which the spool holds something. */
    public synchronized Optional<ImageLease> lease(Digest digest, UUID operationId) {
        return Optional.ofNullable(images.get(digest)).map(image -> lease(image, operationId));
    }

    /**
     * Uses an image for an operation, and makes room to stage it when the spool holds nothing of it yet.
     *
     * @param manifest asked only if it is needed
     * @throws imprint.imaging.manifest.ManifestCorrupt when this is not the manifest with that digest
     */
    public ImageLease stage(Digest digest, UUID operationId, ManifestSource manifest) throws IOException {
        Optional<ImageLease> known = lease(digest, operationId);
        if (known.isPresent()) {
            return known.get();
        }
        Path prepared = Files.createTempDirectory(files.passing(), "image");
        try (OutputStream out = Files.newOutputStream(SpoolFiles.manifest(prepared))) {
            manifest.writeTo(out);
        } catch (IOException | RuntimeException e) {
            SpoolFiles.delete(prepared);
            throw e;
        }
        try (ManifestFile copy = ManifestFile.open(SpoolFiles.manifest(prepared))) {
            copy.root().verified(digest);
        } catch (IOException e) {
            SpoolFiles.delete(prepared);
            throw e;
        }
        SpoolFiles.flush(SpoolFiles.manifest(prepared));
        Files.createFile(SpooledDisk.frames(prepared));
        return place(digest, operationId, prepared);
    }

    /** Forgets an image, also one in use: what was in it is not to be trusted. */
    public void discardImage(Digest digest) throws IOException {
        delete(takeAwayImage(digest));
    }

    private synchronized Optional<Path> takeAwayImage(Digest digest) throws IOException {
        SpooledImage image = images.remove(digest);
        if (image == null) {
            return Optional.empty();
        }
        image.close();
        return Optional.of(takeAway(image.directory()));
    }

    /** A new file for the caller to remove; what a crash leaves of such files goes with the next start. */
    public Path temporaryFile() throws IOException {
        return Files.createTempFile(files.passing(), "file", null);
    }

    @Override
    public synchronized void close() throws IOException {
        for (Capture capture : captures.values()) {
            capture.disk().close();
        }
        for (SpooledImage image : images.values()) {
            image.close();
        }
        captures.clear();
        images.clear();
    }

    private synchronized ImageLease place(Digest digest, UUID operationId, Path prepared) throws IOException {
        SpooledImage known = images.get(digest);
        if (known != null) {
            SpoolFiles.delete(prepared);
            return lease(known, operationId);
        }
        Path directory = files.images().resolve(digest.hex());
        Files.move(prepared, directory, StandardCopyOption.ATOMIC_MOVE);
        return lease(reopenImage(directory), operationId);
    }

    private ImageLease lease(SpooledImage image, UUID operationId) {
        image.lease(operationId, clock.instant());
        return new ImageLease(image, () -> release(image));
    }

    private synchronized void release(SpooledImage image) {
        image.release(clock.instant());
    }

    /** Asks and deletes without the lock: others must not wait for a database, or a file system, to be served. */
    private boolean evictOne() {
        Instant heldSince = clock.instant().minus(settings.keepAfterUse());
        try {
            for (SpooledImage image : unused()) {
                Optional<Path> evicted = isNeeded(image, heldSince) ? Optional.empty() : evict(image, heldSince);
                if (evicted.isPresent()) {
                    LOG.info("Image {} makes room in the spool", image.digest());
                    delete(evicted);
                    return true;
                }
            }
        } catch (IOException e) {
            LOG.warn("An image could not be removed from the spool", e);
        }
        return false;
    }

    /** The longest ago used first. */
    private synchronized List<SpooledImage> unused() {
        return images.values().stream()
                .filter(image -> !image.isLeased())
                .sorted(Comparator.comparing(SpooledImage::lastUse))
                .toList();
    }

    /** Whether an operation under way has used it after {@code since}. Users whose operation has ended are removed. */
    private boolean isNeeded(SpooledImage image, Instant since) {
        for (UUID user : usersOf(image, since)) {
            if (isUnderWay(user)) {
                return true;
            }
            forget(image, user);
        }
        return false;
    }

    private synchronized List<UUID> usersOf(SpooledImage image, Instant since) {
        return image.usersSince(since);
    }

    private synchronized void forget(SpooledImage image, UUID user) {
        image.forget(user);
    }

    /** Empty when somebody has come to use it meanwhile. */
    private synchronized Optional<Path> evict(SpooledImage image, Instant heldSince) throws IOException {
        return images.get(image.digest()) != image
                        || image.isLeased()
                        || !image.usersSince(heldSince).isEmpty()
                ? Optional.empty()
                : takeAwayImage(image.digest());
    }

    private boolean isUnderWay(UUID operationId) {
        try {
            return underWay.isUnderWay(operationId);
        } catch (IOException | RuntimeException e) {
            LOG.warn("Nobody can tell whether operation {} still needs its image: it is kept", operationId, e);
            return true;
        }
    }

    private void reopenImageOrDrop(Path directory) throws IOException {
        try {
            reopenImage(directory);
        } catch (IOException | IllegalArgumentException e) {
            // why: it is a copy, which can be fetched again.
            LOG.warn("{} is damaged and dropped from the spool", directory, e);
            SpoolFiles.delete(takeAway(directory));
        }
    }

    private SpooledImage reopenImage(Path directory) throws IOException {
        Digest digest = Digest.parse(directory.getFileName().toString());
        DiskLayout layout;
        try (ManifestFile manifest = ManifestFile.open(SpoolFiles.manifest(directory))) {
            layout = manifest.root().verified(digest).layout();
        }
        // why: the time of last use is not kept; that of the last change is the best guess after a restart.
        Instant changed =
                Files.getLastModifiedTime(SpooledDisk.frames(directory)).toInstant();
        return keep(digest, directory, SpooledDisk.open(directory, layout, room), changed);
    }

    private SpooledImage keep(Digest digest, Path directory, SpooledDisk disk, Instant lastUse) throws IOException {
        ManifestFile manifest = ManifestFile.open(SpoolFiles.manifest(directory));
        SpooledImage image = new SpooledImage(digest, directory, disk, manifest, lastUse);
        images.put(digest, image);
        return image;
    }

    private void reopenCapture(Path directory) throws IOException {
        UUID operationId = UUID.fromString(directory.getFileName().toString());
        Optional<DiskLayout> layout = SpooledDisk.layoutIn(directory);
        if (layout.isPresent()) {
            capture(operationId, layout.get());
        } else {
            SpoolFiles.delete(takeAway(directory));
        }
    }

    /** Moves a directory that is to be deleted, all at once, so that a crash leaves no half of it in its place. */
    private Path takeAway(Path directory) throws IOException {
        Path passing = files.passing().resolve(UUID.randomUUID().toString());
        return Files.move(directory, passing, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void delete(Optional<Path> takenAway) throws IOException {
        if (takenAway.isPresent()) {
            SpoolFiles.delete(takenAway.get());
        }
    }
}
