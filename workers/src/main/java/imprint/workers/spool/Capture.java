package imprint.workers.spool;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.manifest.ManifestFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.UUID;

/** A disk that a device sends, kept until it is uploaded. */
public final class Capture {

    private final UUID operationId;
    private final Path directory;
    private final SpooledDisk disk;

    Capture(UUID operationId, Path directory, SpooledDisk disk) {
        this.operationId = operationId;
        this.directory = directory;
        this.disk = disk;
    }

    public UUID operationId() {
        return operationId;
    }

    public SpooledDisk disk() {
        return disk;
    }

    /** The manifest, for a capture that was completed. */
    public Optional<Path> manifest() {
        return Optional.of(SpoolFiles.manifest(directory)).filter(Files::exists);
    }

    /** Writes the manifest of a disk of which no chunk is missing; again does no harm. */
    public synchronized Digest complete() throws IOException {
        if (manifest().isEmpty()) {
            Path part = directory.resolve("manifest.part");
            disk.writeManifest(part);
            SpoolFiles.flush(part);
            Files.move(part, SpoolFiles.manifest(directory), StandardCopyOption.ATOMIC_MOVE);
        }
        try (ManifestFile written = ManifestFile.open(SpoolFiles.manifest(directory))) {
            return written.root().digest();
        }
    }

    /** Notes durably that the file of this capture is about to be written: one of its name is ours from now on. */
    public void beginUpload() throws IOException {
        Path note = directory.resolve("uploading");
        if (!uploadHasBegun()) {
            Files.createFile(note);
            SpoolFiles.flush(note);
        }
    }

    public boolean uploadHasBegun() {
        return Files.exists(directory.resolve("uploading"));
    }

    Capture of(DiskLayout layout) throws CaptureRefused {
        if (!disk.layout().equals(layout)) {
            throw new CaptureRefused("The disk that was begun to be captured had another size.");
        }
        return this;
    }

    Path directory() {
        return directory;
    }
}
