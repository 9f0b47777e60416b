package imprint.agent;

import static imprint.agent.TestDisks.CHUNK;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.chunk.Digest;
import imprint.imaging.protocol.Report;
import imprint.imaging.protocol.TargetDisk;
import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each failure has a code: the step is not tried again. */
@Needs({Need.LOOP_DEVICE, Need.MOUNT})
class FaultyDiskTest {

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

    private Path source() throws IOException {
        return TestDisks.withData(site.file("source"), DISK, 1, 0, 1, 2, 3, 4, 5, 6, 7);
    }

    private Digest image() throws IOException {
        return site.gateway.serve(source());
    }

    private SmallFileSystem small() throws IOException, InterruptedException {
        return SmallFileSystem.mounted(site.file("small"), DISK / 2);
    }

    @Test
    void saysThatThereIsNoRoomForTheFileOfADisk() throws Exception {
        try (var small = small()) {
            var device = site.device(TestDisks.empty(small.directory().resolve("disk"), DISK));

            var failed = site.fail(site.write(device.target(), image()));

            assertThat(failed.code()).isEqualTo("DISK_NO_ROOM");
            assertThat(failed.sentence())
                    .contains(device.disk() + " cannot be written at byte ")
                    .contains("its file system is full");
            assertThat(failed.diskChanged()).isTrue();
        }
    }

    @Test
    void saysThatADiskDidNotKeepWhatWasWritten() throws Exception {
        try (var small = small();
                var loop = LoopDevice.over(TestDisks.empty(small.directory().resolve("disk"), DISK), 512)) {
            site.device(loop.path());

            var failed = site.fail(site.write(new TargetDisk(null, DISK), image()));

            assertThat(failed.code()).isEqualTo("DISK_FAULTY");
            assertThat(failed.sentence()).contains(loop.path() + " did not keep what was written to it (");
            assertThat(failed.diskChanged()).isTrue();
        }
    }

    @Test
    void namesTheByteOfABadSector() throws Exception {
        var file = TestDisks.withData(site.file("disk"), DISK, 1, 0, 1, 2);
        try (var loop = LoopDevice.over(file, 512)) {
            site.device(loop.path());
            TestDisks.cutShort(file, CHUNK + 8192L);

            var failed = site.fail(site.capture(new TargetDisk(null, DISK)));

            assertThat(failed.code()).isEqualTo("DISK_FAULTY");
            assertThat(failed.sentence()).contains(loop.path() + " cannot be read at byte ");
            assertThat(failed.diskChanged()).isFalse();
        }
    }

    @Test
    void writesOverBadSectors() throws Exception {
        var image = image();
        var file = TestDisks.withData(site.file("disk"), DISK + CHUNK, 2, 0, 1, 2, 8);
        try (var loop = LoopDevice.over(file, 512)) {
            site.device(loop.path());
            var target = new TargetDisk(null, DISK + CHUNK);
            TestDisks.cutShort(file, CHUNK + 8192L);

            site.succeed(site.write(target, image));
            site.succeed(site.verify(target, image));

            await().untilAsserted(() -> assertThat(site.server.logLines())
                    .anyMatch(line ->
                            line.contains("%s cannot be read at byte %d".formatted(loop.path(), CHUNK + 8192L))));
        }
        assertThat(file).isNotEmptyFile();
        assertThat(Files.mismatch(file, source())).isEqualTo(DISK);
    }

    @Test
    void saysThatADiskHasEndedWhileItWasCaptured() throws Exception {
        var file = TestDisks.withData(site.file("disk"), DISK, 1, 0, 1, 2, 3, 4, 5, 6, 7);
        try (var loop = LoopDevice.over(file, 512)) {
            site.device(loop.path());
            site.gateway.hold("PUT /captures/.*/chunks/.*");
            var capture = site.capture(new TargetDisk(null, DISK));
            site.server.give(capture);
            await().until(() -> site.gateway.count("PUT /captures/.*/chunks/.*") > 0);

            TestDisks.cutShort(file, 0);
            loop.takeSizeOfFile();
            site.gateway.letGo();

            assertThat(site.reportOf(capture)).isInstanceOfSatisfying(Report.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("DISK_FAULTY");
                assertThat(failed.sentence()).contains(loop.path() + " ends before byte ");
            });
        }
    }

    @Test
    void saysThatADiskHasEndedWhileItWasWritten() throws Exception {
        var image = image();
        var file = TestDisks.empty(site.file("disk"), DISK);
        try (var loop = LoopDevice.over(file, 512)) {
            site.device(loop.path());
            site.gateway.hold("GET .*/chunks/.*");
            var write = site.write(new TargetDisk(null, DISK), image);
            site.server.give(write);
            await().until(() -> site.gateway.count("GET .*/chunks/.*") > 0);

            TestDisks.cutShort(file, 0);
            loop.takeSizeOfFile();
            site.gateway.letGo();

            assertThat(site.reportOf(write)).isInstanceOfSatisfying(Report.Failed.class, failed -> {
                assertThat(failed.code()).isEqualTo("DISK_FAULTY");
                assertThat(failed.sentence()).contains(loop.path() + " ");
            });
        }
    }

    @Test
    void takesNoEndOfAFileThatWasCutShortForZeros() throws Exception {
        var device = site.device(TestDisks.withData(site.file("disk"), DISK, 1, 0, 1, 2, 3, 4, 5, 6, 7));
        site.gateway.hold("PUT /captures/.*/chunks/.*");
        var capture = site.capture(device);
        site.server.give(capture);
        await().until(() -> site.gateway.count("PUT /captures/.*/chunks/.*") > 0);

        TestDisks.cutShort(device.disk(), 7L * CHUNK);
        site.gateway.letGo();

        assertThat(site.reportOf(capture)).isInstanceOfSatisfying(Report.Failed.class, failed -> {
            assertThat(failed.code()).isEqualTo("DISK_FAULTY");
            assertThat(failed.sentence()).contains("%s ends before byte %d of %d".formatted(device.disk(), DISK, DISK));
        });
    }

    @Test
    void saysThatADiskIsGone() throws Exception {
        var device = site.device(TestDisks.withData(site.file("disk"), DISK, 1, 0));
        var image = image();
        var target = device.target();
        site.succeed(site.write(target, image));
        Files.delete(device.disk());

        var failed = site.fail(site.verify(target, image));

        assertThat(failed.code()).isEqualTo("DISK_AMBIGUOUS");
        assertThat(failed.sentence()).contains("None of the fixed disks").contains("the device has no disk at all");
    }
}
