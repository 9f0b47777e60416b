package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.imaging.chunk.Digest;
import imprint.imaging.zstd.Frames;
import imprint.workers.image.ChecksumMismatch;
import imprint.workers.image.ChecksumMissing;
import imprint.workers.image.DigestKind;
import imprint.workers.image.FileDigest;
import imprint.workers.image.ImageException;
import imprint.workers.storage.FileMissing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
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
        ImageFacts image = site.computeChecksum.run(site.order(name, null));
        assertThat(stageAndFetch(name, image)).isEqualTo(DISK);
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
        assertThat(site.spool.lease(facts.manifestDigest(), UUID.randomUUID())).isEmpty();
    }

    @Test
    void anImageThatIsWholeInTheSpoolIsThereForTheNextOperation() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        site.spool.discardImage(facts.manifestDigest());
        UUID first = site.orderStaging("a.img.zst", facts);
        assertThat(site.stageImage.isStaged(first, DigestKind.SHA_256)).isFalse();
        site.stageImage.run(first, DigestKind.SHA_256);
        Files.delete(site.location.resolve("a.img.zst"));
        assertThat(site.stageImage.isStaged(site.orderStaging("a.img.zst", facts), DigestKind.SHA_256))
                .isTrue();
    }

    @Test
    void refusesAnImageWhoseDigestIsNotKnown() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        UUID operation = site.orderStaging("a.img.zst", facts);
        assertThatExceptionOfType(ChecksumMissing.class)
                .isThrownBy(() -> site.stageImage.run(operation, DigestKind.MD5))
                .withMessageContaining("no MD5")
                .satisfies(e -> assertThat(
                                SiteFailures.businessFailure(e).orElseThrow().code())
                        .isEqualTo(ErrorCode.CHECKSUM_MISSING));
        assertThat(site.spool.lease(facts.manifestDigest(), UUID.randomUUID())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img", "a.img.gz", "a.img.zst"})
    void keepsNothingOfAnImageThatWasCutShort(String name) throws Exception {
        ImageFacts image = cloned(name);
        Path file = site.location.resolve(name);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 100));
        assertRefused(name, image);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.img", "a.img.gz", "a.img.zst"})
    void keepsNothingOfAnImageWithAFlippedBit(String name) throws Exception {
        ImageFacts image = cloned(name);
        byte[] bytes = Files.readAllBytes(site.location.resolve(name));
        bytes[1_000_000] ^= 1;
        Files.write(site.location.resolve(name), bytes);
        assertRefused(name, image);
    }

    @Test
    void keepsNothingOfAnotherDisk() throws Exception {
        ImageFacts image = cloned("a.img");
        Files.write(site.location.resolve("a.img"), TestDisks.noise(DISK.length + 4096));
        assertRefused("a.img", image);
    }

    @Test
    void fetchesAnImageOnceForAllWhoWantIt() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        Digest manifest = facts.manifestDigest();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 10; i++) {
                UUID operation = site.orderStaging("a.img.zst", facts);
                threads.submit(() -> {
                    site.stageImage.run(operation, DigestKind.SHA_256);
                    return null;
                });
            }
        }
        try (var image = site.spool.lease(manifest, UUID.randomUUID()).orElseThrow()) {
            assertThat(image.disk().isComplete()).isTrue();
            assertThat(image.disk().bytes()).isLessThan(Files.size(site.location.resolve("a.img.zst")));
        }
    }

    @Test
    void checksTheDigestOfEachWhoWaitsForTheSameFetch() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        Digest manifest = facts.manifestDigest();
        UUID first = site.orderStaging("a.img.zst", facts);
        UUID right = site.order("a.img.zst", manifest, facts.digests().get(DigestKind.SHA_1));
        UUID wrong = site.order("a.img.zst", manifest, new FileDigest(DigestKind.MD5, "0".repeat(32)));
        var manifests = site.control.holdManifests();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var begun = threads.submit(() -> stage(first, DigestKind.SHA_256));
            Awaitility.await().until(() -> site.control.progress().containsKey(first));
            var joined = threads.submit(() -> stage(right, DigestKind.SHA_1));
            var refused = threads.submit(() -> stage(wrong, DigestKind.MD5));
            Awaitility.await().until(() -> site.control.progress().keySet().containsAll(Set.of(right, wrong)));
            manifests.countDown();
            assertThat(begun).succeedsWithin(Duration.ofSeconds(20));
            assertThat(joined).succeedsWithin(Duration.ofSeconds(20));
            assertThat(refused)
                    .failsWithin(Duration.ofSeconds(20))
                    .withThrowableThat()
                    .withCauseInstanceOf(ChecksumMismatch.class)
                    .withMessageContaining("MD5");
        }
    }

    private boolean stage(UUID operation, DigestKind checked) throws IOException {
        site.stageImage.run(operation, checked);
        return true;
    }

    @Test
    void stagesAgainWhatADeviceMisses() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        Digest manifest = facts.manifestDigest();
        UUID operation = site.orderStaging("a.img.zst", facts);
        TestDevice device = site.fetches(operation, manifest);
        assertThat(device.get("/images/%s/manifest").statusCode()).isEqualTo(503);
        Awaitility.await()
                .untilAsserted(
                        () -> assertThat(device.get("/images/%s/chunks/3").statusCode())
                                .isEqualTo(200));
        assertThat(device.fetch(manifest)).isEqualTo(DISK);
    }

    @Test
    void tellsADeviceWhyItsImageDoesNotComeAndReadsTheFileNoMoreForAWhile() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        byte[] bytes = Files.readAllBytes(site.location.resolve("a.img.zst"));
        bytes[1_000_000] ^= 1;
        Files.write(site.location.resolve("a.img.zst"), bytes);
        TestDevice device = site.fetches(site.orderStaging("a.img.zst", facts), facts.manifestDigest());
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                new String(device.get("/images/%s/manifest").body(), StandardCharsets.UTF_8))
                        .contains("is damaged"));
        int orders = site.control.ordersAsked();
        for (int ask = 0; ask < 10; ask++) {
            assertThat(device.get("/images/%s/manifest").statusCode()).isEqualTo(503);
        }
        assertThat(site.control.ordersAsked()).isEqualTo(orders);
    }

    @Test
    void namesAFileThatVanished() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        Digest manifest = facts.manifestDigest();
        Files.delete(site.location.resolve("a.img.zst"));
        UUID operation = site.orderStaging("a.img.zst", facts);
        assertThatExceptionOfType(FileMissing.class)
                .isThrownBy(() -> site.stageImage.run(operation, DigestKind.SHA_256));
    }

    @Test
    void goesOnWithWhatHasArrivedBeforeARestart() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        Digest manifest = facts.manifestDigest();
        TransferOrder order = site.control.order(site.orderStaging("a.img.zst", facts));
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
    void completesAnImageOfWhichSomeHasArrived() throws Exception {
        ImageFacts facts = cloned("a.img.zst");
        Digest manifest = facts.manifestDigest();
        UUID operation = site.orderStaging("a.img.zst", facts);
        try (var image = site.spool.stage(manifest, operation, out -> site.control.writeManifest(manifest, out));
                Frames frames = new Frames()) {
            ByteBuffer first = ByteBuffer.wrap(DISK, 0, 4 << 20);
            image.disk().append(0, ByteBuffer.wrap(frames.compress(first)), Digest.ofContent(first));
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

    private byte[] stageAndFetch(String name, ImageFacts image) throws Exception {
        UUID operation = site.orderStaging(name, image);
        site.stageImage.run(operation, DigestKind.SHA_256);
        return site.fetches(operation, image.manifestDigest()).fetch(image.manifestDigest());
    }

    private void assertRefused(String name, ImageFacts image) {
        assertThatThrownBy(() -> stageAndFetch(name, image)).isInstanceOf(ImageException.class);
        assertThat(site.spool.lease(image.manifestDigest(), UUID.randomUUID())).isEmpty();
    }
}
