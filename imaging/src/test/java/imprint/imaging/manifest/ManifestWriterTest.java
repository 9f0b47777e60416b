package imprint.imaging.manifest;

import static imprint.imaging.chunk.DiskLayout.CHUNK_BYTES;
import static imprint.imaging.manifest.Manifests.diskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import imprint.imaging.Content;
import imprint.imaging.Hostile;
import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestWriterTest {

    private static final Digest DIGEST = Digest.ofContent(Content.random(1));

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ManifestWriter writer = new ManifestWriter(out);

    @Test
    void writesTheSameManifestWhereverItsPagesEnd() throws IOException {
        DiskLayout disk = diskOf(8192 + 100);
        ManifestRoot root = write(disk);

        byte[] first = Arrays.copyOf(out.toByteArray(), ManifestPage.MAX_BYTES);
        byte[] second = Arrays.copyOfRange(out.toByteArray(), first.length, first.length + 100 * Digest.BYTES);

        assertThat(new ManifestRoot(disk, List.of(Digest.ofContent(first), Digest.ofContent(second))))
                .isEqualTo(root)
                .extracting(ManifestRoot::digest)
                .isEqualTo(root.digest());
    }

    @Test
    void marksZerosHoweverTheyAreAppended() throws IOException {
        writer.appendZeros(CHUNK_BYTES);
        writer.append(Digest.ofContent(Content.zeros(CHUNK_BYTES)), CHUNK_BYTES);
        writer.append(Digest.ofContent(Content.zeros(512)), 512);
        writer.finish();

        assertThat(Arrays.copyOf(out.toByteArray(), 96)).containsOnly(0);
    }

    @Test
    void writesAPageThatIsTrustedWithItsRoot() throws IOException {
        ManifestRoot root = write(diskOf(10));
        byte[] encoded = Arrays.copyOf(out.toByteArray(), 10 * Digest.BYTES);
        ManifestPage page = ManifestPage.decode(root, 0, encoded);

        assertThat(page.encode()).isEqualTo(encoded);
        assertThat(page.count()).isEqualTo(10);
        Hostile.eachBitFlip(
                encoded,
                flipped -> assertThatExceptionOfType(ManifestCorrupt.class)
                        .isThrownBy(() -> ManifestPage.decode(root, 0, flipped)));
    }

    @Test
    void refusesOnePageInPlaceOfAnother() throws IOException {
        ManifestRoot root = write(diskOf(2 * 8192));
        byte[] first = Arrays.copyOf(out.toByteArray(), ManifestPage.MAX_BYTES);

        assertThatExceptionOfType(ManifestCorrupt.class).isThrownBy(() -> ManifestPage.decode(root, 1, first));
    }

    @Test
    void namesAnEmptyDisk() throws IOException {
        ManifestRoot root = writer.finish();

        assertThat(root.layout()).isEqualTo(DiskLayout.EMPTY);
        assertThat(out.toByteArray()).isEqualTo(root.encode());
    }

    @Test
    void refusesAChunkAfterAShorterOne() throws IOException {
        writer.append(DIGEST, 512);

        assertThatIllegalStateException().isThrownBy(() -> writer.append(DIGEST, CHUNK_BYTES));
    }

    private ManifestRoot write(DiskLayout disk) throws IOException {
        for (long chunk = 0; chunk < disk.chunks(); chunk++) {
            writer.append(Manifests.digest(disk, chunk), disk.length(chunk));
        }
        return writer.finish();
    }
}
