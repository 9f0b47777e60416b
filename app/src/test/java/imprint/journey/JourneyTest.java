package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the real engine, database, gateway and agents, each a process of its own. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JourneyTest extends OneServer {

    @Test
    void aCloneIsTheDiskAndAnApplyMakesAnotherDiskTheSame() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "golden.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        assertThat(run(
                        "sh",
                        "-c",
                        "zstd -dc '%s' | cmp - '%s'".formatted(images.resolve("golden.img.zst"), source.disk())))
                .isZero();
        assertThat(clone.passedSteps()).contains("Validate model", "Transfer image", "Store image", "Register image");

        var target = administrator.blankDevice();
        var apply = administrator.apply(clone.imageId(), target);
        assertThat(apply.outcome()).isEqualTo("SUCCEEDED");
        assertThat(Disks.areEqual(source, target)).isTrue();

        var again = administrator.apply(clone.imageId(), target);
        assertThat(again.outcome()).isEqualTo("SUCCEEDED");
        assertThat(again.bytesSent()).isZero();
    }

    @Test
    void aCloneGoesOnWhenTheEngineWasKilled() throws Exception {
        var source = administrator.fullDevice();
        var clone =
                administrator.clone(source, "engine-killed.img.zst", location).awaitHalfWay("Transfer image");
        installation.killEngine();
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aCloneGoesOnWhenTheServerWasKilled() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "server-killed.img", location).awaitHalfWay("Transfer image");
        installation.kill();
        installation.start();
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        assertThat(Files.mismatch(images.resolve("server-killed.img"), source.disk()))
                .isEqualTo(-1);
    }

    @Test
    void anApplyGoesOnWhenTheServerWasKilled() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "apply-server-killed.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        var target = administrator.blankDevice();
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        installation.kill();
        installation.start();
        assertThat(apply.outcome()).isEqualTo("SUCCEEDED");
        assertThat(Disks.areEqual(source, target)).isTrue();
    }

    @Test
    void anApplyGoesOnWhenTheDeviceLostItsPower() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "power-cut.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        var target = administrator.blankDevice();
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        target.kill();
        target.start();
        assertThat(apply.outcome()).isEqualTo("SUCCEEDED");
        assertThat(Disks.areEqual(source, target)).isTrue();
    }

    @Test
    void aCloneEndsWhenItsDeviceBootsItsOwnSystemMeanwhile() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "own-boot.img.zst", location).awaitHalfWay("Transfer image");
        source.kill();
        source.forgetsWhereToBoot();
        source.start();
        assertThat(clone.outcome()).isEqualTo("FAILED");
        assertThat(clone.code()).isEqualTo("DISK_CHANGED");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(images)
                        .isDirectoryNotContaining(
                                file -> file.getFileName().toString().contains("own-boot")));
        assertThat(administrator
                        .clone(source, "after-own-boot.img.zst", location)
                        .outcome())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void anApplyThatWaitsForItsUserLetsAnotherOperationEnd() throws Exception {
        var device = administrator.fullDevice();
        var clone = administrator.clone(device, "while-waiting.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        var waiting = administrator.apply(clone.imageId(), device, false);
        await().atMost(Duration.ofMinutes(1))
                .until(() -> waiting.now().get("state").asString().equals("AWAITING_REBOOT"));
        assertThat(administrator.clone(device, "meanwhile.img.zst", location).outcome())
                .isEqualTo("SUCCEEDED");
        assertThat(waiting.outcome()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aCancelledCloneLeavesNoFileAndNoBusyDevice() throws Exception {
        var source = administrator.fullDevice();
        var clone =
                administrator.clone(source, "cancelled-clone.img.zst", location).awaitHalfWay("Transfer image");
        clone.cancel();
        assertThat(clone.outcome()).isEqualTo("CANCELLED");
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(() -> assertThat(images)
                        .isDirectoryNotContaining(
                                file -> file.getFileName().toString().contains("cancelled-clone")));
        assertThat(administrator.clone(source, "after-cancel.img.zst", location).outcome())
                .isEqualTo("SUCCEEDED");
    }

    @Test
    void aCancelledApplyLeavesADeviceThatNeedsAnImage() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "for-cancelled-apply.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        var target = administrator.blankDevice();
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        apply.cancel();
        assertThat(apply.outcome()).isEqualTo("CANCELLED");
        assertThat(administrator.diskCondition(target)).isEqualTo("NEEDS_IMAGE");
    }

    @Test
    void anImageThatWasChangedAtItsLocationReachesNoDisk() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "flipped.img", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        // why: the site's own copy is sound, so another system must fetch the file; an added one is not copied yet.
        Files.copy(images.resolve("flipped.img"), images.resolve("added.img"));
        flip(images.resolve("added.img"), 1000);
        var add = administrator.add("added.img", location, Map.of());
        assertThat(add.outcome()).isEqualTo("SUCCEEDED");
        flip(images.resolve("added.img"), 5000);
        var target = administrator.blankDevice();
        var apply = administrator.apply(add.imageId(), target);
        assertThat(apply.outcome()).isEqualTo("FAILED");
        assertThat(apply.code()).isIn("CHECKSUM_MISMATCH", "FILE_CORRUPT");
        assertThat(Files.mismatch(target.disk(), Disks.blank(directory.resolve("zeros"), Administrator.DISK_BYTES)))
                .isEqualTo(-1);
    }

    @Test
    void aFileThatIsNotWhatItsDigestSaysIsRejected() throws Exception {
        Disks.random(images.resolve("other.img"), 9 * Administrator.MIB, Administrator.MIB);
        var add = administrator.add("other.img", location, Map.of("sha256", "0".repeat(64)));
        assertThat(add.outcome()).isEqualTo("REJECTED");
        assertThat(add.code()).isEqualTo("CHECKSUM_MISMATCH");
    }

    @Test
    void aFileThatIsNotThereIsRejected() throws Exception {
        var add = administrator.add("nothing.img", location, Map.of());
        assertThat(add.outcome()).isEqualTo("REJECTED");
        assertThat(add.code()).isEqualTo("FILE_NOT_FOUND");
    }

    @Test
    void aNameThatIsTakenIsRejected() throws Exception {
        Files.writeString(images.resolve("taken.img.zst"), "somebody else's");
        var clone = administrator.clone(administrator.fullDevice(), "taken.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("REJECTED");
        assertThat(clone.code()).isEqualTo("FILE_EXISTS");
        assertThat(images.resolve("taken.img.zst")).hasContent("somebody else's");
        assertThat(installation.data().resolve("log/imprint.log"))
                .content()
                .as("an ordinary answer is no error")
                .doesNotContain("BusinessFailure");
    }

    @Test
    void aLocationThatIsNotThereIsRefused() throws Exception {
        var clone = administrator.clone(
                administrator.fullDevice(),
                "a.img.zst",
                administrator.location(directory.resolve("no such directory")));
        assertThat(clone.outcome()).isEqualTo("REJECTED");
        assertThat(clone.code()).isEqualTo("STORAGE_REFUSED");
    }

    private static void flip(Path file, long offset) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int value = bytes.read();
            bytes.seek(offset);
            bytes.write(value ^ 1);
        }
    }
}
