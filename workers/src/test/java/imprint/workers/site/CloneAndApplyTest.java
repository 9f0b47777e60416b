package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.chunk.Digest;
import imprint.workers.image.DigestKind;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CloneAndApplyTest {

    @TempDir
    Path directory;

    private TestSite site;

    @BeforeEach
    void open() throws Exception {
        site = new TestSite(directory);
    }

    @AfterEach
    void close() throws Exception {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img", "a.img.zst", "a.img.gz"})
    void whatWasClonedCanBeApplied(String file) throws Exception {
        byte[] disk = TestDisks.mixed();
        ImageFacts image = site.clone(file, disk);
        Digest manifest = image.manifestDigest();

        UUID apply = site.orderStaging(file, image);
        site.stageImage.run(apply, DigestKind.SHA_256);

        assertThat(site.fetches(apply, manifest).fetch(manifest)).isEqualTo(disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img", "a.img.zst", "a.img.gz"})
    void anImageIsFetchedFromItsLocationWhenTheSiteHasNoCopy(String file) throws Exception {
        byte[] disk = TestDisks.mixed();
        ImageFacts image = site.clone(file, disk);
        Digest manifest = image.manifestDigest();
        site.spool.discardImage(manifest);

        UUID apply = site.orderStaging(file, image);
        site.stageImage.run(apply, DigestKind.SHA_256);

        assertThat(site.fetches(apply, manifest).fetch(manifest)).isEqualTo(disk);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img", "a.img.zst", "a.img.gz"})
    void aDiskWithoutAByteIsClonedAndApplied(String file) throws Exception {
        byte[] disk = {};
        ImageFacts image = site.clone(file, disk);
        site.spool.discardImage(image.manifestDigest());

        UUID apply = site.orderStaging(file, image);
        site.stageImage.run(apply, DigestKind.SHA_256);
        assertThat(image.diskBytes()).isZero();
    }

    @Test
    void equalDisksHaveEqualManifestsInWhateverFormat() throws Exception {
        byte[] disk = TestDisks.mixed();
        assertThat(site.clone("a.img", disk).manifestDigest())
                .isEqualTo(site.clone("a.img.zst", disk).manifestDigest())
                .isEqualTo(site.clone("a.img.gz", disk).manifestDigest());
    }
}
