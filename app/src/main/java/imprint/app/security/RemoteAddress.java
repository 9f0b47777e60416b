package imprint.app.security;

import java.net.InetAddress;
import java.util.Arrays;
import java.util.HexFormat;

/** Where requests come from, as far as one who sends them cannot choose. */
final class RemoteAddress {

    private static final int NETWORK_BYTES = 8;
    private static final int IPV6_BYTES = 16;

    private RemoteAddress() {}

    /** The same text for all addresses that are one caller's: those of loopback, and those of a network of IPv6. */
    static String counted(String address) {
        try {
            var parsed = InetAddress.ofLiteral(address);
            if (parsed.isLoopbackAddress()) {
                return "loopback";
            }
            var bytes = parsed.getAddress();
            return bytes.length == IPV6_BYTES
                    ? HexFormat.of().formatHex(Arrays.copyOf(bytes, NETWORK_BYTES))
                    : parsed.getHostAddress();
        } catch (IllegalArgumentException e) {
            return address;
        }
    }
}
