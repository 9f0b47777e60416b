package imprint.agent;

import static imprint.agent.TestDisks.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.agent.disk.Disk;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.Report;
import imprint.imaging.protocol.TargetDisk;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WriteTest {

    private static final String GET_CHUNK = "GET /images/.*/chunks/\\d+";

    @TempDir
    private Path directory;

    private Site site;

    @BeforeEach
    void open() throws IOException {
        site = new Site(directory);
    }

    @AfterEach
    void close() {
        site.close();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 512, CHUNK - 1, CHUNK, 3L * CHUNK + 512, 5L * CHUNK})
    void makesTheDiskMatchTheImage(long bytes) throws IOException {
        var source = TestDisks.withData(site.file("source"), bytes, 1, 0, (bytes - 1) / CHUNK);
        var image = site.gateway.serve(source);
        var device = site.device(TestDisks.withData(site.file("disk"), bytes, 2, (bytes - 1) / CHUNK / 2));

        var report = site.succeed(site.write(device.target(), image));

        assertThat(report.manifestDigest()).isEqualTo(image.hex());
        assertThat(device.disk()).hasSameBinaryContentAs(source);
    }

    @Test
    void fetchesOnlyTheChunksThatDiffer() throws IOException {
        var source = TestDisks.withData(site.file("source"), 10 * CHUNK, 1, 0, 1, 2, 3, 4);
        var disk = TestDisks.withData(site.file("disk"), 10 * CHUNK, 1, 0, 1, 2, 3, 4);
        TestDisks.overwrite(disk, 3L * CHUNK + 17, new byte[] {1, 2, 3});
        var device = site.device(disk);

        var report = site.succeed(site.write(device.target(), site.gateway.serve(source)));

        assertThat(site.gateway.count(GET_CHUNK)).isOne();
        assertThat(report.counts())
                .extracting(Report.Counts::skippedChunks, Report.Counts::sentChunks)
                .containsExactly(4L, 1L);
        assertThat(disk).hasSameBinaryContentAs(source);
    }

    @Test
    void writesOnlyTheBlocksOfAChunkThatDiffer() throws IOException {
        var source = TestDisks.empty(site.file("source"), CHUNK);
        var disk = TestDisks.empty(site.file("disk"), CHUNK);
        TestDisks.overwrite(disk, 17, new byte[] {1, 2, 3});

        site.succeed(site.write(site.device(disk).target(), site.gateway.serve(source)));

        assertThat(disk).hasSameBinaryContentAs(source);
        try (var written = Disk.openToRead(disk)) {
            assertThat(written.isHole(1 << 20, 3 << 20)).isTrue();
        }
    }

    @Test
    void removesWhatAnEarlierSystemLeftBehindTheImage() throws IOException {
        var bytes = 6L * CHUNK;
        var source = TestDisks.withData(site.file("source"), CHUNK + 512, 1, 0, 1);
        var image = site.gateway.serve(source);
        var disk = TestDisks.withData(site.file("disk"), bytes, 2, 0, 1, 2, 3, 4, 5);
        var device = site.device(disk);
        var middle = Arrays.copyOfRange(Files.readAllBytes(disk), 4 * CHUNK, 5 * CHUNK);

        site.succeed(site.write(device.target(), image));
        site.succeed(site.verify(device.target(), image));
        site.succeed(site.write(device.target(), image));

        var after = Files.readAllBytes(disk);
        assertThat(Arrays.mismatch(after, Files.readAllBytes(source))).isEqualTo(CHUNK + 512);
        assertZero(after, CHUNK + 512, CHUNK + 512 + (8 << 20));
        assertThat(Arrays.copyOfRange(after, 4 * CHUNK, 5 * CHUNK)).isEqualTo(middle);
        assertZero(after, (int) bytes - (2 << 20), (int) bytes);
        await().untilAsserted(() -> assertThat(site.server.logLines())
                .filteredOn(line -> line.contains("an earlier system had left on " + disk))
                .hasSize(1));
    }

    private static void assertZero(byte[] disk, int from, int to) {
        assertThat(Arrays.mismatch(Arrays.copyOfRange(disk, from, to), new byte[to - from]))
                .isEqualTo(-1);
    }

    @Test
    void refusesAnImageThatIsLargerThanTheDisk() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), 2 * CHUNK, 1, 0));
        var device = site.device(TestDisks.empty(site.file("disk"), CHUNK));

        var failed = site.fail(site.write(device.target(), image));

        assertThat(failed.code()).isEqualTo("DISK_TOO_SMALL");
        assertThat(failed.diskChanged()).isFalse();
    }

    @Test
    void saysOfAWriteThatFailedInTheMiddleThatTheDiskHasChanged() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), 4 * CHUNK, 1, 0, 1, 2, 3));
        var device = site.device(TestDisks.empty(site.file("disk"), 4 * CHUNK));
        site.gateway.hold("GET .*/chunks/3");
        site.gateway.refuseOnce("GET .*/chunks/3", 404, null);
        var write = site.write(device.target(), image);
        site.server.give(write);
        await().until(() -> Files.exists(device.state().resolve("half-written.json")));
        site.gateway.letGo();

        assertThat(site.reportOf(write))
                .isInstanceOfSatisfying(
                        Report.Failed.class,
                        failed -> assertThat(failed.diskChanged()).isTrue());
    }

    @Test
    void refusesADiskWithAnotherSerial() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), CHUNK, 1, 0));
        site.device(TestDisks.empty(site.file("disk"), CHUNK));

        var failed = site.fail(site.write(new TargetDisk("another", CHUNK), image));

        assertThat(failed.code()).isEqualTo("DISK_AMBIGUOUS");
        assertThat(site.gateway.requests).isEmpty();
    }

    @Test
    void refusesADiskOfAnotherSize() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), CHUNK, 1, 0));
        var device = site.device(TestDisks.empty(site.file("disk"), 2 * CHUNK));

        var failed = site.fail(site.write(new TargetDisk(device.target().serial(), CHUNK), image));

        assertThat(failed.code()).isEqualTo("DISK_AMBIGUOUS");
    }

    @Test
    void fetchesAChunkAgainThatIsNoFrame() throws IOException {
        var source = TestDisks.withData(site.file("source"), 2 * CHUNK, 1, 0, 1);
        var device = site.device(TestDisks.empty(site.file("disk"), 2 * CHUNK));
        site.gateway.answerOnce("GET .*/chunks/1", new byte[1000]);

        site.succeed(site.write(device.target(), site.gateway.serve(source)));

        assertThat(site.gateway.count(GET_CHUNK)).isEqualTo(3);
        assertThat(device.disk()).hasSameBinaryContentAs(source);
    }

    @Test
    void fetchesAChunkAgainThatHoldsSomethingElse() throws IOException {
        var source = TestDisks.withData(site.file("source"), 2 * CHUNK, 1, 0, 1);
        var device = site.device(TestDisks.empty(site.file("disk"), 2 * CHUNK));
        var image = site.gateway.serve(source);
        site.gateway.answerOnce("GET .*/chunks/0", site.gateway.frame(image, 1));

        site.succeed(site.write(device.target(), image));

        assertThat(device.disk()).hasSameBinaryContentAs(source);
    }

    @Test
    void takesNoMoreThanAChunkFromAGateway() throws IOException {
        var source = TestDisks.withData(site.file("source"), CHUNK, 1, 0);
        var device = site.device(TestDisks.empty(site.file("disk"), CHUNK));
        site.gateway.answerOnce(GET_CHUNK, new byte[3 * CHUNK]);

        site.succeed(site.write(device.target(), site.gateway.serve(source)));

        assertThat(device.disk()).hasSameBinaryContentAs(source);
    }

    @Test
    void trustsNoManifestButTheOneThatTheCommandNames() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), CHUNK, 1, 0));
        var device = site.device(TestDisks.withData(site.file("disk"), CHUNK, 2, 0));
        var before = Files.readAllBytes(device.disk());
        var foreign = "GET .*" + image.hex() + "/manifest";
        for (int i = 0; i < 3; i++) {
            site.gateway.answerOnce(foreign, new byte[100]);
        }

        assertThat(site.fail(site.write(device.target(), image)).code()).isNull();
        assertThat(device.disk()).hasBinaryContent(before);
    }

    @Test
    void waitsForChunksThatHaveNotArrivedAtTheSite() throws IOException {
        var source = TestDisks.withData(site.file("source"), CHUNK, 1, 0);
        var device = site.device(TestDisks.empty(site.file("disk"), CHUNK));
        site.gateway.refuseOnce(GET_CHUNK, 503, ProblemCode.NOT_STAGED_YET);

        site.succeed(site.write(device.target(), site.gateway.serve(source)));

        assertThat(device.disk()).hasSameBinaryContentAs(source);
    }

    @Test
    void doesNotCountTheTimeInWhichTheGatewayAskedToWaitAsItsAbsence() throws IOException {
        var source = TestDisks.withData(site.file("source"), CHUNK, 1, 0);
        var device = site.device(TestDisks.empty(site.file("disk"), CHUNK));
        // why: the wait asked for is as long as the gateway may be away.
        site.gateway.refuseOnce(GET_CHUNK, 503, ProblemCode.NOT_STAGED_YET);
        site.gateway.cutOnce(GET_CHUNK);

        site.succeed(site.write(device.target(), site.gateway.serve(source)));

        assertThat(device.disk()).hasSameBinaryContentAs(source);
    }

    @Test
    void failsForATimeWhenTheGatewayDoesNotHaveTheImage() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), CHUNK, 1, 0));
        var device = site.device(TestDisks.empty(site.file("disk"), CHUNK));
        site.gateway.refuseOnce(GET_CHUNK, 404, null);

        assertThat(site.fail(site.write(device.target(), image)).sentence()).contains("404");
    }

    @Test
    void stopsInTheMiddleAndSaysThatTheDiskHasChanged() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), 4 * CHUNK, 1, 0, 1, 2, 3));
        var device = site.device(TestDisks.empty(site.file("disk"), 4 * CHUNK));
        site.gateway.hold("GET .*/chunks/3");
        var write = site.write(device.target(), image);
        site.server.give(write);
        await().until(() -> Files.exists(device.state().resolve("half-written.json")));

        site.server.stop(write.commandId());

        assertThat(site.reportOf(write)).isEqualTo(new Report.Stopped(write.commandId(), 1, true));
    }

    @Test
    void stopsBeforeItHasChangedTheDisk() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), CHUNK, 1, 0));
        var device = site.device(TestDisks.empty(site.file("disk"), CHUNK));
        site.gateway.hold(GET_CHUNK);
        var write = site.write(device.target(), image);
        site.server.give(write);
        await().until(() -> site.gateway.count(GET_CHUNK) == 1);

        site.server.stop(write.commandId());

        assertThat(site.reportOf(write)).isEqualTo(new Report.Stopped(write.commandId(), 1, false));
    }

    @Test
    void comesUpInTheImagingEnvironmentWithAHalfWrittenDisk() throws IOException {
        var source = TestDisks.withData(site.file("source"), 4 * CHUNK, 1, 0, 1, 2, 3);
        var device = site.device(TestDisks.empty(site.file("disk"), 4 * CHUNK));
        site.gateway.hold("GET .*/chunks/3");
        var write = site.write(device.target(), site.gateway.serve(source));
        site.server.give(write);
        await().until(() -> Files.exists(device.state().resolve("half-written.json")));

        device.powerOff();
        site.gateway.letGo();
        device.powerOn();

        assertThat(site.reportOf(write)).isInstanceOf(Report.Succeeded.class);
        assertThat(site.server.lastHeartbeat().environment()).isEqualTo(Environment.IMAGING);
        assertThat(device.disk()).hasSameBinaryContentAs(source);
    }

    @Test
    void verifiesWhatWasWritten() throws IOException {
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), 3 * CHUNK + 512, 1, 0, 3));
        var device = site.device(TestDisks.empty(site.file("disk"), 3 * CHUNK + 512));
        site.succeed(site.write(device.target(), image));

        var report = site.succeed(site.verify(device.target(), image));

        assertThat(report.counts()).isEqualTo(new Report.Counts(4, 2, 2, 0, 0));
    }

    @Test
    void writesAndVerifiesADiskOfSeveralManifestPages() throws IOException {
        var bytes = 40L << 30;
        var image = site.gateway.serve(TestDisks.withData(site.file("source"), bytes, 1, 0, 8191, 8192, 10_239));
        var device = site.device(TestDisks.withData(site.file("disk"), bytes, 2, 9_000));

        site.succeed(site.write(device.target(), image));
        var report = site.succeed(site.verify(device.target(), image));

        assertThat(report.counts()).isEqualTo(new Report.Counts(10_240, 10_236, 4, 0, 0));
        assertThat(site.gateway.count("GET .*/pages/\\d")).isEqualTo(4);
    }

    @Test
    void noticesASingleBitThatDiffers() throws IOException {
        var source = TestDisks.withData(site.file("source"), 3 * CHUNK, 1, 0, 2);
        var image = site.gateway.serve(source);
        var device = site.device(TestDisks.empty(site.file("disk"), 3 * CHUNK));
        site.succeed(site.write(device.target(), image));
        TestDisks.overwrite(device.disk(), CHUNK + 5L, new byte[] {1});

        var failed = site.fail(site.verify(device.target(), image));

        assertThat(failed.code()).isEqualTo("CHECKSUM_MISMATCH");
        assertThat(failed.sentence()).contains("1 of 3 chunks differ, among them 1.");
    }
}
