package imprint.imaging.manifest;

import static imprint.imaging.manifest.Manifests.diskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.Content;
import imprint.imaging.Hostile;
import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestFileTest {

    @TempDir
    private Path directory;

    @ParameterizedTest
    @ValueSource(longs = {0, 1, 8191, 8192, 8193, 20_000})
    void namesEachChunkOfADisk(long chunks) throws IOException {
        DiskLayout disk = diskOf(chunks);

        try (var manifest = ManifestFile.open(written(disk))) {
            assertThat(manifest.root().layout()).isEqualTo(disk);
            for (long chunk = 0; chunk < chunks; chunk++) {
                ManifestPage page = manifest.pageOf(chunk);
                assertThat(page.digest(chunk)).isEqualTo(Manifests.digest(disk, chunk));
                assertThat(page.isZero(chunk)).isEqualTo(chunk % 7 == 3);
            }
        }
    }

    @Test
    void namesAShorterLastChunk() throws IOException {
        DiskLayout disk = new DiskLayout(3L * DiskLayout.CHUNK_BYTES + 512);

        try (var manifest = ManifestFile.open(written(disk))) {
            assertThat(manifest.root().layout()).isEqualTo(disk);
            assertThat(manifest.page(0).isZero(3)).isTrue();
            assertThat(manifest.page(0).digest(3)).isEqualTo(Digest.ofContent(Content.zeros(512)));
        }
    }

    @Test
    void holdsTwoMillionChunksInFlatMemory() throws IOException {
        DiskLayout disk = diskOf(2_000_000);
        long before = usedMemory();
        Path file = written(disk);

        try (var manifest = ManifestFile.open(file)) {
            for (long chunk = 0; chunk < disk.chunks(); chunk += 1000) {
                manifest.pageOf(chunk).digest(chunk);
            }
            assertThat(usedMemory() - before).isLessThan(Files.size(file) / 8);
            assertThat(manifest.root().encode()).hasSizeLessThan(8 << 10);
        }
    }

    @Test
    void hasNoPagePastItsEnd() throws IOException {
        try (var manifest = ManifestFile.open(written(diskOf(5)))) {
            assertThatExceptionOfType(IndexOutOfBoundsException.class).isThrownBy(() -> manifest.page(1));
            assertThatExceptionOfType(IndexOutOfBoundsException.class)
                    .isThrownBy(() -> manifest.page(0).digest(5));
        }
    }

    @Test
    void refusesAFileThatWasCutShort() throws IOException {
        Path file = written(diskOf(30));
        byte[] whole = Files.readAllBytes(file);

        Hostile.eachTruncation(whole, bytes -> {
            Files.write(file, bytes);
            assertThatExceptionOfType(ManifestCorrupt.class).isThrownBy(() -> ManifestFile.open(file));
        });
    }

    @Test
    void neverServesAPageThatWasTamperedWith() throws IOException {
        Path file = written(diskOf(30));
        byte[] whole = Files.readAllBytes(file);
        Digest digest = digest(file);

        Hostile.eachBitFlip(whole, bytes -> {
            Files.write(file, bytes);
            assertThatExceptionOfType(ManifestCorrupt.class).isThrownBy(() -> readVerified(file, digest));
        });
    }

    private static void readVerified(Path file, Digest digest) throws IOException {
        try (var manifest = ManifestFile.open(file)) {
            manifest.root().verified(digest);
            manifest.page(0);
        }
    }

    private static Digest digest(Path file) throws IOException {
        try (var manifest = ManifestFile.open(file)) {
            return manifest.root().digest();
        }
    }

    private Path written(DiskLayout disk) throws IOException {
        return Manifests.write(directory.resolve("disk.manifest"), disk);
    }

    private static long usedMemory() {
        System.gc();
        return Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
    }
}
