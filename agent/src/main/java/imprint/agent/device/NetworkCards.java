package imprint.agent.device;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/** The network interfaces in {@code /sys/class/net}. */
record NetworkCards(SysFiles files) {

    private static final String NONE = "00:00:00:00:00:00";

    /** The addresses of those that are soldered or plugged in for good, lower case, sorted. */
    List<String> builtIn() {
        return files.names("sys/class/net").stream()
                .map("sys/class/net/"::concat)
                // why: bridges, tunnels and the like have no device; adapters on USB move from machine to machine.
                .filter(card -> Files.exists(files.path(card + "/device")) && !files.isOnBus(card + "/device", "usb"))
                .map(card -> files.line(card + "/address"))
                .filter(Objects::nonNull)
                .map(address -> address.toLowerCase(Locale.ROOT))
                .filter(address -> !address.equals(NONE))
                .sorted()
                .toList();
    }
}
