package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.image.FileName;
import imprint.workers.image.ByteProgress;
import imprint.workflows.address.StorageAddress;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.SequenceInputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResumingDownloadTest {

    private static final FileName NAME = new FileName("disk.img");
    private static final StorageAddress LOCATION = new StorageAddress.Directory("/images");
    private static final int CUT = 1_000_000;
    private static final Outages SHORT = new Outages(3, Duration.ofMillis(1), Duration.ofMillis(4));
    private static final Outages LONG = new Outages(1, Duration.ofHours(1), Duration.ofHours(1));

    private final List<Long> asked = new ArrayList<>();
    private final byte[] content = noise();
    private FileVersion version = new FileVersion(content.length, "noon");

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 1000, LastBytes.CAPACITY, CUT})
    void goesOnShortlyBeforeWhereItWasCut(int cut) throws Exception {
        assertThat(read(cutAt(cut))).isEqualTo(content);
        assertThat(asked).containsExactly(0L, (long) Math.max(0, cut - LastBytes.CAPACITY));
    }

    @Test
    void goesOnHoweverOftenItIsCutAsLongAsItGetsFurther() throws Exception {
        assertThat(read(cutAt(500_000, 500_001, 1_200_000, 1_300_000, 2_000_000, 2_500_000)))
                .isEqualTo(content);
        assertThat(asked).hasSize(7);
    }

    @Test
    void givesUpWhenItGetsNoFurther() {
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> read(cutAt(CUT, CUT, CUT - 1, CUT)))
                .withMessageContaining("reset");
        assertThat(asked).hasSize(1 + SHORT.attempts());
    }

    @Test
    void givesUpWhenEachConnectionBringsAFewBytes() {
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> read(cutAt(CUT, CUT + 10, CUT + 20, CUT + 30)))
                .withMessageContaining("reset");
        assertThat(asked).hasSize(1 + SHORT.attempts());
    }

    @Test
    void doesNotOpenAgainWhatCannotBeOpenedAtAll() {
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> read(_ -> {
                    throw new StorageUnreachable("gone", null);
                }));
        assertThat(asked).containsExactly(0L);
    }

    @Test
    void doesNotTryAgainWhatIsRefused() {
        assertThatExceptionOfType(FileMissing.class)
                .isThrownBy(() -> read(offset -> {
                    if (offset > 0) {
                        throw new FileMissing(LOCATION, NAME);
                    }
                    return cutAt(CUT).at(offset);
                }));
        assertThat(asked).hasSize(2);
    }

    @Test
    void noticesAFileWithAnotherTime() {
        assertThatExceptionOfType(FileChanged.class)
                .isThrownBy(() -> readAfter(() -> version = new FileVersion(content.length, "one o'clock")));
    }

    @Test
    void goesOnAtTheOneOfSeveralServersThatSaysWhatWasSaidBefore() throws Exception {
        FileVersion first = version;
        FileVersion second = new FileVersion(content.length, "one o'clock");
        byte[] read = read(offset -> {
            version = asked.size() % 3 == 1 ? first : second;
            return cutAt(CUT, 0, 0, 2 * CUT).at(offset);
        });
        assertThat(read).isEqualTo(content);
        assertThat(asked).hasSize(7);
    }

    @Test
    void noticesAFileWithAnotherTag() {
        version = new FileVersion(content.length, null, "\"a\"");
        assertThatExceptionOfType(FileChanged.class)
                .isThrownBy(() -> readAfter(() -> version = new FileVersion(content.length, null, "\"b\"")));
    }

    @Test
    void noticesALongerFile() {
        assertThatExceptionOfType(FileChanged.class)
                .isThrownBy(() -> readAfter(() -> version = new FileVersion(content.length + 1, "noon")));
    }

    @Test
    void noticesOtherBytesBeforeTheCut() {
        assertThatExceptionOfType(FileChanged.class).isThrownBy(() -> readAfter(() -> content[CUT - 1] ^= 1));
    }

    @Test
    void doesNotMindAServerThatSaysLessThanBefore() throws Exception {
        readAfter(() -> version = new FileVersion(content.length, null));
        assertThat(asked).hasSize(2);
    }

    @Test
    void passesOverWhatAServerSendsAgain() throws Exception {
        assertThat(read(sendingAllAgainAfter(CUT))).isEqualTo(content);
    }

    @Test
    void stopsPassingOverWhenItIsGivenUp() {
        FileSource source = source(sendingAllAgainAfter(2_500_000));
        assertThatThrownBy(() -> {
                    try (var in = new ResumingDownload(source, NAME, SHORT, new SecondTime())) {
                        in.readAllBytes();
                    }
                })
                .hasMessage("cancelled");
        assertThat(asked).hasSize(2);
    }

    @Test
    void stopsWaitingWhenItIsGivenUp() throws Exception {
        List<Long> heard = new ArrayList<>();
        try (var in = new ResumingDownload(source(cutAt(CUT)), NAME, LONG, bytes -> {
            heard.add(bytes);
            throw new IOException("cancelled");
        })) {
            assertThatThrownBy(in::readAllBytes).hasMessage("cancelled");
        }
        assertThat(heard).containsExactly((long) CUT);
    }

    @Test
    void stopsWaitingWhenItIsInterrupted() throws Exception {
        var outcome = new CompletableFuture<Exception>();
        var waits = new CompletableFuture<Long>();
        Thread reader = Thread.startVirtualThread(() -> {
            try (var in = new ResumingDownload(source(cutAt(CUT)), NAME, LONG, waits::complete)) {
                in.readAllBytes();
            } catch (Exception e) {
                outcome.complete(e);
            }
        });
        Awaitility.await().until(waits::isDone);
        reader.interrupt();
        assertThat(outcome.get()).isInstanceOf(InterruptedIOException.class);
    }

    private void readAfter(Runnable change) throws IOException {
        read(offset -> {
            if (offset > 0) {
                change.run();
            }
            return cutAt(CUT).at(offset);
        });
    }

    private byte[] read(Opening opening) throws IOException {
        try (InputStream in = new ResumingDownload(source(opening), NAME, SHORT, _ -> {})) {
            return in.readAllBytes();
        }
    }

    private FileSource source(Opening opening) {
        return new FileSource() {
            @Override
            public long size(FileName name) {
                return version.bytes();
            }

            @Override
            public Download open(FileName name, long offset) throws StorageException {
                asked.add(offset);
                return opening.at(offset);
            }
        };
    }

    /** Connections that break at these bytes of the file; all further ones give it to its end. */
    private Opening cutAt(int... cuts) {
        return offset -> {
            int connection = asked.size() - 1;
            InputStream rest = rest((int) offset, content.length);
            return download(
                    connection < cuts.length
                            ? new SequenceInputStream(rest((int) offset, cuts[connection]), new Broken())
                            : rest,
                    offset);
        };
    }

    private Opening sendingAllAgainAfter(int cut) {
        return offset -> offset == 0
                ? cutAt(cut).at(0)
                : download(rest(0, content.length), 0).passingOver(offset);
    }

    private InputStream rest(int from, int to) {
        return new ByteArrayInputStream(content, from, to - from);
    }

    private Download download(InputStream in, long offset) {
        return new Download(in, version, offset, in, LOCATION, NAME);
    }

    private static byte[] noise() {
        byte[] noise = new byte[3_000_001];
        new Random(7).nextBytes(noise);
        return noise;
    }

    private static final class Broken extends InputStream {
        @Override
        public int read() throws IOException {
            throw new IOException("Connection reset");
        }
    }

    /** Gives up when it hears of the download again. */
    private static final class SecondTime implements ByteProgress {

        private boolean heard;

        @Override
        public void at(long bytes) throws IOException {
            if (heard) {
                throw new IOException("cancelled");
            }
            heard = true;
        }
    }

    @FunctionalInterface
    private interface Opening {
        Download at(long offset) throws StorageException;
    }
}
