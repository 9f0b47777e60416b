package imprint.agent.device;

import imprint.imaging.protocol.WriteFilter;
import java.util.HexFormat;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The hardware that a virtual device pretends to have, made up at its first start and kept.
 *
 * @param smbiosUuid lower case; empty for none
 * @param macAddress lower case with colons; empty for a machine without a card of its own
 * @param serialNumber empty for none
 * @param diskSerial null for a disk that reports none
 */
public record VirtualHardware(
        String smbiosUuid,
        String macAddress,
        String product,
        String serialNumber,
        String hostName,
        @Nullable String diskSerial,
        String osName,
        String osVersion,
        WriteFilter writeFilter) {

    public static VirtualHardware madeUp(RandomGenerator random) {
        var digits = HexFormat.of().formatHex(randomBytes(random, 16));
        return new VirtualHardware(
                "%s-%s-4%s-8%s-%s"
                        .formatted(
                                digits.substring(0, 8),
                                digits.substring(8, 12),
                                digits.substring(13, 16),
                                digits.substring(17, 20),
                                digits.substring(20, 32)),
                // why: 02 begins the locally administered addresses, which no maker hands out.
                "02:" + HexFormat.ofDelimiter(":").formatHex(randomBytes(random, 5)),
                "Imprint Virtual Device",
                "V" + digits.substring(0, 11),
                "device-" + digits.substring(0, 6),
                "VDISK-" + digits.substring(20, 32),
                "Linux",
                "1.0",
                WriteFilter.NONE);
    }

    private static byte[] randomBytes(RandomGenerator random, int count) {
        var bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }
}
