package imprint.imaging.manifest;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.chunk.Zeros;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** Manifests of disks whose every seventh chunk is zero. */
final class Manifests {

    private Manifests() {}

    static Path write(Path file, DiskLayout disk) throws IOException {
        try (var writer = new ManifestWriter(Files.newOutputStream(file))) {
            for (long chunk = 0; chunk < disk.chunks(); chunk++) {
                writer.append(digest(disk, chunk), disk.length(chunk));
            }
            writer.finish();
        }
        return file;
    }

    /** Stands for a content; to digest a real one would take hours for the largest disk here. */
    static Digest digest(DiskLayout disk, long chunk) {
        return chunk % 7 == 3
                ? Zeros.digest(disk.length(chunk))
                : Digest.of(
                        ByteBuffer.allocate(Digest.BYTES).putLong(24, chunk + 1).array());
    }

    static DiskLayout diskOf(long chunks) {
        return new DiskLayout(chunks * DiskLayout.CHUNK_BYTES);
    }
}
