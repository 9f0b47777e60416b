package imprint.workers.site;

import static imprint.workers.site.Watch.Question.UNASKED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import imprint.imaging.manifest.ManifestWriter;
import imprint.workers.image.DigestKind;
import imprint.workers.image.ImageFile;
import imprint.workers.storage.Places;
import imprint.workers.storage.StorageTimeouts;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A location that takes every connection and says nothing, with a server's patience that is longer than the step's. */
@Timeout(value = 30, unit = TimeUnit.SECONDS)
class StandstillTest {

    private static final Duration LONG = Duration.ofMinutes(5);
    private static final byte[] DISK = TestDisks.mixed();

    @TempDir
    Path directory;

    private ServerSocket silent;
    private TestSite site;

    @BeforeEach
    void open() throws IOException {
        silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        site = new TestSite(directory, new StorageTimeouts(LONG, LONG, LONG, Duration.ofSeconds(2)));
    }

    @AfterEach
    void close() throws IOException {
        silent.close();
        site.close();
    }

    @Test
    void failsTheAttemptAndTheNextWaitsForNoneBefore() throws IOException {
        UUID operation = moved(site.order("a.img", null));
        assertStandsStill(() -> site.computeChecksum.run(operation));
        assertStandsStill(() -> site.computeChecksum.run(operation));
    }

    @Test
    void failsAnUpload() throws Exception {
        UUID operation = site.order("a.img", null);
        TransferOrder there = site.control.order(operation);
        moved(operation);
        site.captures(operation, DISK).capture(DISK);
        assertStandsStill(() -> site.storeImage.run(operation));
        site.control.place(there);
        assertThat(site.storeImage.run(operation)).isEqualTo(DISK.length);
    }

    @Test
    void failsAStaging() throws Exception {
        ImageFacts image = site.clone("a.img", DISK);
        site.spool.discardImage(image.manifestDigest());
        UUID operation = site.orderStaging("a.img", image);
        TransferOrder there = site.control.order(operation);
        moved(operation);
        assertStandsStill(() -> site.stageImage.run(operation, DigestKind.SHA_256));
        site.control.place(there);
        site.stageImage.run(operation, DigestKind.SHA_256);
    }

    @Test
    void leavesAThreadThatNoInterruptReachesAndTellsItToEnd() {
        Watch watch = new Watch(Duration.ofMillis(100));
        assertStandsStill(() -> watch.run(
                () -> {
                    new Semaphore(0).acquireUninterruptibly();
                    return 0;
                },
                UNASKED));
        assertThatIOException().isThrownBy(watch::pieceMoved);
    }

    @Test
    void failsATransferThatComesDropByDrop() throws IOException {
        try (var dripping = new DrippingFile(DISK.length)) {
            UUID operation = at(site, dripping.port(), site.order("a.img", null));
            assertStandsStill(() -> site.computeChecksum.run(operation));
        }
    }

    @Test
    void endsACancelledChecksumWhoseServerIsSilent() throws IOException {
        try (TestSite patient =
                new TestSite(directory.resolve("patient"), new StorageTimeouts(LONG, LONG, LONG, LONG))) {
            UUID operation = patient.order("a.img", null);
            moved(patient, operation);
            patient.control.cancel(operation);
            assertThatExceptionOfType(TransferCancelled.class).isThrownBy(() -> patient.computeChecksum.run(operation));
        }
    }

    @Test
    void endsACancelledUploadWhoseServerIsSilent() throws Exception {
        try (TestSite patient =
                new TestSite(directory.resolve("patient"), new StorageTimeouts(LONG, LONG, LONG, LONG))) {
            UUID operation = patient.order("a.img", null);
            moved(patient, operation);
            patient.captures(operation, DISK).capture(DISK);
            patient.control.cancel(operation);
            assertThatExceptionOfType(TransferCancelled.class).isThrownBy(() -> patient.storeImage.run(operation));
        }
    }

    @Test
    void endsACancelledStagingWhoseServerIsSilent() throws Exception {
        try (TestSite patient =
                new TestSite(directory.resolve("patient"), new StorageTimeouts(LONG, LONG, LONG, LONG))) {
            ImageFacts image = patient.clone("a.img", DISK);
            patient.spool.discardImage(image.manifestDigest());
            UUID operation = patient.orderStaging("a.img", image);
            moved(patient, operation);
            patient.control.cancel(operation);
            assertThatExceptionOfType(TransferCancelled.class)
                    .isThrownBy(() -> patient.stageImage.run(operation, DigestKind.SHA_256));
        }
    }

    @Test
    void endsATransferThatIsNotWantedAtItsNextChunk() {
        Watch watch = new Watch(LONG);
        var chunks = new Semaphore(0);
        var ended = new CompletableFuture<IOException>();
        assertThatExceptionOfType(TransferCancelled.class)
                .isThrownBy(() -> watch.run(
                        () -> {
                            chunks.acquireUninterruptibly();
                            try {
                                watch.pieceMoved();
                            } catch (IOException e) {
                                ended.complete(e);
                            }
                            return 0;
                        },
                        () -> {
                            throw new TransferCancelled(UUID.randomUUID());
                        }));
        chunks.release();
        assertThat(ended.join()).hasMessageContaining("given up");
    }

    @ParameterizedTest
    @ValueSource(strings = {"gzip -1", "bzip2 -1", "xz -0", "zstd -1"})
    void stopsTheDecoderOfATransferThatWasGivenUp(String tool) throws Exception {
        Path zeros = Files.write(directory.resolve("zeros"), new byte[4 << 20]);
        var watch = new Watch(Duration.ZERO);
        var disk = new DiskReading(new ManifestWriter(OutputStream.nullOutputStream()), watch);
        var decoded = new CountDownLatch(1);
        var file = new ImageFile(new Endless(StoreImageTest.output(tool, zeros)), _ -> {})
                .decodingFound(_ -> {}, (chunk, plain, length) -> {
                    disk.chunk(chunk, plain, length);
                    decoded.countDown();
                });
        var reading = new FutureTask<>(file::read);
        Thread thread = Thread.ofPlatform().daemon().start(reading);
        decoded.await();
        assertStandsStill(() -> watch.await(reading, thread, UNASKED));
        // why no more: that it ends at all is the point; what is read ahead holds terabytes.
        assertThatExceptionOfType(ExecutionException.class).isThrownBy(reading::get);
    }

    /** A file of the same member over and over. */
    private static final class Endless extends InputStream {

        private final byte[] member;
        private int at;

        Endless(byte[] member) {
            this.member = member;
        }

        @Override
        public int read() {
            at = (at + 1) % member.length;
            return Byte.toUnsignedInt(member[(at + member.length - 1) % member.length]);
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            int count = Math.min(length, member.length - at);
            System.arraycopy(member, at, into, offset, count);
            at = (at + count) % member.length;
            return count;
        }
    }

    /** The same order, at the silent location. */
    private UUID moved(UUID operation) throws IOException {
        return moved(site, operation);
    }

    private UUID moved(TestSite site, UUID operation) throws IOException {
        return at(site, silent.getLocalPort(), operation);
    }

    private static UUID at(TestSite site, int port, UUID operation) throws IOException {
        TransferOrder order = site.control.order(operation);
        site.control.place(new TransferOrder(
                operation,
                Places.http("127.0.0.1", port, "images", null, null),
                order.file(),
                order.manifestDigest(),
                order.fileDigests()));
        return operation;
    }

    private static void assertStandsStill(ThrowingCallable step) {
        assertThatIOException().isThrownBy(step).withMessageContaining("Fewer than 64 KiB have moved");
    }
}
