package imprint.agent.device;

import java.nio.file.Files;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The network interfaces in {@code /sys/class/net}. */
record NetworkCards(SysFiles files) {

    private static final Pattern MAC = Pattern.compile("[0-9a-f]{2}(:[0-9a-f]{2}){5}");
    private static final String NONE = "00:00:00:00:00:00";
    private static final String ETHERNET = "1";

    /** The addresses, given by their makers, of those that are soldered or plugged in for good; lower case, sorted. */
    List<String> builtIn() {
        return files.names("sys/class/net").stream()
                .map(Card::new)
                .filter(card -> card.whyItDoesNotCount() == null)
                .map(Card::address)
                .filter(Objects::nonNull)
                .sorted()
                .distinct()
                .toList();
    }

    /** The others, each with the reason why it does not tell this machine from another. */
    List<String> others() {
        return files.names("sys/class/net").stream()
                .map(Card::new)
                .filter(card -> card.whyItDoesNotCount() != null)
                .map(card -> card.name + " " + card.whyItDoesNotCount())
                .toList();
    }

    private final class Card {

        private final String name;
        private final String place;

        Card(String name) {
            this.name = name;
            this.place = "sys/class/net/" + name;
        }

        /** A card of a bond wears the bond's address; its own is kept beside it. */
        @Nullable
        String address() {
            var own = files.line(place + "/bonding_slave/perm_hwaddr");
            var address = own == null ? files.line(place + "/address") : own;
            return address == null ? null : address.toLowerCase(Locale.ROOT);
        }

        @Nullable
        String whyItDoesNotCount() {
            if (!Files.exists(files.path(place + "/device"))) {
                return "is made of software";
            }
            if (files.isOnBus(place + "/device", "usb")) {
                return "is on USB and may move to another machine";
            }
            if (!ETHERNET.equals(Objects.requireNonNullElse(files.line(place + "/type"), ETHERNET))) {
                return "is no Ethernet card";
            }
            if (Objects.requireNonNullElse(files.line(place + "/uevent"), "").contains("DEVTYPE=wwan")) {
                return "is a modem";
            }
            if (Files.exists(files.path(place + "/device/physfn"))) {
                return "is a slice of another card";
            }
            return whyItsAddressDoesNotCount();
        }

        private @Nullable String whyItsAddressDoesNotCount() {
            var address = address();
            if (address == null || !MAC.matcher(address).matches() || address.equals(NONE)) {
                return "has no address";
            }
            var first = Integer.parseInt(address.substring(0, 2), 16);
            if ((first & 1) != 0) {
                return "has the address of a group";
            }
            if ((first & 2) != 0) {
                return "has an address that no maker gave it (%s)".formatted(address);
            }
            var isItsOwn = Files.exists(files.path(place + "/bonding_slave/perm_hwaddr"))
                    || files.number(place + "/addr_assign_type", 0) == 0;
            return isItsOwn ? null : "has an address that may be another after the next boot (%s)".formatted(address);
        }
    }
}
