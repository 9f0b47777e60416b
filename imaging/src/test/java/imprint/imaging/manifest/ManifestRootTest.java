package imprint.imaging.manifest;

import static imprint.imaging.manifest.Manifests.diskOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import imprint.imaging.Content;
import imprint.imaging.Hostile;
import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManifestRootTest {

    private static final Digest PAGE = Digest.ofContent(Content.random(32));

    private final ManifestRoot root = new ManifestRoot(diskOf(8193), List.of(PAGE, PAGE));

    @Test
    void isReadBackFromBytesAndStream() throws Exception {
        assertThat(ManifestRoot.decode(root.encode())).isEqualTo(root);
        assertThat(ManifestRoot.decode(new ByteArrayInputStream(root.encode()))).isEqualTo(root);
    }

    @Test
    void isAsLongAsAnnouncedForTheLargestDisk() {
        var pages = Collections.nCopies(2048, PAGE);

        assertThat(new ManifestRoot(new DiskLayout(DiskLayout.MAX_BYTES), pages).encode())
                .hasSize(ManifestRoot.MAX_BYTES);
    }

    @Test
    void digestsItsEncodedForm() {
        assertThat(root.digest()).isEqualTo(Digest.ofContent(root.encode()));
    }

    @Test
    void hasThePagesOfItsDisk() {
        assertThatIllegalArgumentException().isThrownBy(() -> new ManifestRoot(diskOf(8193), List.of(PAGE)));
        assertThat(root.pageCount()).isEqualTo(2);
        assertThat(ManifestRoot.pageOf(8192)).isEqualTo(1);
    }

    @Test
    void refusesAnotherManifest() throws ManifestCorrupt {
        assertThat(root.verified(root.digest())).isSameAs(root);
        assertThatExceptionOfType(ManifestCorrupt.class).isThrownBy(() -> root.verified(PAGE));
    }

    @Test
    void refusesWhatWasCutShort() {
        Hostile.eachTruncation(root.encode(), ManifestRootTest::isRefused);
    }

    @Test
    void refusesGarbageBehindAnHonestHeader() {
        Hostile.eachGarbage(200, garbage -> isRefused(Content.concat(root.encode(), garbage)));
    }

    @Test
    void isTrustedOnlyAsLongAsNoBitChanges() {
        Hostile.eachBitFlip(
                root.encode(),
                flipped -> assertThatExceptionOfType(ManifestCorrupt.class)
                        .isThrownBy(() -> ManifestRoot.decode(flipped).verified(root.digest())));
    }

    @Test
    void readsNoMoreOfAnEndlessStreamThanTheLongestRoot() {
        InputStream endless = new InputStream() {
            @Override
            public int read() {
                return 'I';
            }
        };

        assertThatExceptionOfType(ManifestCorrupt.class).isThrownBy(() -> ManifestRoot.decode(endless));
    }

    private static void isRefused(byte[] encoded) {
        assertThatExceptionOfType(ManifestCorrupt.class).isThrownBy(() -> ManifestRoot.decode(encoded));
    }
}
