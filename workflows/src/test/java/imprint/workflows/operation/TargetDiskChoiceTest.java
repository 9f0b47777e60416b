package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.bpmn.ErrorCode;
import imprint.workflows.device.Disk;
import imprint.workflows.failure.BusinessFailure;
import java.util.List;
import org.assertj.core.api.AbstractThrowableAssert;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetDiskChoiceTest {

    private static Disk fixed(String path, @Nullable String serial, boolean boot) {
        return new Disk(path, serial, 100, 512, boot, false);
    }

    private static Disk stick(String path) {
        return new Disk(path, "S", 100, 512, true, true);
    }

    private static AbstractThrowableAssert<?, ?> assertRefused(Disk... disks) {
        return assertThatThrownBy(() -> TargetDiskChoice.of("kiosk-1", List.of(disks)))
                .isInstanceOfSatisfying(
                        BusinessFailure.class,
                        failure -> assertThat(failure.code()).isEqualTo(ErrorCode.DISK_AMBIGUOUS));
    }

    @Test
    void isTheOnlyFixedDisk() {
        var disk = fixed("/dev/sda", null, false);
        assertThat(TargetDiskChoice.of("kiosk-1", List.of(stick("/dev/sdb"), disk)))
                .isEqualTo(disk);
    }

    @Test
    void isTheOneThatItBootedFrom() {
        var disk = fixed("/dev/sdb", "B", true);
        assertThat(TargetDiskChoice.of("kiosk-1", List.of(fixed("/dev/sda", "A", false), disk)))
                .isEqualTo(disk);
    }

    @Test
    void saysThatThereIsNoDisk() {
        assertRefused().hasMessageStartingWith("kiosk-1 has no disk: ");
    }

    @Test
    void saysWhichDisksCanBePulledOut() {
        assertRefused(stick("/dev/sda"))
                .hasMessageContaining("has no fixed disk")
                .hasMessageEndingWith("it has /dev/sda, which can be pulled out.");
        assertRefused(stick("/dev/sda"), stick("/dev/sdb"))
                .hasMessageEndingWith("it has /dev/sda, /dev/sdb, which can be pulled out.");
    }

    @Test
    void saysFromHowManyOfSeveralItBooted() {
        assertRefused(fixed("/dev/sda", "A", false), fixed("/dev/sdb", "B", false), stick("/dev/sdc"))
                .hasMessageStartingWith("kiosk-1 has 2 fixed disks and booted from none of them");
        assertRefused(fixed("/dev/sda", "A", true), fixed("/dev/sdb", "B", true))
                .hasMessageStartingWith("kiosk-1 has 2 fixed disks and booted from 2 of them");
    }

    @Test
    void isNoneOfTwinsWithoutSerialNumbers() {
        assertRefused(fixed("/dev/sda", null, true), fixed("/dev/sdb", "B", false))
                .hasMessageContaining("has 2 disks of 100 bytes, and the one that is meant has no serial number");
    }
}
