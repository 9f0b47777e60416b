package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.chunk.Digest;
import imprint.imaging.zstd.Frames;
import imprint.workers.image.ChecksumMismatch;
import imprint.workers.image.DigestKind;
import imprint.workers.image.FileDigest;
import imprint.workers.image.ImageCorrupt;
import imprint.workers.storage.FileMissing;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StageImageTest {

    private static final byte[] DISK = TestDisks.mixed();

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
    @CsvSource({"a.img,cat", "a.img.gz,gzip", "a.img.xz,xz -0", "a.img.bz2,bzip2 -1", "a.img.zst,zstd -1"})
    void stagesWhatWasAdded(String name, String tool) throws Exception {
        Path disk = Files.write(directory.resolve("disk"), DISK);
        Files.write(site.location.resolve(name), StoreImageTest.output(tool, disk));
        Digest manifest = site.computeChecksum.run(site.order(name, null)).manifestDigest();
        assertThat(stageAndFetch(name, manifest)).isEqualTo(DISK);
    }

    @Test
    void checksTheDigestOfTheFileThatWasOrdered() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        UUID right =
                site.order("a.img.zst", facts.manifestDigest(), facts.digests().get(DigestKind.SHA_1));
        site.stageImage.run(right, DigestKind.SHA_1);

        site.spool.discardImage(facts.manifestDigest());
        UUID wrong = site.order("a.img.zst", facts.manifestDigest(), new FileDigest(DigestKind.SHA_1, "0".repeat(40)));
        assertThatExceptionOfType(ChecksumMismatch.class)
                .isThrownBy(() -> site.stageImage.run(wrong, DigestKind.SHA_1));
        assertThat(site.spool.lease(facts.manifestDigest())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img", "a.img.gz", "a.img.zst"})
    void keepsNothingOfAnImageThatWasCutShort(String name) throws Exception {
        Digest manifest = cloned(name).manifestDigest();
        Path file = site.location.resolve(name);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 100));
        assertCorrupt(name, manifest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img", "a.img.gz", "a.img.zst"})
    void keepsNothingOfAnImageWithAFlippedBit(String name) throws Exception {
        Digest manifest = cloned(name).manifestDigest();
        byte[] bytes = Files.readAllBytes(site.location.resolve(name));
        bytes[1_000_000] ^= 1;
        Files.write(site.location.resolve(name), bytes);
        assertCorrupt(name, manifest);
    }

    @Test
    void keepsNothingOfAnotherDisk() throws Exception {
        Digest manifest = cloned("a.img").manifestDigest();
        Files.write(site.location.resolve("a.img"), TestDisks.noise(DISK.length + 4096));
        assertCorrupt("a.img", manifest);
    }

    @Test
    void fetchesAnImageOnceForAllWhoWantIt() throws Exception {
        Digest manifest = cloned("a.img.zst").manifestDigest();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                UUID operation = site.order("a.img.zst", manifest);
                threads.submit(() -> {
                    site.stageImage.run(operation, DigestKind.SHA_256);
                    return null;
                });
            }
        }
        try (var image = site.spool.lease(manifest).orElseThrow()) {
            assertThat(image.disk().isComplete()).isTrue();
            assertThat(image.disk().bytes()).isLessThan(Files.size(site.location.resolve("a.img.zst")));
        }
    }

    @Test
    void stagesAgainWhatADeviceMisses() throws Exception {
        Digest manifest = cloned("a.img.zst").manifestDigest();
        UUID operation = site.order("a.img.zst", manifest);
        TestDevice device = site.fetches(operation, manifest);
        assertThat(device.get("/images/%s/manifest").statusCode()).isEqualTo(503);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(device.get("/images/%s/chunks/3").statusCode())
                                .isEqualTo(200));
        assertThat(device.fetch(manifest)).isEqualTo(DISK);
    }

    @Test
    void namesAFileThatVanished() throws Exception {
        Digest manifest = cloned("a.img.zst").manifestDigest();
        Files.delete(site.location.resolve("a.img.zst"));
        UUID operation = site.order("a.img.zst", manifest);
        assertThatExceptionOfType(FileMissing.class)
                .isThrownBy(() -> site.stageImage.run(operation, DigestKind.SHA_256));
    }

    @Test
    void goesOnWithWhatHasArrivedBeforeARestart() throws Exception {
        Digest manifest = cloned("a.img.zst").manifestDigest();
        TransferOrder order = site.control.order(site.order("a.img.zst", manifest));
        byte[] kept = site.control.manifests().get(manifest);
        site.stageImage.run(order.operationId(), DigestKind.SHA_256);
        site.close();
        Files.delete(site.location.resolve("a.img.zst"));

        site = new TestSite(directory);
        site.control.place(order);
        site.control.manifests().put(manifest, kept);
        site.stageImage.run(order.operationId(), DigestKind.SHA_256);
        assertThat(site.fetches(order.operationId(), manifest).fetch(manifest)).isEqualTo(DISK);
    }

    @Test
    void fetchesOnlyWhatIsMissing() throws Exception {
        Digest manifest = cloned("a.img.zst").manifestDigest();
        UUID operation = site.order("a.img.zst", manifest);
        try (var image = site.spool.stage(manifest, () -> site.control.manifest(manifest));
                Frames frames = new Frames()) {
            ByteBuffer first = ByteBuffer.wrap(DISK, 0, 4 << 20);
            image.disk().append(0, ByteBuffer.wrap(frames.compress(first)), Digest.ofContent(first));
            byte[] damaged = Files.readAllBytes(site.location.resolve("a.img.zst"));
            damaged[1_000_000] ^= 1;
            Files.write(site.location.resolve("a.img.zst"), damaged);
        }
        site.stageImage.run(operation, DigestKind.SHA_256);
        assertThat(site.fetches(operation, manifest).fetch(manifest)).isEqualTo(DISK);
    }

    /** An image at the location, of which the site has no copy. */
    private ImageFacts cloned(String name) throws Exception {
        ImageFacts facts = site.clone(name, DISK);
        site.spool.discardImage(facts.manifestDigest());
        return facts;
    }

    private byte[] stageAndFetch(String name, Digest manifest) throws Exception {
        UUID operation = site.order(name, manifest);
        site.stageImage.run(operation, DigestKind.SHA_256);
        return site.fetches(operation, manifest).fetch(manifest);
    }

    private void assertCorrupt(String name, Digest manifest) {
        assertThatExceptionOfType(ImageCorrupt.class).isThrownBy(() -> stageAndFetch(name, manifest));
        assertThat(site.spool.lease(manifest)).isEmpty();
    }
}
