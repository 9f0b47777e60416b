package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Files;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** On the real engine, database, gateway and agents, each a process of its own. */
@Timeout(value = 10, unit = TimeUnit.MINUTES)
class JourneyTest extends OneServer {

    private static final long CHUNK_BYTES = 4 * Administrator.MIB;

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
        clone.awaitPassed("Validate model", "Transfer image", "Store image", "Register image");

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
        wire.holdAfter(Administrator.HALF_WAY);
        var clone =
                administrator.clone(source, "engine-killed.img.zst", location).awaitHalfWay("Transfer image");
        installation.killEngine();
        wire.release();
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
    }

    @Test
    void aCloneGoesOnWhenTheServerWasKilled() throws Exception {
        var source = administrator.fullDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var clone = administrator.clone(source, "server-killed.img", location).awaitHalfWay("Transfer image");
        installation.kill();
        wire.release();
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
        wire.holdAfter(Administrator.HALF_WAY);
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        installation.kill();
        wire.release();
        installation.start();
        assertThat(apply.outcome()).isEqualTo("SUCCEEDED");
        assertThat(apply.failures("Write image")).as("attempts that it cost").isEmpty();
        assertThat(Disks.areEqual(source, target)).isTrue();
    }

    @Test
    void anApplyGoesOnWhenTheDeviceLostItsPower() throws Exception {
        var source = administrator.fullDevice();
        var clone = administrator.clone(source, "power-cut.img.zst", location);
        assertThat(clone.outcome()).isEqualTo("SUCCEEDED");
        var target = administrator.blankDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        await().atMost(Duration.ofMinutes(2)).until(wire::isHolding);
        target.kill();
        wire.release();
        target.start();
        assertThat(apply.outcome()).isEqualTo("SUCCEEDED");
        assertThat(Disks.areEqual(source, target)).isTrue();
        assertThat(apply.bytesSent()).as("what was missing").isBetween(1L, Administrator.RANDOM_BYTES - CHUNK_BYTES);
    }

    @Test
    void aCloneEndsWhenItsDeviceBootsItsOwnSystemMeanwhile() throws Exception {
        var source = administrator.fullDevice();
        wire.holdAfter(Administrator.HALF_WAY);
        var clone = administrator.clone(source, "own-boot.img.zst", location).awaitHalfWay("Transfer image");
        source.kill();
        wire.release();
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
        wire.holdAfter(Administrator.HALF_WAY);
        var clone =
                administrator.clone(source, "cancelled-clone.img.zst", location).awaitHalfWay("Transfer image");
        clone.cancel();
        assertThat(clone.outcome()).isEqualTo("CANCELLED");
        wire.release();
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
        wire.holdAfter(Administrator.HALF_WAY);
        var apply = administrator.apply(clone.imageId(), target).awaitHalfWay("Write image");
        apply.cancel();
        assertThat(apply.outcome()).isEqualTo("CANCELLED");
        assertThat(administrator.diskCondition(target)).isEqualTo("NEEDS_IMAGE");
    }
}
