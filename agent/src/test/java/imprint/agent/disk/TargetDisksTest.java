package imprint.agent.disk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.agent.command.CommandFailed;
import imprint.bpmn.ErrorCode;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.TargetDisk;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TargetDisksTest {

    private static DiskFacts disk(String path, @Nullable String serial, long bytes) {
        return new DiskFacts(path, serial, bytes, 512, false, false);
    }

    private static DiskFacts stick(String path, String serial, long bytes) {
        return new DiskFacts(path, serial, bytes, 512, false, true);
    }

    private static void assertRefused(List<DiskFacts> disks, TargetDisk target) {
        assertThatThrownBy(() -> TargetDisks.choose(disks, target))
                .isInstanceOfSatisfying(
                        CommandFailed.class, failed -> assertThat(failed.code()).isEqualTo(ErrorCode.DISK_AMBIGUOUS));
    }

    @Test
    void choosesBySerialAndSizeAmongEquals() throws CommandFailed {
        var disks = List.of(disk("/dev/sda", "A", 100), disk("/dev/sdb", "B", 100));

        assertThat(TargetDisks.choose(disks, new TargetDisk("B", 100))).isEqualTo(Path.of("/dev/sdb"));
    }

    @Test
    void choosesTheOnlyOneOfItsSizeWhereThereIsNoSerial() throws CommandFailed {
        var disks = List.of(disk("/dev/sda", null, 100), disk("/dev/sdb", "B", 200));

        assertThat(TargetDisks.choose(disks, new TargetDisk(null, 100))).isEqualTo(Path.of("/dev/sda"));
    }

    @Test
    void refusesWhenTwoHaveThatSizeAndNoSerialIsNamed() {
        assertRefused(List.of(disk("/dev/sda", "A", 100), disk("/dev/sdb", null, 100)), new TargetDisk(null, 100));
    }

    @Test
    void refusesAnotherSerialOrAnotherSize() {
        var disks = List.of(disk("/dev/sda", "A", 100));

        assertRefused(disks, new TargetDisk("B", 100));
        assertRefused(disks, new TargetDisk("A", 101));
    }

    @Test
    void neverChoosesAStick() {
        assertRefused(List.of(stick("/dev/sda", "A", 100)), new TargetDisk("A", 100));
    }

    @Test
    void refusesTwoDisksWithTheSameSerial() {
        assertRefused(List.of(disk("/dev/sda", "0", 100), disk("/dev/sdb", "0", 100)), new TargetDisk("0", 100));
    }

    @Test
    void saysWhatThereIs() {
        assertThatThrownBy(() -> TargetDisks.choose(List.of(), new TargetDisk(null, 100)))
                .hasMessage(
                        "None of the fixed disks has 100 bytes; the device has no disk at all. Choose the disk anew.");
        assertThatThrownBy(() -> TargetDisks.choose(
                        List.of(disk("/dev/sda", null, 100), stick("/dev/sdb", "B", 100)), new TargetDisk("A", 100)))
                .hasMessage(
                        "None of the fixed disks has serial A and 100 bytes; the device has /dev/sda (no serial, 100 bytes), /dev/sdb (serial B, 100 bytes, can be pulled out). Choose the disk anew.");
        assertThatThrownBy(() -> TargetDisks.choose(
                        List.of(disk("/dev/sda", null, 100), disk("/dev/sdb", null, 100)), new TargetDisk(null, 100)))
                .hasMessageStartingWith("2 of the fixed disks have 100 bytes; the device has /dev/sda (no serial");
    }
}
