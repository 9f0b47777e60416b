package imprint.agent.device;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Environment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        card("devices/pci0/net/eth0", "eth0", "AA:BB:CC:00:00:02");
        card("devices/pci0/usb1/net/eth1", "eth1", "aa:bb:cc:00:00:01");
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

        assertThat(facts.identity().macAddresses()).containsExactly("aa:bb:cc:00:00:02");
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
}
