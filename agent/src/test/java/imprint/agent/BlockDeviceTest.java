package imprint.agent;

import static imprint.agent.TestDisks.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import imprint.agent.disk.DiskClaim;
import imprint.imaging.chunk.Digest;
import imprint.imaging.protocol.Report;
import imprint.imaging.protocol.TargetDisk;
import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Needs({Need.LOOP_DEVICE, Need.MKFS})
class BlockDeviceTest {

    private static final long DISK = 4L * CHUNK + 8192;

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

    private Digest image() throws IOException {
        return site.gateway.serve(TestDisks.withData(site.file("source"), DISK, 1, 0, 2, 4));
    }

    @Test
    void writesAndVerifiesADiskOf4KiBSectors() throws Exception {
        var image = image();
        var file = TestDisks.withData(site.file("disk"), DISK, 2, 1, 2);
        try (var loop = LoopDevice.over(file, 4096)) {
            var device = site.device(loop.path());
            var target = new TargetDisk(device.hardware().diskSerial(), DISK);

            site.succeed(site.write(target, image));
            site.succeed(site.verify(target, image));

            assertThat(Objects.requireNonNull(site.server.lastHeartbeat().facts())
                            .disks()
                            .getFirst()
                            .sectorBytes())
                    .isEqualTo(4096);
        }
        assertThat(file).hasSameBinaryContentAs(site.file("source"));
    }

    @Test
    void capturesABlockDevice() throws Exception {
        var file = TestDisks.withData(site.file("disk"), DISK, 1, 0, 2, 4);
        try (var loop = LoopDevice.over(file, 512)) {
            site.device(loop.path());

            site.succeed(site.capture(new TargetDisk(null, DISK)));
        }

        assertThat(site.gateway.captured()).isEqualTo(Files.readAllBytes(file));
        assertThat(site.gateway.zeroChunks()).isEqualTo(2);
    }

    @Test
    void refusesAMountedDisk() throws Exception {
        try (var loop = LoopDevice.withFileSystem(site.file("disk"), DISK)) {
            site.device(loop.path());
            loop.mount(Files.createDirectory(site.file("mounted")));

            var failed = site.fail(site.write(new TargetDisk(null, DISK), image()));

            assertThat(failed.code()).isEqualTo("DISK_MOUNTED");
        }
    }

    @Test
    void refusesAFileThatIsMountedThroughALoopDevice() throws Exception {
        try (var loop = LoopDevice.withFileSystem(site.file("disk"), DISK)) {
            site.device(site.file("disk"));
            loop.mount(Files.createDirectory(site.file("mounted")));

            var failed = site.fail(site.write(new TargetDisk(null, DISK), image()));

            assertThat(failed.code()).isEqualTo("DISK_MOUNTED");
            assertThat(failed.sentence()).contains(loop.path().toString());
        }
    }

    @Test
    void refusesADiskWithAMountedPartition() throws Exception {
        try (var loop = LoopDevice.withPartition(site.file("disk"), 64 << 20)) {
            assumeThat(loop.hasPartition())
                    .as("this kernel knows partitions of loop devices")
                    .isTrue();
            site.device(loop.path());
            loop.mountPartition(Files.createDirectory(site.file("mounted")));

            var failed = site.fail(site.write(new TargetDisk(null, 64 << 20), image()));

            assertThat(failed.code()).isEqualTo("DISK_MOUNTED");
        }
    }

    @Test
    void refusesADiskThatIsMountedThroughLoopDevicesOnIt() throws Exception {
        try (var lower = LoopDevice.withFileSystem(site.file("disk"), DISK);
                var upper = LoopDevice.over(lower.path(), 512)) {
            site.device(lower.path());
            var mounted = Files.createDirectory(site.file("mounted"));
            upper.mount(mounted);

            var failed = site.fail(site.write(new TargetDisk(null, DISK), image()));

            assertThat(failed.code()).isEqualTo("DISK_MOUNTED");
            assertThat(failed.sentence())
                    .contains(lower.path() + " is in use through " + upper.path() + ": mounted at " + mounted);
            assertThat(failed.diskChanged()).isFalse();
        }
    }

    @Test
    void refusesAReadOnlyDiskBeforeItIsTouched() throws Exception {
        try (var loop = LoopDevice.readOnly(TestDisks.empty(site.file("disk"), DISK))) {
            var device = site.device(loop.path());

            var failed = site.fail(site.write(new TargetDisk(null, DISK), image()));

            assertThat(failed.code()).isEqualTo("DISK_READ_ONLY");
            assertThat(failed.sentence()).contains(loop.path() + " is write-protected");
            assertThat(failed.diskChanged()).isFalse();
            assertThat(Files.exists(device.state().resolve("half-written.json")))
                    .isFalse();
            assertThat(site.gateway.requests).isEmpty();
        }
    }

    @Test
    void waitsForADiskThatIsTakenBetweenWriteAndReadBack() throws Exception {
        var image = image();
        try (var loop = LoopDevice.over(TestDisks.empty(site.file("disk"), DISK), 512)) {
            site.device(loop.path());
            var target = new TargetDisk(null, DISK);
            site.succeed(site.write(target, image));
            var verify = site.verify(target, image);

            try (var _ = DiskClaim.of(loop.path())) {
                site.server.give(verify);
                await().until(() -> site.server.logLines().stream()
                        .anyMatch(line -> line.contains("Waits to read back: %s is in use: ".formatted(loop.path()))));
            }

            assertThat(site.reportOf(verify)).isInstanceOf(Report.Succeeded.class);
        }
    }

    @Test
    void namesWhoKeepsADiskThatWasWrittenFromBeingReadBack() throws Exception {
        var image = image();
        try (var loop = LoopDevice.over(TestDisks.empty(site.file("disk"), DISK), 512);
                var upper = LoopDevice.over(loop.path(), 512)) {
            var device = site.deviceThatIsOff(loop.path()).withoutPatienceForTakenDisks();
            device.powerOn();
            var target = new TargetDisk(null, DISK);
            site.succeed(site.write(target, image));

            try (var _ = DiskClaim.of(upper.path())) {
                var failed = site.fail(site.verify(target, image));

                assertThat(failed.code()).isEqualTo("DISK_MOUNTED");
                assertThat(failed.sentence())
                        .startsWith("The image was written, and not read back: %s is in use through %s: "
                                .formatted(loop.path(), upper.path()));
                assertThat(failed.diskChanged()).isFalse();
            }
            site.succeed(site.verify(target, image));
        }
    }
}
