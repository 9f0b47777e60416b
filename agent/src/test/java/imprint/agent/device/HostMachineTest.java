package imprint.agent.device;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HostMachineTest {

    @TempDir
    private Path root;

    @BeforeEach
    void makeAThinClient() throws IOException {
        file("sys/class/dmi/id/product_uuid", "4C4C4544-0042-3510-8051-B7C04F4E3132");
        file("sys/class/dmi/id/sys_vendor", "HP");
        file("sys/class/dmi/id/product_name", "HP t640 Thin Client");
        file("proc/sys/kernel/hostname", "kiosk-7");
        file("proc/sys/kernel/random/boot_id", "0b9a8f0e-1111-2222-3333-444455556666");
        file("etc/os-release", "NAME=\"DeTOS\"\nVERSION_ID='7.4'\n");
        card("devices/pci0/net/eth0", "eth0", "A8:BB:CC:00:00:02");
        card("devices/pci0/usb1/net/eth1", "eth1", "a8:bb:cc:00:00:01");
        file("sys/class/net/docker0/address", "02:42:00:00:00:01");
        disk("devices/pci0/nvme/nvme0n1", "nvme0n1", 125_045_424, "4096");
        file("sys/devices/pci0/nvme/nvme0n1/device/serial", "S4NVMe0001");
        disk("devices/pci0/usb1/sda", "sda", 1_000, "512");
        file("sys/block/loop0/size", "2048");
        file("sys/devices/pci0/nvme/nvme0n1/nvme0n1p2/partition", "2");
        link("sys/dev/block/259:2", "devices/pci0/nvme/nvme0n1/nvme0n1p2");
        file("proc/self/mountinfo", "22 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw");
    }

    private void file(String name, String content) throws IOException {
        var file = root.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, content + "\n");
    }

    private void link(String name, String device) throws IOException {
        var link = root.resolve(name);
        Files.createDirectories(link.getParent());
        Files.createSymbolicLink(link, root.resolve("sys").resolve(device));
    }

    private void card(String device, String name, String address) throws IOException {
        file("sys/" + device + "/address", address);
        file("sys/" + device + "/device/vendor", "0x8086");
        link("sys/class/net/" + name, device);
    }

    private void disk(String device, String name, long sectors, String sectorBytes) throws IOException {
        file("sys/" + device + "/size", Long.toString(sectors));
        file("sys/" + device + "/removable", "0");
        file("sys/" + device + "/queue/logical_block_size", sectorBytes);
        link("sys/block/" + name, device);
    }

    @Test
    void tellsWhatLinuxTells() throws IOException {
        var facts = new HostMachine(root, Environment.OWN_DISK, null).facts();

        assertThat(facts.identity().smbiosUuid()).isEqualTo("4c4c4544-0042-3510-8051-b7c04f4e3132");
        assertThat(facts.product()).isEqualTo("HP t640 Thin Client");
        assertThat(facts.hostName()).isEqualTo("kiosk-7");
        assertThat(facts.osName()).isEqualTo("DeTOS");
        assertThat(facts.osVersion()).isEqualTo("7.4");
        assertThat(facts.serialNumber()).isNull();
    }

    @Test
    void countsOnlyBuiltInCardsAsItsIdentity() throws IOException {
        var facts = new HostMachine(root, Environment.OWN_DISK, null).facts();

        assertThat(facts.identity().macAddresses()).containsExactly("a8:bb:cc:00:00:02");
    }

    @Test
    void listsItsDisksAndKnowsStickAndBootDisk() throws IOException {
        assertThat(new HostMachine(root, Environment.OWN_DISK, null).disks())
                .containsExactly(
                        new DiskFacts("/dev/nvme0n1", "S4NVMe0001", 125_045_424L * 512, 4096, true, false),
                        new DiskFacts("/dev/sda", null, 512_000, 512, false, true));
    }

    @Test
    void showsOnlyTheDiskThatItWasTold() throws IOException {
        assertThat(new HostMachine(root, Environment.OWN_DISK, Path.of("/dev/sda")).disks())
                .extracting(DiskFacts::path)
                .containsExactly("/dev/sda");
    }

    @Test
    void doesNotTakeTheImagingEnvironmentForTheSystemOnTheDisk() throws IOException {
        assertThat(new HostMachine(root, Environment.IMAGING, null).facts().osName())
                .isNull();
    }

    @Test
    void readsTheBootIdOfTheKernel() throws IOException {
        assertThat(new HostMachine(root, Environment.IMAGING, null).bootId())
                .isEqualTo("0b9a8f0e-1111-2222-3333-444455556666");
    }

    private List<DiskFacts> disks() throws IOException {
        return new HostMachine(root, Environment.IMAGING, null).disks();
    }

    /** With the device that stands for the hardware; {@link #disk} makes none. */
    private void realDisk(String hardware, String name, long sectors) throws IOException {
        disk(hardware + "/block/" + name, name, sectors, "512");
        Files.createSymbolicLink(root.resolve("sys/" + hardware + "/block/" + name + "/device"), Path.of("../.."));
    }

    @Test
    void listsAnNvmeDiskOnceThatIsReachedByManyPaths() throws IOException {
        var subsystem = "devices/virtual/nvme-subsystem/nvme-subsys0";
        disk(subsystem + "/nvme1n1", "nvme1n1", 2_048, "512");
        Files.createSymbolicLink(root.resolve("sys/" + subsystem + "/nvme1n1/device"), Path.of(".."));
        file("sys/" + subsystem + "/serial", "S1");
        disk("devices/pci0/nvme/nvme1/nvme1c1n1", "nvme1c1n1", 2_048, "512");
        disk("devices/pci0/nvme/nvme2/other", "other", 2_048, "512");
        file("sys/devices/pci0/nvme/nvme2/other/hidden", "1");

        assertThat(disks())
                .extracting(DiskFacts::path, DiskFacts::serial)
                .containsExactly(
                        tuple("/dev/nvme0n1", "S4NVMe0001"), tuple("/dev/nvme1n1", "S1"), tuple("/dev/sda", null));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bcache0", "zd0", "rbd0", "drbd0", "nullb0", "pmem0", "dm-0", "md127", "zram0", "ram0", "nbd0", "loop7"
            })
    void listsNothingLayeredOrMadeUp(String name) throws IOException {
        disk("devices/virtual/block/" + name, name, 2_048, "512");

        assertThat(disks()).extracting(DiskFacts::path).containsExactly("/dev/nvme0n1", "/dev/sda");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sr0", "fd0", "pmem0", "rbd0", "mtdblock0", "ubiblock0_0", "mmcblk0boot0", "mmcblk0gp0"})
    void listsNoDriveOfOtherMediaThoughItHasADevice(String name) throws IOException {
        realDisk("devices/platform/other", name, 2_048);

        assertThat(disks()).extracting(DiskFacts::path).containsExactly("/dev/nvme0n1", "/dev/sda");
    }

    @Test
    void listsNothingThatLiesOnOtherDisks() throws IOException {
        realDisk("devices/platform/layer", "layer0", 2_048);
        link("sys/devices/platform/layer/block/layer0/slaves/nvme0n1", "devices/pci0/nvme/nvme0n1");

        assertThat(disks()).extracting(DiskFacts::path).containsExactly("/dev/nvme0n1", "/dev/sda");
    }

    @Test
    void listsDisksOfEveryMake() throws IOException {
        realDisk("devices/pci0/virtio0", "vda", 2_048);
        realDisk("devices/vbd-768", "xvda", 2_048);
        realDisk("devices/pci0/cciss0", "cciss!c0d0", 2_048);

        assertThat(disks())
                .extracting(DiskFacts::path)
                .containsExactly("/dev/cciss/c0d0", "/dev/nvme0n1", "/dev/sda", "/dev/vda", "/dev/xvda");
    }

    @Test
    void asksTheBusAndNotTheKernelWhatCanBePulledOut() throws IOException {
        realDisk("devices/pci0/ata1/host0/target0/0:0:0:0", "sdb", 2_048);
        file("sys/devices/pci0/ata1/host0/target0/0:0:0:0/block/sdb/removable", "1");
        realDisk("devices/pci0/fw1/fw1.0/host3", "sdc", 2_048);
        realDisk("devices/pci0/memstick_host/memstick0", "mspblk0", 2_048);

        assertThat(disks())
                .extracting(DiskFacts::path, DiskFacts::removable)
                .containsExactly(
                        tuple("/dev/mspblk0", true),
                        tuple("/dev/nvme0n1", false),
                        tuple("/dev/sda", true),
                        tuple("/dev/sdb", false),
                        tuple("/dev/sdc", true));
    }

    private void card(String type) throws IOException {
        realDisk("devices/platform/mmc0/mmc0:0001", "mmcblk0", 2_048);
        file("sys/devices/platform/mmc0/mmc0:0001/type", type);
        file("sys/devices/platform/mmc0/mmc0:0001/serial", "0xabcd");
    }

    private boolean isCardFixed() throws IOException {
        return disks().stream().anyMatch(disk -> disk.path().equals("/dev/mmcblk0") && !disk.removable());
    }

    @Test
    void takesAnSdCardForACardBesideAnotherDisk() throws IOException {
        card("SD");

        assertThat(isCardFixed()).isFalse();
    }

    @Test
    void takesAnSdCardForTheDiskOfABoardThatHasNoOther() throws IOException {
        Files.delete(root.resolve("sys/block/nvme0n1"));
        card("SD");

        assertThat(isCardFixed()).isTrue();
    }

    @Test
    void takesASolderedChipForADisk() throws IOException {
        card("MMC");

        assertThat(isCardFixed()).isTrue();
    }

    private @Nullable String serialOf(String path) throws IOException {
        return disks().stream()
                .filter(disk -> disk.path().equals(path))
                .map(DiskFacts::serial)
                .findFirst()
                .orElseThrow();
    }

    @Test
    void readsTheSerialOfASataDiskFromItsVitalProductData() throws IOException {
        realDisk("devices/pci0/ata1", "sdb", 2_048);
        Files.write(
                root.resolve("sys/devices/pci0/ata1/vpd_pg80"),
                "\0\u0080\0\u0014     WD-12345   \0".getBytes(StandardCharsets.ISO_8859_1));

        assertThat(serialOf("/dev/sdb")).isEqualTo("WD-12345");
    }

    @Test
    void readsTheSerialFromWhatUdevKnows() throws IOException {
        realDisk("devices/pci0/ata1", "sdb", 2_048);
        file("sys/devices/pci0/ata1/block/sdb/dev", "8:16");
        file("run/udev/data/b8:16", "S:disk/by-id/x\nE:ID_SERIAL=Maker_WD-6\nE:ID_SERIAL_SHORT=WD-6");

        assertThat(serialOf("/dev/sdb")).isEqualTo("WD-6");
    }

    @Test
    void namesADiskWithoutSerialByItsWorldWideName() throws IOException {
        realDisk("devices/pci0/ata1", "sdb", 2_048);
        file("sys/devices/pci0/ata1/serial", "0000 0000");
        file("sys/devices/pci0/ata1/wwid", "t10.ATA     Disk   WD-7");

        assertThat(serialOf("/dev/sdb")).isEqualTo("t10.ATA Disk WD-7");
    }

    private List<String> bootDisks() throws IOException {
        return disks().stream().filter(DiskFacts::boot).map(DiskFacts::path).toList();
    }

    /** As a volume group on an encrypted partition. */
    private void layersOnThePartition() throws IOException {
        disk("devices/virtual/block/dm-1", "dm-1", 2_048, "512");
        disk("devices/virtual/block/dm-0", "dm-0", 2_048, "512");
        link("sys/devices/virtual/block/dm-1/slaves/dm-0", "devices/virtual/block/dm-0");
        link("sys/devices/virtual/block/dm-0/slaves/nvme0n1p2", "devices/pci0/nvme/nvme0n1/nvme0n1p2");
        link("sys/class/block/dm-1", "devices/virtual/block/dm-1");
        link("sys/dev/block/253:1", "devices/virtual/block/dm-1");
    }

    @Test
    void findsTheBootDiskUnderWhatLiesOnIt() throws IOException {
        layersOnThePartition();
        file("proc/self/mountinfo", "22 1 253:1 / / rw,relatime shared:1 - ext4 /dev/mapper/vg-root rw");

        assertThat(bootDisks()).containsExactly("/dev/nvme0n1");
    }

    @Test
    void findsTheBootDiskOfAFileSystemWithNumbersOfItsOwn() throws IOException {
        layersOnThePartition();
        file("dev/dm-1", "");
        Files.createDirectory(root.resolve("dev/mapper"));
        Files.createSymbolicLink(root.resolve("dev/mapper/vg-root"), Path.of("../dm-1"));
        file("proc/self/mountinfo", "22 1 0:29 /@ / rw,relatime shared:1 - btrfs /dev/mapper/vg-root rw,subvol=/@");

        assertThat(bootDisks()).containsExactly("/dev/nvme0n1");
    }

    @Test
    void knowsNoBootDiskWhereTheSystemIsInMemory() throws IOException {
        file("proc/self/mountinfo", "22 1 0:2 / / rw - rootfs rootfs rw");

        assertThat(bootDisks()).isEmpty();
    }

    private void noIdentityButItsCards() throws IOException {
        Files.delete(root.resolve("sys/class/dmi/id/product_uuid"));
        Files.delete(root.resolve("sys/class/net/eth0"));
    }

    /** In the place of the card that counts. */
    private void onlyCard(String address, String file, String content) throws IOException {
        noIdentityButItsCards();
        card("devices/soc/net/eth7", "eth7", address);
        file("sys/devices/soc/net/eth7/" + file, content);
    }

    private HostMachine machine() {
        return new HostMachine(root, Environment.OWN_DISK, null);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "random, a8:11:22:33:44:55, addr_assign_type, 1, may be another after the next boot",
        "stolen, a8:11:22:33:44:55, addr_assign_type, 2, may be another after the next boot",
        "set by software, a8:11:22:33:44:55, addr_assign_type, 3, may be another after the next boot",
        "local, 02:11:22:33:44:55, addr_assign_type, 0, that no maker gave it",
        "group, 01:00:5e:00:00:01, addr_assign_type, 0, address of a group",
        "zero, 00:00:00:00:00:00, addr_assign_type, 0, has no address",
        "InfiniBand, a8:11:22:33:44:55, type, 32, is no Ethernet card",
        "modem, a8:11:22:33:44:55, uevent, DEVTYPE=wwan, is a modem",
        "slice, a8:11:22:33:44:55, device/physfn/vendor, 0x8086, is a slice of another card",
    })
    void countsNoCardWhoseAddressIsNoMakers(String kind, String address, String file, String content, String reason)
            throws IOException {
        onlyCard(address, file, content);

        assertThat(machine().facts().identity().macAddresses()).as(kind).isEmpty();
        assertThatThrownBy(machine()::requireIdentity)
                .hasMessageContaining("eth7 ")
                .hasMessageContaining(reason)
                .hasMessageContaining("eth1 is on USB")
                .hasMessageContaining("docker0 is made of software")
                .hasMessageContaining("--serial");
    }

    @Test
    void countsACardOfABondByTheAddressOfItsOwn() throws IOException {
        onlyCard("02:11:22:33:44:55", "bonding_slave/perm_hwaddr", "A8:00:00:00:00:09");
        file("sys/devices/soc/net/eth7/addr_assign_type", "3");

        assertThat(machine().facts().identity().macAddresses()).containsExactly("a8:00:00:00:00:09");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sys/class/dmi/id/product_serial",
                "sys/class/dmi/id/board_serial",
                "proc/device-tree/serial-number"
            })
    void isKnownByItsSerialNumberWhereThereIsNothingElse(String file) throws IOException {
        noIdentityButItsCards();
        file(file, "10000000abcd\0");

        machine().requireIdentity();

        assertThat(machine().facts().serialNumber()).isEqualTo("10000000abcd");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Default string",
                "To be filled by O.E.M.",
                "System Serial Number",
                "0000000",
                "None",
                "N/A",
                "..."
            })
    void refusesToSpeakWithTheSerialNumberOfAllBoards(String placeholder) throws IOException {
        noIdentityButItsCards();
        file("sys/class/dmi/id/product_serial", placeholder);

        assertThat(machine().facts().serialNumber()).isNull();
        assertThatThrownBy(machine()::requireIdentity).hasMessageContaining("nothing by which to know it again");
    }

    @Test
    void takesAUuidOfZerosForNone() throws IOException {
        file("sys/class/dmi/id/product_uuid", "00000000-0000-0000-0000-000000000000");

        assertThat(machine().facts().identity().smbiosUuid()).isNull();
    }

    @Test
    void takesTheModelOfTheDeviceTreeWhereThereIsNoSmbios() throws IOException {
        Files.delete(root.resolve("sys/class/dmi/id/sys_vendor"));
        Files.delete(root.resolve("sys/class/dmi/id/product_name"));
        file("proc/device-tree/model", "Raspberry Pi 4 Model B Rev 1.4\0");

        assertThat(machine().facts().product()).isEqualTo("Raspberry Pi 4 Model B Rev 1.4");
    }

    @Test
    void saysWhatItWasToldToSay() throws IOException {
        noIdentityButItsCards();
        var told = new HostMachine(root, Environment.OWN_DISK, null, new Told("Kiosk", "K-1", "hall"));

        told.requireIdentity();

        assertThat(told.facts())
                .extracting(HardwareFacts::product, HardwareFacts::serialNumber, HardwareFacts::hostName)
                .containsExactly("Kiosk", "K-1", "hall");
    }
}
