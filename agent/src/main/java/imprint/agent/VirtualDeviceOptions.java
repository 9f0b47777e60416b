package imprint.agent;

import imprint.agent.device.VirtualHardware;
import imprint.imaging.protocol.WriteFilter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a virtual device pretends to be; without a word, what it was before, or something made up. */
final class VirtualDeviceOptions {

    @Option(names = "--product", paramLabel = "NAME", description = "Make and model.")
    private @Nullable String product;

    @Option(names = "--uuid", paramLabel = "UUID", description = "SMBIOS system UUID.")
    private @Nullable String uuid;

    @Option(names = "--mac", paramLabel = "ADDRESS", description = "MAC address of the built-in network card.")
    private @Nullable String mac;

    @Option(names = "--serial", paramLabel = "TEXT", description = "Serial number of the device.")
    private @Nullable String serial;

    @Option(names = "--host-name", paramLabel = "NAME", description = "Host name.")
    private @Nullable String hostName;

    @Option(
            names = "--disk-serial",
            paramLabel = "TEXT",
            description = "Serial number of the disk; empty for a disk that reports none.")
    private @Nullable String diskSerial;

    @Option(names = "--os-name", paramLabel = "NAME", description = "Operating system on the disk.")
    private @Nullable String osName;

    @Option(names = "--os-version", paramLabel = "VERSION", description = "Its version.")
    private @Nullable String osVersion;

    @Option(
            names = "--write-filter",
            paramLabel = "FILTER",
            description = "Enabled write filter: ${COMPLETION-CANDIDATES}.")
    private @Nullable WriteFilter writeFilter;

    VirtualHardware applyTo(VirtualHardware former) {
        return new VirtualHardware(
                lowerCase(or(uuid, former.smbiosUuid())),
                lowerCase(or(mac, former.macAddress())),
                or(product, former.product()),
                or(serial, former.serialNumber()),
                or(hostName, former.hostName()),
                diskSerial == null ? former.diskSerial() : diskSerial.isEmpty() ? null : diskSerial,
                or(osName, former.osName()),
                or(osVersion, former.osVersion()),
                writeFilter == null ? former.writeFilter() : writeFilter);
    }

    private static String or(@Nullable String wished, String former) {
        return wished == null ? former : wished;
    }

    private static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
