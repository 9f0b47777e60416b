package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.bpmn.ErrorCode;
import imprint.imaging.manifest.ManifestFile;
import imprint.testing.Need;
import imprint.workers.storage.FileExists;
import imprint.workers.storage.StorageFull;
import imprint.workflows.failure.BusinessFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

class StoreImageTest {

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
    @CsvSource({"a.img,cat", "a.img.zst,zstd -dc", "a.img.gz,gzip -dc"})
    void theToolOfTheFormatReadsTheDisk(String file, String tool) throws Exception {
        byte[] disk = TestDisks.mixed();
        site.clone(file, disk);
        assertThat(output(tool, site.location.resolve(file))).isEqualTo(disk);
    }

    @ParameterizedTest
    @MethodSource("disks")
    void storesAnyDisk(byte[] disk) throws Exception {
        ImageFacts facts = site.clone("a.img.zst", disk);
        assertThat(facts.diskBytes()).isEqualTo(disk.length);
        assertThat(output("zstd -dc", site.location.resolve("a.img.zst"))).isEqualTo(disk);
    }

    static Stream<byte[]> disks() {
        return Stream.of(
                TestDisks.zeros(), TestDisks.noise(1), TestDisks.noise(4 << 20), TestDisks.noise((8 << 20) + 4096));
    }

    @Test
    void laysTheManifestBesideTheFile() throws Exception {
        ImageFacts facts = site.clone("a.img.zst", TestDisks.mixed());
        try (ManifestFile manifest = ManifestFile.open(site.location.resolve("a.img.zst.manifest"))) {
            assertThat(manifest.root().digest()).isEqualTo(facts.manifestDigest());
        }
    }

    @Test
    void uploadsWhileTheDeviceIsStillSending() throws Exception {
        byte[] disk = TestDisks.noise(12 << 20);
        UUID operation = site.order("a.img", null);
        site.captures(operation, disk).put(disk, 0);
        Awaitility.await().until(() -> partBytes() >= 4 << 20);
        assertThat(site.location.resolve("a.img")).doesNotExist();
        site.captures(operation, disk).capture(disk);
        assertThat(site.storeImage.run(operation)).isEqualTo(disk.length);
        assertThat(site.location.resolve("a.img")).hasBinaryContent(disk);
    }

    @Test
    void tellsHowFarItIsOnlyWhenTheDeviceDoesNoMore() throws Exception {
        byte[] disk = TestDisks.noise(12 << 20);
        UUID operation = site.order("a.img", null);
        site.captures(operation, disk).put(disk, 0);
        Awaitility.await().until(() -> partBytes() >= 4 << 20);
        assertThat(site.control.progress()).isEmpty();
        site.captures(operation, disk).capture(disk);
        site.storeImage.run(operation);
        assertThat(site.control.progress()).containsOnlyKeys(operation);
    }

    @Test
    void storesAgainWithoutHarm() throws Exception {
        byte[] disk = TestDisks.mixed();
        UUID operation = site.order("a.img.zst", null);
        site.captures(operation, disk).capture(disk);
        long bytes = site.storeImage.run(operation);
        assertThat(site.storeImage.run(operation)).isEqualTo(bytes);
        site.storeImage.forget(operation);
        assertThat(site.storeImage.run(operation)).isEqualTo(bytes);
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        byte[] disk = TestDisks.mixed();
        UUID operation = site.order("a.img.zst", null);
        TransferOrder order = site.control.order(operation);
        site.captures(operation, disk).capture(disk);
        site.close();
        site = new TestSite(directory);
        site.control.place(order);
        site.storeImage.run(operation);
        assertThat(output("zstd -dc", site.location.resolve("a.img.zst"))).isEqualTo(disk);
    }

