package imprint.agent.device;

import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Environment;
import imprint.imaging.protocol.HardwareFacts;
import imprint.imaging.protocol.HardwareIdentity;
import imprint.imaging.protocol.WriteFilter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The machine that this program runs on, as Linux describes it in {@code /sys}, {@code /proc} and {@code /etc}. */
public final class HostMachine implements Machine {

    private final SysFiles files;
    private final Environment environment;
    private final @Nullable Path onlyDisk;
    private final Told told;

    /**
     * @param environment which of the two systems has started this program
     * @param onlyDisk the one disk to show to the server; null for all
     */
    public HostMachine(Environment environment, @Nullable Path onlyDisk, Told told) {
        this(Path.of("/"), environment, onlyDisk, told);
    }

    HostMachine(Path root, Environment environment, @Nullable Path onlyDisk) {
        this(root, environment, onlyDisk, Told.NOTHING);
    }

    HostMachine(Path root, Environment environment, @Nullable Path onlyDisk, Told told) {
        this.files = new SysFiles(root);
        this.environment = environment;
        this.onlyDisk = onlyDisk;
        this.told = told;
    }

    /**
     * To be called before it speaks: a machine that cannot be told from others would be another one after each boot.
     *
     * @throws IOException when it has nothing to be known by
     */
    public void requireIdentity() throws IOException {
        var facts = facts();
        if (facts.identity().smbiosUuid() == null
                && facts.identity().macAddresses().isEmpty()
                && facts.serialNumber() == null) {
            var others = new NetworkCards(files).others();
            throw new IOException(
                    "This machine has nothing by which to know it again: no SMBIOS UUID, no serial number, and of its network cards %s. Give it a serial number of its own by --serial."
                            .formatted(others.isEmpty() ? "there is none" : String.join("; ", others)));
        }
    }

    @Override
    public HardwareFacts facts() throws IOException {
        var os = osRelease();
        return new HardwareFacts(
                new HardwareIdentity(smbiosUuid(), new NetworkCards(files).builtIn()),
                told.product() == null ? product() : told.product(),
                told.serialNumber() == null ? new SerialNumber(files).read() : told.serialNumber(),
                told.hostName() == null ? orElse(files.line("proc/sys/kernel/hostname"), "localhost") : told.hostName(),
                disks(),
                os.getProperty("NAME"),
                os.getProperty("VERSION_ID"),
                WriteFilter.NONE);
    }

    private @Nullable String smbiosUuid() {
        var uuid = files.line("sys/class/dmi/id/product_uuid");
        // why: firmware without one fills it with zeros or ones.
        return uuid == null || uuid.matches("[0-]*|[fF-]*") ? null : uuid.toLowerCase(Locale.ROOT);
    }

    private static String orElse(@Nullable String text, String otherwise) {
        return text == null ? otherwise : text;
    }

    private String product() {
        var maker = orElse(files.line("sys/class/dmi/id/sys_vendor"), "");
        var model = orElse(files.line("sys/class/dmi/id/product_name"), "");
        var product = model.startsWith(maker) ? model : maker + " " + model;
        return product.isBlank() ? orElse(files.line("proc/device-tree/model"), "unknown") : product.strip();
    }

    private Properties osRelease() throws IOException {
        var properties = new Properties();
        // why: in the imaging environment the file tells of that system, not of the one on the disk.
        if (environment == Environment.OWN_DISK && Files.exists(files.path("etc/os-release"))) {
            for (var line : Files.readAllLines(files.path("etc/os-release"))) {
                var parts = line.split("=", 2);
                if (parts.length == 2) {
                    properties.setProperty(parts[0], parts[1].replaceAll("^[\"']|[\"']$", ""));
                }
            }
        }
        return properties;
    }

    @Override
    public List<DiskFacts> disks() throws IOException {
        return new HostDisks(files)
                .all().stream()
                        .filter(disk -> onlyDisk == null || onlyDisk.equals(Path.of(disk.path())))
                        .toList();
    }

    @Override
    public String bootId() throws IOException {
        return Files.readString(files.path("proc/sys/kernel/random/boot_id")).strip();
    }

    @Override
    public Environment environment() {
        return environment;
    }

    /** The server steers what the device's network boot loads: there is nothing to prepare here. */
    @Override
    public void prepareBoot(Environment into) {}

    @Override
    public void reboot() throws IOException, InterruptedException {
        var status = new ProcessBuilder("reboot").inheritIO().start();
        if (!status.waitFor(1, TimeUnit.MINUTES) || status.exitValue() != 0) {
            throw new IOException("The machine does not want to reboot");
        }
        // why: the shutdown ends this program; it must not ask for another command until then.
        Thread.sleep(Long.MAX_VALUE);
    }
}
