package imprint.agent;

import static imprint.agent.TestDisks.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.protocol.ProblemCode;
import imprint.imaging.protocol.Report;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CaptureTest {

    private static final String PUT_CHUNK = "PUT /captures/.*/chunks/\\d+";

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

    @Test
    void sendsTheWholeDisk() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 6 * CHUNK, 1, 0, 2, 5));

        var report = site.succeed(site.capture(device));

        assertThat(site.gateway.captured()).isEqualTo(Files.readAllBytes(device.disk()));
        assertThat(report.counts())
                .extracting(Report.Counts::chunks, Report.Counts::zeroChunks, Report.Counts::sentChunks)
                .containsExactly(6L, 3L, 3L);
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 512, CHUNK - 1, CHUNK, CHUNK + 1, 3L * CHUNK + 512})
    void sendsDisksOfAnySize(long bytes) throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), bytes, 1, 0, (bytes - 1) / CHUNK));

        site.succeed(site.capture(device));

        assertThat(site.gateway.captured()).isEqualTo(Files.readAllBytes(device.disk()));
    }

    @Test
    void sendsNoChunkOfAnEmptyDisk() throws IOException {
        var device = site.device(TestDisks.empty(site.file("disk"), 5 * CHUNK));

        site.succeed(site.capture(device));

        assertThat(site.gateway.count(PUT_CHUNK)).isZero();
        assertThat(site.gateway.zeroChunks()).isEqualTo(5);
    }

    @Test
    void tellsOfMuchEmptinessInFewWords() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 40L << 30, 1, 0, 9_000));

        var report = site.succeed(site.capture(device));

        assertThat(report.counts())
                .extracting(Report.Counts::zeroChunks, Report.Counts::sentChunks)
                .containsExactly(10_238L, 2L);
        assertThat(site.gateway.count("PUT .*/zeros")).isLessThan(50);
    }

    @Test
    void findsZerosThatAreNoHoles() throws IOException {
        var disk = TestDisks.empty(site.file("disk"), 2 * CHUNK);
        TestDisks.overwrite(disk, 0, new byte[2 * CHUNK]);

        site.succeed(site.capture(site.device(disk)));

        assertThat(site.gateway.zeroChunks()).isEqualTo(2);
    }

    @Test
    void sendsOnlyWhatHasNotArrived() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 6 * CHUNK, 1, 0, 1, 2, 3, 4));
        site.succeed(site.capture(device));
        site.gateway.requests.clear();

        var report = site.succeed(site.capture(device));

        assertThat(site.gateway.count(PUT_CHUNK)).isZero();
        assertThat(report.counts()).isEqualTo(new Report.Counts(6, 0, 6, 0, 0));
    }

    @Test
    void resumesWhereThePowerWasCut() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 8 * CHUNK, 1, 0, 1, 2, 3, 4, 5, 6, 7));
        site.gateway.hold("PUT /captures/.*/chunks/[67]");
        var capture = site.capture(device);
        site.server.give(capture);
        await().until(() -> site.gateway.framesInSpool() == 6);

        device.powerOff();
        site.gateway.letGo();
        await().until(() -> site.gateway.framesInSpool() == 8);
        site.gateway.requests.clear();
        device.powerOn();

        assertThat(site.reportOf(capture)).isInstanceOf(Report.Succeeded.class);
        assertThat(site.gateway.count(PUT_CHUNK)).isZero();
    }

    @Test
    void sendsAChunkAgainThatArrivedCorrupt() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 2 * CHUNK, 1, 0, 1));
        site.gateway.refuseOnce("PUT /captures/.*/chunks/1", 422, ProblemCode.CHUNK_CORRUPT);

        site.succeed(site.capture(device));

        assertThat(site.gateway.count(PUT_CHUNK)).isEqualTo(3);
    }

    @Test
    void waitsWhileTheSpoolIsFull() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), CHUNK, 1, 0));
        site.gateway.refuseOnce(PUT_CHUNK, 503, ProblemCode.SPOOL_FULL);

        site.succeed(site.capture(device));

        assertThat(site.gateway.count(PUT_CHUNK)).isEqualTo(2);
    }

    @Test
    void goesOnWithTheFreshTokenOfAHeartbeat() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 2 * CHUNK, 1, 0, 1));
        site.gateway.acceptOnly("fresh");
        var capture = site.capture(device);
        site.server.give(capture);
        await().until(() -> !site.gateway.requests.isEmpty());

        site.server.renewToken("fresh");

        assertThat(site.reportOf(capture)).isInstanceOf(Report.Succeeded.class);
    }

    @Test
    void failsForATimeWhenNoFreshTokenComes() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), CHUNK, 1, 0));
        site.gateway.acceptOnly("fresh");

        var failed = site.fail(site.capture(device));

        assertThat(failed.code()).isNull();
        assertThat(failed.sentence()).contains("token");
    }

    @Test
    void looksAgainWhenTheGatewayMissesChunks() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), 2 * CHUNK, 1, 0, 1));
        site.gateway.refuseOnce("POST .*/complete", 409, null);

        site.succeed(site.capture(device));

        assertThat(site.gateway.count("POST .*/complete")).isEqualTo(2);
    }

    @Test
    void failsForATimeWhenTheGatewayIsGone() throws IOException {
        var device = site.device(TestDisks.withData(site.file("disk"), CHUNK, 1, 0));
        var capture = site.capture(device);
        site.gateway.close();

        var failed = site.fail(capture);

        assertThat(failed.code()).isNull();
        assertThat(failed.sentence()).contains("gateway is out of reach");
    }
}
