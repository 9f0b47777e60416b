package imprint.agent;

import static imprint.agent.TestDisks.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.protocol.Report;
import imprint.imaging.protocol.TargetDisk;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KilledAgentTest {

    private static final long DISK = 8L * CHUNK;

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
    void fetchesOnlyTheMissingChunksAfterItWasKilledInTheMiddleOfAWrite() throws Exception {
        var source = TestDisks.withData(site.file("source"), DISK, 1, 0, 1, 2, 3, 4, 5, 6, 7);
        var disk = TestDisks.empty(site.file("disk"), DISK);
        var write = site.write(new TargetDisk("D-1", DISK), site.gateway.serve(source));
        site.gateway.hold("GET .*/chunks/[67]");
        site.server.give(write);
        try (var agent = AgentProcess.start(site.server.uri(), disk, site.file("output"))) {
            await().atMost(Duration.ofSeconds(20)).until(() -> site.server.bytesDone() == 6L * CHUNK);
            agent.kill();
        }
        site.gateway.letGo();
        site.gateway.requests.clear();

        try (var _ = AgentProcess.start(site.server.uri(), disk, site.file("output"))) {
            var report = (Report.Succeeded) site.reportOf(write);
            assertThat(report.counts())
                    .extracting(Report.Counts::sentChunks, Report.Counts::skippedChunks)
                    .containsExactly(2L, 6L);
        }
        assertThat(site.gateway.count("GET .*/chunks/\\d+")).isEqualTo(2);
        assertThat(disk).hasSameBinaryContentAs(source);
    }

    @Test
    void keepsTheJoinTokenOutOfWhatItPrintsAndKeeps() throws Exception {
        var disk = TestDisks.empty(site.file("disk"), CHUNK);

        try (var _ = AgentProcess.start(site.server.uri(), disk, site.file("output"))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !site.server.heartbeats().isEmpty());
        }

        assertThat(site.server.enrolments.getFirst().joinToken()).isEqualTo(TestServer.JOIN_TOKEN);
        assertThat(site.file("output"))
                .content()
                .contains("Enrolled")
                .doesNotContain(TestServer.JOIN_TOKEN, "credential-1");
    }

    @Test
    void aSecondAgentForTheSameDiskEnds() throws Exception {
        var disk = TestDisks.empty(site.file("disk"), CHUNK);
        try (var _ = AgentProcess.start(site.server.uri(), disk, site.file("output"))) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> !site.server.heartbeats().isEmpty());

            try (var second = AgentProcess.start(site.server.uri(), disk, site.file("second"))) {
                await().atMost(Duration.ofSeconds(20)).until(() -> !second.isAlive());
            }
        }

        assertThat(site.file("second")).content().contains("in use by another agent");
    }
}
