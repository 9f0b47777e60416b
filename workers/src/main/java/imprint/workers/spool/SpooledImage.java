package imprint.workers.spool;

import imprint.imaging.chunk.Digest;
import imprint.imaging.manifest.ManifestFile;
import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/** A site's copy of an image, whole or still arriving. Who uses it is noted by the spool, under its lock. */
final class SpooledImage implements Closeable {

    private final Digest digest;
    private final Path directory;
    private final SpooledDisk disk;
    private final ManifestFile manifest;
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

    boolean isUnusedSince(Instant time) {
        return leases == 0 && !lastUse.isAfter(time);
    }

    void lease(Instant now) {
        leases++;
        lastUse = now;
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
