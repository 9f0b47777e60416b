package imprint.workers.spool;

import imprint.imaging.chunk.Digest;
import imprint.imaging.manifest.ManifestFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.UUID;

/** A site's copy of an image, whole or still arriving. Who uses it is noted by the spool, under its lock. */
final class SpooledImage implements Closeable {

    // why: more than ever are at work at one site at the same time.
    private static final int MOST_USERS = 10_000;

    private final Digest digest;
    private final Path directory;
    private final SpooledDisk disk;
    private final ManifestFile manifest;
    /** The operations that have used it, and when each did last: the longest ago first. */
    private final LinkedHashMap<UUID, Instant> users = new LinkedHashMap<>(16, 0.75f, true);

    private int leases;
    private Instant lastUse;

    SpooledImage(Digest digest, Path directory, SpooledDisk disk, ManifestFile manifest, Instant lastUse) {
        this.digest = digest;
        this.directory = directory;
        this.disk = disk;
        this.manifest = manifest;
        this.lastUse = lastUse;
    }

    Digest digest() {
        return digest;
    }

    Path directory() {
        return directory;
    }

    SpooledDisk disk() {
        return disk;
    }

    ManifestFile manifest() {
        return manifest;
    }

    Instant lastUse() {
        return lastUse;
    }

    boolean isLeased() {
        return leases > 0;
    }

    /** The operations that have used it after {@code since}; those before are forgotten. */
    List<UUID> usersSince(Instant since) {
        users.values().removeIf(lastUse -> !lastUse.isAfter(since));
        return List.copyOf(users.keySet());
    }

    void forget(UUID user) {
        users.remove(user);
    }

    void lease(UUID operationId, Instant now) {
        leases++;
        lastUse = now;
        users.put(operationId, now);
        if (users.size() > MOST_USERS) {
            users.pollFirstEntry();
        }
    }

    void release(Instant now) {
        leases--;
        lastUse = now;
    }

    @Override
    public void close() throws IOException {
        try (disk;
                manifest) {
            // why: both are closed, also when closing the first fails.
        }
    }
}
