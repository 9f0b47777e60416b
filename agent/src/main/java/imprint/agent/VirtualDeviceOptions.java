package imprint.agent;

import imprint.agent.device.Told;
import imprint.agent.device.VirtualHardware;
import imprint.imaging.protocol.WriteFilter;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/**
 * What a virtual device pretends to be; without a word, what it was before, or something made up. A real machine can be
 * told its product, serial number and host name, and is the rest.
 */
final class VirtualDeviceOptions {

    @Option(names = "--product", paramLabel = "NAME", description = "Make and model.")
    private @Nullable String product;

    @Option(names = "--uuid", paramLabel = "UUID", description = "SMBIOS system UUID of a virtual device.")
    private @Nullable String uuid;

    @Option(names = "--mac", paramLabel = "ADDRESS", description = "MAC address of a virtual device's network card.")
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

    Told told() {
        return new Told(product, serial, hostName);
    }

    /** The option that says nothing where something has to be said; null where all do. */
    @Nullable
    String blankOption() {
        if (product != null && product.isBlank()) {
            return "--product";
        }
        return hostName != null && hostName.isBlank() ? "--host-name" : null;
    }

    /** Those of the options given that a real machine does not take. */
    List<String> forVirtualDevicesOnly() {
        return Stream.of(
                        uuid == null ? null : "--uuid",
                        mac == null ? null : "--mac",
                        diskSerial == null ? null : "--disk-serial",
                        osName == null ? null : "--os-name",
                        osVersion == null ? null : "--os-version",
                        writeFilter == null ? null : "--write-filter")
                .filter(Objects::nonNull)
                .toList();
    }

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
