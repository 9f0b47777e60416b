package imprint.workers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a spool finds after a power cut, and after ends that came between two of its steps. */
class SpoolAfterACrashTest {

    private static final DiskLayout THREE_CHUNKS = new DiskLayout(3L * DiskLayout.CHUNK_BYTES);
    private static final UUID OPERATION = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();
    private static final int ROOM = 1000;

    @TempDir
    Path directory;

    private Spool spool;

    @BeforeEach
    void open() throws IOException {
        spool = open(ROOM);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void tellsOfNoChunkThatItDoesNotHaveWhereverTheJournalWasCut() throws Exception {
        fill(OPERATION);
        spool.close();
        byte[] journal = Files.readAllBytes(captureFile("journal"));
        byte[] frames = Files.readAllBytes(captureFile("frames"));
        for (int length = journal.length; length >= 0; length--) {
            Files.createDirectories(captureFile("journal").getParent());
            Files.write(captureFile("journal"), Arrays.copyOf(journal, length));
            Files.write(captureFile("frames"), frames);
            spool = open(ROOM);
            int entries = length / EntryFormat.BYTES;
            assertThat(spool.capture(OPERATION).isPresent())
                    .as("cut to %s bytes", length)
                    .isEqualTo(entries > 0);
            SpooledDisk disk = disk(OPERATION);
            for (int chunk = 0; chunk < 3; chunk++) {
                assertThat(disk.has(chunk))
                        .as("chunk %s, cut to %s bytes", chunk, length)
                        .isEqualTo(chunk + 1 < entries);
                if (disk.has(chunk)) {
                    assertThat(text(disk, chunk)).isEqualTo("chunk" + chunk);
                }
            }
            spool.close();
        }
        spool = open(ROOM);
    }

    @Test
    void takesInAgainWhatACutHasTakenAway() throws Exception {
        Digest whole = fill(OPERATION);
        spool.close();
        byte[] journal = Files.readAllBytes(captureFile("journal"));
        Files.write(captureFile("journal"), Arrays.copyOf(journal, journal.length - 70));
        Files.delete(captureFile("manifest"));
        spool = open(ROOM);
        assertThat(disk(OPERATION).missing()).isEqualTo(2);
        assertThat(fill(OPERATION)).isEqualTo(whole);
        for (int chunk = 0; chunk < 3; chunk++) {
            assertThat(text(disk(OPERATION), chunk)).isEqualTo("chunk" + chunk);
        }
    }

    @Test
    void removesWhatWasOnItsWayInOrOut() throws Exception {
        Path left = Files.createDirectories(directory.resolve("passing/image1"));
        Files.writeString(left.resolve("manifest"), "half of it");
        Files.writeString(directory.resolve("passing/file1"), "half of it");
        reopen(ROOM);
        assertThat(directory.resolve("passing")).isEmptyDirectory();
    }

    @Test
    void removesACaptureThatHadNotBegun() throws Exception {
        Files.createDirectories(captureFile("journal").getParent());
        reopen(ROOM);
        assertThat(spool.captures()).isEmpty();
        assertThat(directory.resolve("captures")).isEmptyDirectory();
    }

    @Test
    void completesACaptureWhoseManifestWasBegun() throws Exception {
        Digest manifest = fill(OPERATION);
        Files.move(captureFile("manifest"), captureFile("manifest.part"));
        Files.writeString(captureFile("manifest.part"), "half of it");
        reopen(ROOM);
        assertThat(spool.capture(OPERATION).orElseThrow().manifest()).isEmpty();
        assertThat(spool.capture(OPERATION).orElseThrow().complete()).isEqualTo(manifest);
        assertThat(captureFile("manifest.part")).doesNotExist();
    }

    @Test
    void knowsThatAnUploadHadBegun() throws Exception {
        fill(OPERATION);
        assertThat(spool.capture(OPERATION).orElseThrow().uploadHasBegun()).isFalse();
        spool.capture(OPERATION).orElseThrow().beginUpload();
        spool.capture(OPERATION).orElseThrow().beginUpload();
        reopen(ROOM);
        assertThat(spool.capture(OPERATION).orElseThrow().uploadHasBegun()).isTrue();
    }

    @Test
    void keepsACaptureThatIsLargerThanItsNewSettingAllows() throws Exception {
        fill(OPERATION);
        reopen(10);
        assertThat(text(disk(OPERATION), 0)).isEqualTo("chunk0");
        assertThatExceptionOfType(SpoolFull.class).isThrownBy(() -> put(OTHER, 0));
        spool.discardCapture(OPERATION);
        assertThatCode(() -> put(OTHER, 0)).doesNotThrowAnyException();
    }

    @Test
    void promotesOnceAndDoesNotMindToBeAskedAgain() throws Exception {
        Digest manifest = fill(OPERATION);
        spool.promote(OPERATION);
        spool.promote(OPERATION);
        assertThat(spool.lease(manifest, OTHER)).isPresent();
        reopen(ROOM);
        spool.promote(OPERATION);
        assertThat(spool.lease(manifest, OTHER)).isPresent();
    }

    @Test
    void keepsOneCopyOfADiskThatWasCapturedTwice() throws Exception {
        Digest manifest = fill(OPERATION);
        assertThat(fill(OTHER)).isEqualTo(manifest);
        spool.promote(OPERATION);
        spool.promote(OTHER);
        try (ImageLease image = spool.lease(manifest, OTHER).orElseThrow()) {
            assertThat(text(image.disk(), 2)).isEqualTo("chunk2");
        }
        assertThat(directory.resolve("captures")).isEmptyDirectory();
        assertThat(directory.resolve("passing")).isEmptyDirectory();
        assertThatCode(() -> append(UUID.randomUUID(), 0, "x".repeat(ROOM - 18)))
                .doesNotThrowAnyException();
    }

    @Test
    void promotesNoCaptureOfWhichAChunkIsMissing() throws Exception {
        put(OPERATION, 0);
        put(OPERATION, 2);
        assertThatExceptionOfType(IllegalStateException.class).isThrownBy(() -> spool.promote(OPERATION));
        assertThat(disk(OPERATION).bitmap()).containsExactly(0b101);
        put(OPERATION, 1);
        spool.promote(OPERATION);
        assertThat(spool.captures()).isEmpty();
    }

    @Test
    void dropsAnImageUnderAWrongNameAndAFileThatIsNoImage() throws Exception {
        Digest manifest = fill(OPERATION);
        spool.promote(OPERATION);
        spool.close();
        Path images = directory.resolve("images");
        Digest other = Digest.ofContent(new byte[] {1});
        Files.move(images.resolve(manifest.hex()), images.resolve(other.hex()));
        Files.createDirectories(images.resolve("notes"));
        spool = open(ROOM);
        assertThat(spool.lease(other, OTHER)).isEmpty();
        assertThat(images).isEmptyDirectory();
        assertThatCode(() -> append(OTHER, 0, "x".repeat(ROOM))).doesNotThrowAnyException();
    }

    private Spool open(int bytes) throws IOException {
        return Spool.open(new SpoolSettings(directory, bytes, Duration.ZERO), _ -> true, Clock.systemUTC());
    }

    private void reopen(int bytes) throws IOException {
        spool.close();
        spool = open(bytes);
    }

    private Path captureFile(String name) {
        return directory.resolve("captures").resolve(OPERATION.toString()).resolve(name);
    }

    private Digest fill(UUID operation) throws IOException {
        for (int chunk = 0; chunk < 3; chunk++) {
            put(operation, chunk);
        }
        return spool.capture(operation).orElseThrow().complete();
    }

    private void put(UUID operation, int chunk) throws IOException {
        append(operation, chunk, "chunk" + chunk);
    }

    private void append(UUID operation, int chunk, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        disk(operation).append(chunk, ByteBuffer.wrap(bytes), Digest.ofContent(bytes));
    }

    private SpooledDisk disk(UUID operation) throws IOException {
        return spool.capture(operation, THREE_CHUNKS).disk();
    }

    private static String text(SpooledDisk disk, long chunk) throws IOException {
        return StandardCharsets.UTF_8.decode(disk.place(chunk).read()).toString();
    }
}
