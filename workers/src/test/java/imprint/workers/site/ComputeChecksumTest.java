package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.chunk.Digest;
import imprint.imaging.image.ImageFormat;
import imprint.workers.image.ChecksumMismatch;
import imprint.workers.image.DigestKind;
import imprint.workers.image.FileDigest;
import imprint.workers.image.FormatUnsupported;
import imprint.workers.image.ImageCorrupt;
import imprint.workers.image.ImageTooLarge;
import imprint.workers.image.WindowTooLarge;
import imprint.workers.storage.FileMissing;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ComputeChecksumTest {

    private static final byte[] DISK = TestDisks.mixed();
    private static final String ONE_SENTENCE = "The image file is damaged or cut short: (?!null).*[^.]\\.";

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
    void learnsAllOfAFileInOnePass(String name, String tool) throws Exception {
        Path file = compressed(name, tool);
        ImageFacts facts = site.computeChecksum.run(site.order(name, null));

        assertThat(facts.fileBytes()).isEqualTo(Files.size(file));
        assertThat(facts.diskBytes()).isEqualTo(DISK.length);
        assertThat(facts.manifestDigest()).isEqualTo(manifestOfDisk());
        assertThat(hex(facts, DigestKind.SHA_256)).isEqualTo(sum("sha256sum", file));
        assertThat(hex(facts, DigestKind.SHA_1)).isEqualTo(sum("sha1sum", file));
        assertThat(hex(facts, DigestKind.MD5)).isEqualTo(sum("md5sum", file));
    }

    @ParameterizedTest
    @CsvSource({"a.img.gz,gzip", "a.img.xz,xz -0", "a.img.bz2,bzip2 -1", "a.img.zst,zstd -1"})
    void readsAllMembersOfAFile(String name, String tool) throws Exception {
        Path file = site.location.resolve(name);
        Path half = Files.write(directory.resolve("half"), Arrays.copyOf(DISK, 5_000_000));
        Path rest = Files.write(directory.resolve("rest"), Arrays.copyOfRange(DISK, 5_000_000, DISK.length));
        Files.write(file, StoreImageTest.output(tool + " -c", half));
        Files.write(file, StoreImageTest.output(tool + " -c", rest), StandardOpenOption.APPEND);

        assertThat(site.computeChecksum.run(site.order(name, null)).manifestDigest())
                .isEqualTo(manifestOfDisk());
    }

    @ParameterizedTest
    @CsvSource({"a.img,cat,512", "a.img.gz,gzip,4096"})
    void learnsForWhichSectorsADiskIs(String name, String tool, int size) throws Exception {
        byte[] header = "EFI PART".getBytes(StandardCharsets.US_ASCII);
        byte[] disk = DISK.clone();
        System.arraycopy(header, 0, disk, size, header.length);
        Path file = Files.write(directory.resolve("disk"), disk);
        Files.write(site.location.resolve(name), StoreImageTest.output(tool, file));

        assertThat(site.computeChecksum.run(site.order(name, null)).sectorBytes())
                .isEqualTo(size);
    }

    @Test
    void keepsTheManifest() throws Exception {
        compressed("a.img.gz", "gzip");
        Digest manifest = site.computeChecksum.run(site.order("a.img.gz", null)).manifestDigest();
        assertThat(site.control.manifests()).containsOnlyKeys(manifest);
    }

    @Test
    void comparesTheDigestsThatAPersonGave() throws Exception {
        Path file = compressed("a.img", "cat");
        FileDigest right = new FileDigest(DigestKind.MD5, sum("md5sum", file));
        FileDigest wrong = new FileDigest(DigestKind.SHA_1, "0".repeat(40));

        assertThat(site.computeChecksum.run(site.order("a.img", null, right)).diskBytes())
                .isEqualTo(DISK.length);
        assertThatExceptionOfType(ChecksumMismatch.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order("a.img", null, right, wrong)))
                .withMessageContaining("SHA-1");
    }

    @ParameterizedTest
    @CsvSource({
        "a.img,gzip,GZIP",
        "a.img.gz,cat,RAW",
        "a.img.zst,gzip,GZIP",
        "a.img.xz,bzip2 -1,BZIP2",
        "a.img.bz2,zstd -1,ZSTD",
        "backup.bin,xz -0,XZ",
        "disk,cat,RAW"
    })
    void theContentDecidesWhateverTheNameSays(String name, String tool, ImageFormat format) throws Exception {
        compressed(name, tool);
        ImageFacts facts = site.computeChecksum.run(site.order(name, null));
        assertThat(facts.format()).isEqualTo(format);
        assertThat(facts.manifestDigest()).isEqualTo(manifestOfDisk());
    }

    @ParameterizedTest
    @CsvSource({"a.img,cat", "a.img.gz,gzip"})
    void takesADiskWithoutABootRecordWhenAPersonSaysSo(String name, String tool) throws Exception {
        Path disk = Files.write(directory.resolve("disk"), TestDisks.zeros());
        Files.write(site.location.resolve(name), StoreImageTest.output(tool, disk));

        assertThatExceptionOfType(FormatUnsupported.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order(name, null)))
                .withMessageContaining("there are zeros")
                .withMessageContaining("rawData");
        assertThat(site.computeChecksum.run(site.orderRawData(name)).diskBytes())
                .isEqualTo(TestDisks.zeros().length);
    }

    @ParameterizedTest
    @CsvSource({"a.img,cat", "a.img.gz,gzip"})
    void refusesADiskOfHalfASector(String name, String tool) throws Exception {
        Path disk = Files.write(directory.resolve("disk"), Arrays.copyOf(DISK, 5_000_001));
        Files.write(site.location.resolve(name), StoreImageTest.output(tool, disk));
        assertThatExceptionOfType(ImageCorrupt.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order(name, null)))
                .withMessageContaining("5000001 bytes are not whole sectors of 512")
                .withMessageContaining("truncate -s %512 disk.img");
    }

    @ParameterizedTest
    @CsvSource({"a.img,cat", "a.img.gz,gzip", "a.img.xz,xz", "a.img.bz2,bzip2", "a.img.zst,zstd"})
    void refusesAnEmptyDisk(String name, String tool) throws Exception {
        Path disk = Files.createFile(directory.resolve("disk"));
        Files.write(site.location.resolve(name), StoreImageTest.output(tool + " -c", disk));
        assertThatExceptionOfType(ImageCorrupt.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order(name, null)))
                .withMessageContaining("empty");
    }

    @ParameterizedTest
    @CsvSource({"a.img.gz,gzip,1", "a.img.xz,xz -0,3", "a.img.bz2,bzip2 -1,70001", "a.img.zst,zstd -1,5000"})
    void takesZerosBehindAndBetweenTheMembersOfAFile(String name, String tool, int zeros) throws Exception {
        Path file = site.location.resolve(name);
        Path half = Files.write(directory.resolve("half"), Arrays.copyOf(DISK, 5_000_000));
        Path rest = Files.write(directory.resolve("rest"), Arrays.copyOfRange(DISK, 5_000_000, DISK.length));
        Files.write(file, StoreImageTest.output(tool + " -c", half));
        Files.write(file, new byte[zeros], StandardOpenOption.APPEND);
        Files.write(file, StoreImageTest.output(tool + " -c", rest), StandardOpenOption.APPEND);
        Files.write(file, new byte[zeros], StandardOpenOption.APPEND);

        assertThat(site.computeChecksum.run(site.order(name, null)).manifestDigest())
                .isEqualTo(manifestOfDisk());
    }

    @ParameterizedTest
    @CsvSource({"a.img.gz,gzip", "a.img.xz,xz -0", "a.img.bz2,bzip2 -1", "a.img.zst,zstd -1"})
    void refusesAFileThatIsCutShort(String name, String tool) throws Exception {
        Path file = compressed(name, tool);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), (int) Files.size(file) - 7));
        assertThatExceptionOfType(ImageCorrupt.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order(name, null)))
                .withMessageMatching(ONE_SENTENCE);
    }

    @ParameterizedTest
    @CsvSource({"a.img.gz,gzip", "a.img.xz,xz -0", "a.img.bz2,bzip2 -1", "a.img.zst,zstd -1"})
    void refusesAFileWithAFlippedBit(String name, String tool) throws Exception {
        Path file = compressed(name, tool);
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 16;
        Files.write(file, bytes);
        assertThatExceptionOfType(ImageCorrupt.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order(name, null)))
                .withMessageMatching(ONE_SENTENCE);
    }

    @ParameterizedTest
    @CsvSource({"a.img.gz,gzip", "a.img.xz,xz -0", "a.img.bz2,bzip2 -1", "a.img.zst,zstd -1"})
    void refusesAFileWithRubbishAtItsEnd(String name, String tool) throws Exception {
        Path file = compressed(name, tool);
        long bytes = Files.size(file);
        Files.writeString(file, "rubbish and more of it", StandardOpenOption.APPEND);
        assertThatExceptionOfType(ImageCorrupt.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order(name, null)))
                .withMessageContaining("is whole")
                .withMessageContaining("head -c %d", bytes);
    }

    @Test
    void refusesAFileThatWouldTakeTooMuchMemory() throws Exception {
        Path file = site.location.resolve("a.img.xz");
        Files.write(file, StoreImageTest.output("xz -0 --lzma2=dict=1GiB -c", compressed("b.img", "cat")));
        assertThatExceptionOfType(WindowTooLarge.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order("a.img.xz", null)))
                .withMessageContaining("a dictionary of 1024 MiB, and 128 MiB is the most");
    }

    @ParameterizedTest
    @CsvSource({"a.img,cat", "a.img.gz,gzip -1", "a.img.zst,zstd -1"})
    void stopsAtTheLargestDisk(String name, String tool) throws Exception {
        Path disk = Files.write(directory.resolve("disk"), DISK);
        try (FileChannel file = FileChannel.open(disk, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.allocate(1), TestSite.LARGEST_DISK + 511);
        }
        Files.write(site.location.resolve(name), StoreImageTest.output(tool, disk));
        assertThatExceptionOfType(ImageTooLarge.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order(name, null)))
                .withMessageContaining("more than %d bytes", TestSite.LARGEST_DISK)
                .withMessageContaining("imprint.images.largest-disk");
    }

    @Test
    void provesThatAnUploadWasStoredWhole() throws Exception {
        UUID operation = site.order("a.img", null);
        Digest manifest = site.captures(operation, DISK).capture(DISK);
        site.storeImage.run(operation);
        byte[] changed = DISK.clone();
        changed[77] ^= 1;
        Files.write(site.location.resolve("a.img"), changed);
        UUID check = site.order("a.img", manifest);
        assertThatExceptionOfType(ChecksumMismatch.class).isThrownBy(() -> site.computeChecksum.run(check));
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatExceptionOfType(FileMissing.class)
                .isThrownBy(() -> site.computeChecksum.run(site.order("a.img", null)));
    }

    @Test
    void stopsWhenItIsCancelled() throws Exception {
        compressed("a.img", "cat");
        UUID operation = site.order("a.img", null);
        site.control.cancel(operation);
        assertThatThrownBy(() -> site.computeChecksum.run(operation)).isInstanceOf(TransferCancelled.class);
    }

    private Path compressed(String name, String tool) throws IOException {
        Path disk = Files.write(directory.resolve("disk"), DISK);
        return Files.write(site.location.resolve(name), StoreImageTest.output(tool, disk));
    }

    private Digest manifestOfDisk() throws Exception {
        Files.write(site.location.resolve("reference.img"), DISK);
        return site.computeChecksum.run(site.order("reference.img", null)).manifestDigest();
    }

    private static String hex(ImageFacts facts, DigestKind kind) {
        return facts.digests().get(kind).hex();
    }

    private static String sum(String tool, Path file) throws IOException {
        return new String(StoreImageTest.output(tool, file), StandardCharsets.UTF_8).split(" ")[0];
    }
}
