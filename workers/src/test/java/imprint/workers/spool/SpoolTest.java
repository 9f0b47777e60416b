package imprint.workers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import imprint.imaging.chunk.Digest;
import imprint.imaging.chunk.DiskLayout;
import imprint.imaging.manifest.ManifestCorrupt;
import imprint.imaging.manifest.ManifestRoot;
import imprint.imaging.manifest.ManifestWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolTest {

    private static final DiskLayout FIVE_CHUNKS = new DiskLayout(4L * DiskLayout.CHUNK_BYTES + 7);
    private static final UUID OPERATION = UUID.randomUUID();
    private static final UUID USER = UUID.randomUUID();
    private static final int ROOM = 1000;

    @TempDir
    Path directory;

    private final Set<UUID> underWay = new HashSet<>(Set.of(USER));
    private Spool spool;

    @BeforeEach
    void open() throws IOException {
        spool = open(Duration.ZERO);
    }

    @AfterEach
    void close() throws IOException {
        spool.close();
    }

    @Test
    void tellsWhichChunksHaveArrived() throws Exception {
        SpooledDisk disk = capture();
        put(disk, 0, "zero");
        disk.appendZeros(3, 2);
        assertThat(disk.bitmap()).containsExactly(0b11001);
        assertThat(disk.missing()).isEqualTo(2);
    }

    @Test
    void givesBackWhatItWasGiven() throws Exception {
        put(capture(), 2, "two");
        assertThat(text(capture(), 2)).isEqualTo("two");
        assertThat(capture().digest(2)).isEqualTo(digest("two"));
    }

    @Test
    void goesOnAfterARestart() throws Exception {
        put(capture(), 2, "two");
        capture().appendZeros(3, 2);
        reopen();
        assertThat(capture().bitmap()).containsExactly(0b11100);
        put(capture(), 0, "zero");
        assertThat(text(capture(), 2)).isEqualTo("two");
        assertThat(text(capture(), 0)).isEqualTo("zero");
    }

    @Test
    void forgetsAnEntryThatAPowerCutHasTorn() throws Exception {
        put(capture(), 0, "zero");
        put(capture(), 1, "one");
        spool.close();
        Path journal = captureFile("journal");
        try (var file = Files.newByteChannel(journal, StandardOpenOption.WRITE)) {
            file.truncate(Files.size(journal) - 10);
        }
        spool = open(Duration.ZERO);
        assertThat(capture().bitmap()).containsExactly(0b00001);
        put(capture(), 1, "one");
        reopen();
        assertThat(text(capture(), 1)).isEqualTo("one");
    }

    @Test
    void forgetsAnEntryWithAFlippedBit() throws Exception {
        put(capture(), 0, "zero");
        put(capture(), 1, "one");
        spool.close();
        byte[] journal = Files.readAllBytes(captureFile("journal"));
        journal[journal.length - 30] ^= 1;
        Files.write(captureFile("journal"), journal);
        spool = open(Duration.ZERO);
        assertThat(capture().bitmap()).containsExactly(0b00001);
    }

    @Test
    void cutsOffAFrameThatNoEntryNames() throws Exception {
        put(capture(), 0, "zero");
        spool.close();
        Files.write(captureFile("frames"), new byte[100], StandardOpenOption.APPEND);
        spool = open(Duration.ZERO);
        assertThat(captureFile("frames")).hasSize(4);
        assertThat(capture().bytes()).isEqualTo(4);
    }

    @Test
    void givesBackTheRoomOfAFrameThatCouldNotBeWritten() throws Exception {
        Path begun = Files.createDirectories(directory.resolve("captures").resolve(OPERATION.toString()));
        Files.createSymbolicLink(begun.resolve("frames"), Path.of("/dev/full"));
        assertThatIOException().isThrownBy(() -> put(capture(), 0, "x".repeat(600)));
        assertThat(capture().has(0)).isFalse();
        assertThat(capture().bytes()).isZero();
        stage(ROOM);
    }

    @Test
    void takesTheSameChunkAgain() throws Exception {
        put(capture(), 0, "zero");
        put(capture(), 0, "zero");
        assertThat(capture().bytes()).isEqualTo(4);
    }

    @Test
    void refusesAChunkThatHasChanged() throws Exception {
        put(capture(), 0, "zero");
        assertThatExceptionOfType(CaptureRefused.class).isThrownBy(() -> put(capture(), 0, "other"));
        assertThatExceptionOfType(CaptureRefused.class)
                .isThrownBy(() -> capture().appendZeros(0, 1));
    }

    @Test
    void refusesADiskOfAnotherSize() throws Exception {
        capture();
        assertThatExceptionOfType(CaptureRefused.class).isThrownBy(() -> spool.capture(OPERATION, new DiskLayout(5)));
    }

    @Test
    void keepsAllOfManyChunksThatArriveAtOnce() throws Exception {
        DiskLayout large = new DiskLayout(64L * DiskLayout.CHUNK_BYTES);
        SpooledDisk disk = spool.capture(OPERATION, large).disk();
        CountDownLatch go = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int chunk = 0; chunk < 64; chunk++) {
                int number = chunk;
                threads.submit(() -> {
                    go.await();
                    put(disk, number, "chunk" + number);
                    return null;
                });
            }
            go.countDown();
        }
        reopen();
        SpooledDisk reopened = spool.capture(OPERATION, large).disk();
        for (int chunk = 0; chunk < 64; chunk++) {
            assertThat(text(reopened, chunk)).isEqualTo("chunk" + chunk);
        }
    }

    @Test
    void wakesThoseWhoWaitForAChunk() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var waiting = threads.submit(() -> capture().await(1, Duration.ofSeconds(20)));
            put(capture(), 1, "one");
            assertThat(waiting.get()).isTrue();
        }
        assertThat(capture().await(2, Duration.ZERO)).isFalse();
    }

    @Test
    void isFullRatherThanForgettingACapture() throws Exception {
        put(capture(), 0, "x".repeat(ROOM));
        assertThatExceptionOfType(SpoolFull.class).isThrownBy(() -> put(capture(), 1, "y"));
        assertThat(text(capture(), 0)).hasSize(ROOM);
    }

    @Test
    void evictsTheImageThatWasNotUsedForTheLongestTime() throws Exception {
        Digest older = stage(600);
        Digest newer = stage(300);
        spool.lease(older, OPERATION).orElseThrow().close();
        stage(200);
        assertThat(spool.lease(newer, OPERATION)).isEmpty();
        assertThat(spool.lease(older, OPERATION)).isPresent();
    }

    @Test
    void neverEvictsAnImageInUse() throws Exception {
        Digest used = stage(600);
        try (ImageLease lease = spool.lease(used, OPERATION).orElseThrow()) {
            assertThatExceptionOfType(SpoolFull.class).isThrownBy(() -> put(capture(), 0, "x".repeat(500)));
            assertThat(lease.disk().has(0)).isTrue();
        }
        assertThatCode(() -> put(capture(), 0, "x".repeat(500))).doesNotThrowAnyException();
    }

    @Test
    void holdsAnImageForAnOperationThatIsUnderWay() throws Exception {
        holdImagesFor(Duration.ofMinutes(10));
        stage(600);
        assertThatExceptionOfType(SpoolFull.class).isThrownBy(() -> put(capture(), 0, "x".repeat(500)));
    }

    @Test
    void dropsAnImageWhoseOperationsHaveEnded() throws Exception {
        holdImagesFor(Duration.ofMinutes(10));
        stage(600);
        underWay.clear();
        assertThatCode(() -> put(capture(), 0, "x".repeat(500))).doesNotThrowAnyException();
    }

    @Test
    void dropsAnImageThatWasNeverAskedFor() throws Exception {
        holdImagesFor(Duration.ofMinutes(10));
        put(capture(), 0, "x".repeat(600));
        capture().appendZeros(1, 4);
        spool.capture(OPERATION).orElseThrow().complete();
        spool.promote(OPERATION);
        stage(500);
    }

    @Test
    void servesOthersWhileItIsAskedWhetherAnImageIsNeeded() throws Exception {
        spool.close();
        try (var others = Executors.newVirtualThreadPerTaskExecutor()) {
            UnderWay slow = _ -> {
                try {
                    return others.submit(() -> spool.captures().isEmpty()).get(10, TimeUnit.SECONDS);
                } catch (Exception e) {
                    throw new IOException(e);
                }
            };
            spool = Spool.open(new SpoolSettings(directory, ROOM, Duration.ofMinutes(10)), slow, Clock.systemUTC());
            stage(600);
            // why: the answer is false, for there is a capture, only if it came in time.
            assertThatCode(() -> put(capture(), 0, "x".repeat(500))).doesNotThrowAnyException();
        }
    }

    @Test
    void keepsAnImageThatIsUsedWhileItIsAskedWhetherItIsNeeded() throws Exception {
        spool.close();
        List<Digest> staged = new ArrayList<>();
        List<ImageLease> leases = new ArrayList<>();
        UnderWay meanwhile = _ -> {
            spool.lease(staged.getFirst(), OPERATION).ifPresent(leases::add);
            return false;
        };
        spool = Spool.open(new SpoolSettings(directory, ROOM, Duration.ofMinutes(10)), meanwhile, Clock.systemUTC());
        staged.add(stage(600));
        assertThatExceptionOfType(SpoolFull.class).isThrownBy(() -> put(capture(), 0, "x".repeat(500)));
        assertThat(leases)
                .singleElement()
                .extracting(lease -> lease.disk().has(0))
                .isEqualTo(true);
    }

    private void holdImagesFor(Duration keepAfterUse) throws IOException {
        spool.close();
        spool = open(keepAfterUse);
    }

    @Test
    void servesACaptureAsAnImageOnceItIsPromoted() throws Exception {
        put(capture(), 0, "zero");
        capture().appendZeros(1, 4);
        Digest manifest = spool.capture(OPERATION).orElseThrow().complete();
        spool.promote(OPERATION);
        assertThat(spool.capture(OPERATION)).isEmpty();
        reopen();
        try (ImageLease image = spool.lease(manifest, OPERATION).orElseThrow()) {
            assertThat(text(image.disk(), 0)).isEqualTo("zero");
            assertThat(image.manifest().root().digest()).isEqualTo(manifest);
        }
    }

    @Test
    void takesNoMoreOfACaptureThatHasEnded() throws Exception {
        put(capture(), 0, "zero");
        spool.discardCapture(OPERATION);
        assertThatExceptionOfType(CaptureRefused.class).isThrownBy(this::capture);
        assertThat(directory.resolve("captures")).isEmptyDirectory();
        stage(ROOM);
    }

    @Test
    void stagesNothingUnderAManifestOfAnotherDigest() throws Exception {
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        manifest(manifest, digest("other"));
        assertThatExceptionOfType(ManifestCorrupt.class)
                .isThrownBy(() -> spool.stage(digest("x"), OPERATION, manifest::writeTo));
        assertThat(spool.lease(digest("x"), OPERATION)).isEmpty();
    }

    @Test
    void dropsADamagedImageWhenItIsOpened() throws Exception {
        Digest digest = stage(100);
        spool.close();
        Files.write(directory.resolve("images/" + digest.hex() + "/frames"), new byte[3]);
        spool = open(Duration.ZERO);
        assertThat(spool.lease(digest, OPERATION)).isEmpty();
        assertThat(directory.resolve("images")).isEmptyDirectory();
    }

    private Spool open(Duration keepAfterUse) throws IOException {
        return Spool.open(new SpoolSettings(directory, ROOM, keepAfterUse), underWay::contains, Clock.systemUTC());
    }

    private void reopen() throws IOException {
        spool.close();
        spool = open(Duration.ZERO);
    }

    private SpooledDisk capture() throws IOException {
        return spool.capture(OPERATION, FIVE_CHUNKS).disk();
    }

    private Path captureFile(String name) {
        return directory.resolve("captures").resolve(OPERATION.toString()).resolve(name);
    }

    /** An image of one chunk, whose frame has this many bytes. */
    private Digest stage(int bytes) throws IOException {
        Digest content = digest("content" + bytes);
        ByteArrayOutputStream manifest = new ByteArrayOutputStream();
        Digest digest = manifest(manifest, content).digest();
        try (ImageLease image = spool.stage(digest, USER, manifest::writeTo)) {
            image.disk().append(0, ByteBuffer.allocate(bytes), content);
        }
        return digest;
    }

    private static ManifestRoot manifest(ByteArrayOutputStream into, Digest content) throws IOException {
        try (ManifestWriter manifest = new ManifestWriter(into)) {
            manifest.append(content, 100);
            return manifest.finish();
        }
    }

    private static void put(SpooledDisk disk, long chunk, String text) throws IOException {
        disk.append(chunk, ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8)), digest(text));
    }

    private static String text(SpooledDisk disk, long chunk) throws IOException {
        return StandardCharsets.UTF_8.decode(disk.place(chunk).read()).toString();
    }

    private static Digest digest(String text) {
        return Digest.ofContent(text.getBytes(StandardCharsets.UTF_8));
    }
}
