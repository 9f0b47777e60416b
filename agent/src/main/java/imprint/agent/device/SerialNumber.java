package imprint.agent.device;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The serial number that the maker gave the machine, from SMBIOS or the device tree. */
record SerialNumber(SysFiles files) {

    /** What makers leave there who give none; in lower case, without blanks and dots. */
    private static final Set<String> PLACEHOLDERS = Set.of(
            "defaultstring",
            "tobefilledbyoem",
            "systemserialnumber",
            "serialnumber",
            "notspecified",
            "notapplicable",
            "notavailable",
            "na",
            "n/a",
            "none",
            "null",
            "unknown",
            "invalid",
            "empty",
            "oem",
            "123456789",
            "1234567890",
            "0123456789");

    private static final Pattern ONE_CHARACTER_ONLY = Pattern.compile("(.)\\1*");

    @Nullable
    String read() {
        return Stream.of(
                        "sys/class/dmi/id/product_serial",
                        "sys/class/dmi/id/board_serial",
                        "proc/device-tree/serial-number",
                        "sys/firmware/devicetree/base/serial-number")
                .map(files::line)
                .filter(serial -> serial != null && tellsSomething(serial))
                .findFirst()
                .orElse(null);
    }

    private static boolean tellsSomething(String serial) {
        var plain = serial.toLowerCase(Locale.ROOT).replaceAll("[ ._-]", "");
        return !PLACEHOLDERS.contains(plain)
                && !plain.isEmpty()
                && !ONE_CHARACTER_ONLY.matcher(plain).matches();
    }
}