    @Test
    void leavesNothingAtALocationThatIsFull() throws Exception {
        byte[] disk = TestDisks.mixed();
        try (var full = new FullWebServer()) {
            UUID operation = site.order("a.img", null);
            TransferOrder order = site.control.order(operation);
            site.control.place(new TransferOrder(
                    operation, full.location(), order.file(), order.manifestDigest(), order.fileDigests()));
            site.captures(operation, disk).capture(disk);
            assertThatExceptionOfType(StorageFull.class).isThrownBy(() -> site.storeImage.run(operation));
            assertThat(full.begun()).isPositive();
            assertThat(full.files()).isEmpty();
        }
    }

    @Test
    void neverReplacesAFileThatWasThereBefore() throws Exception {
        Files.writeString(site.location.resolve("a.img"), "mine");
        byte[] disk = TestDisks.mixed();
        UUID operation = site.order("a.img", null);
        site.captures(operation, disk).capture(disk);
        assertThatExceptionOfType(FileExists.class)
                .isThrownBy(() -> site.storeImage.run(operation))
                .satisfies(e -> assertThat(SiteFailures.businessFailure(e))
                        .map(BusinessFailure::code)
                        .contains(ErrorCode.FILE_EXISTS));
        site.discardCapture.run(operation);
        assertThat(site.location.resolve("a.img")).hasContent("mine");
    }

    @Test
    void leavesNothingOfACancelledUpload() throws Exception {
        byte[] disk = TestDisks.noise(12 << 20);
        UUID operation = site.order("a.img", null);
        site.captures(operation, disk).put(disk, 0);
        Awaitility.await().until(() -> partBytes() > 0);
        site.control.cancel(operation);
        assertThatExceptionOfType(TransferCancelled.class).isThrownBy(() -> site.storeImage.run(operation));
        assertThat(site.location).isEmptyDirectory();
    }

    @Test
    void leavesNothingOfAnOperationThatIsDiscarded() throws Exception {
        byte[] disk = TestDisks.mixed();
        UUID operation = site.order("a.img", null);
        site.captures(operation, disk).capture(disk);
        site.storeImage.run(operation);
        site.discardCapture.run(operation);
        assertThat(site.location).isEmptyDirectory();
        assertThat(site.spool.capture(operation)).isEmpty();
    }

    @Test
    void leavesAFileThatSomebodyElsePutThereMeanwhile() throws Exception {
        byte[] disk = TestDisks.noise(12 << 20);
        UUID operation = site.order("a.img", null);
        site.captures(operation, disk).put(disk, 0);
        Awaitility.await().until(() -> partBytes() > 0);
        Files.writeString(site.location.resolve("a.img"), "mine");
        site.captures(operation, disk).capture(disk);
        assertThatExceptionOfType(FileExists.class).isThrownBy(() -> site.storeImage.run(operation));
        site.discardCapture.run(operation);
        assertThat(site.location).isDirectoryContaining("glob:**a.img").isDirectoryNotContaining("glob:**.part");
        assertThat(site.location.resolve("a.img")).hasContent("mine");
    }

    @Test
    void triesAgainAfterALocationWasMissing() throws Exception {
        byte[] disk = TestDisks.mixed();
        UUID operation = site.order("a.img", null);
        Files.delete(site.location);
        site.captures(operation, disk).capture(disk);
        assertThatExceptionOfType(IOException.class).isThrownBy(() -> site.storeImage.run(operation));
        Files.createDirectory(site.location);
        site.storeImage.run(operation);
        assertThat(site.location.resolve("a.img")).hasBinaryContent(disk);
    }

    private long partBytes() throws IOException {
        try (Stream<Path> files = Files.list(site.location)) {
            return files.filter(file -> file.toString().endsWith(".part"))
                    .mapToLong(file -> file.toFile().length())
                    .sum();
        }
    }

    static byte[] output(String tool, Path file) throws IOException {
        String[] command = tool.split(" ");
        Need.requireProgram(command[0]);
        Process process = new ProcessBuilder(command)
                .redirectInput(file.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        return process.getInputStream().readAllBytes();
    }
}
