package imprint.workflows.address;

import imprint.workflows.failure.InvalidInput;
import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Addresses that no file server has, and where the machine itself or its cloud answers: link-local ones, with the
 * metadata of virtual machines among them, and those that stand for any or for many machines. An address of IPv6 that
 * carries one of IPv4 is judged by that one, too.
 */
public final class ForbiddenHosts {

    /** Metadata services that are not link-local: Amazon's and Google's in IPv6, Alibaba's, Azure's, Oracle's. */
    private static final Set<String> METADATA = Set.of(
            "fd00:ec2:0:0:0:0:0:254", "fd20:ce:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16", "192.0.0.192");

    private static final String LABEL = "[A-Za-z0-9_](?:[A-Za-z0-9_-]*[A-Za-z0-9_])?";
    private static final String NAME = LABEL + "(?:\\." + LABEL + ")*\\.?";
    /** What resolvers take for an address whose last part this is, however few parts there are (127.1, 0x7f000001). */
    private static final String NUMBER_AT_THE_END = "(?:.*\\.)?(?:\\d+|0[xX][0-9A-Fa-f]*)\\.?";

    private static final String BYTE = "(?:25[0-5]|2[0-4]\\d|1\\d\\d|[1-9]?\\d)";
    private static final String WHOLE_ADDRESS = BYTE + "(?:\\." + BYTE + "){3}";

    private ForbiddenHosts() {}

    public static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress())
                || address instanceof Inet4Address && isReserved(address.getAddress()[0])
                || address instanceof Inet6Address
                        && carried(address.getAddress()).anyMatch(ForbiddenHosts::isForbidden);
    }

    /** Refuses an address, and what is neither one nor a name; a name is looked up when it is used. */
    public static void refuse(String host) {
        if (host.contains(":") || host.matches(NUMBER_AT_THE_END)) {
            if (isForbidden(parse(host))) {
                throw new InvalidInput("host", "No storage location can be at %s: name a file server.".formatted(host));
            }
        } else if (!host.matches(NAME)) {
            throw new InvalidInput(
                    "host", "%s is no name of a server: letters, digits and dashes between dots.".formatted(host));
        }
    }

    private static InetAddress parse(String host) {
        if (!host.contains(":") && !host.matches(WHOLE_ADDRESS)) {
            throw noAddress(host);
        }
        try {
            // why: this looks nothing up.
            return InetAddress.ofLiteral(host);
        } catch (IllegalArgumentException e) {
            throw noAddress(host);
        }
    }

    private static InvalidInput noAddress(String host) {
        return new InvalidInput(
                "host", "%s is no whole address: write it as in 192.0.2.7 or 2001:db8::7.".formatted(host));
    }

    /** "This network" of RFC 1122, and what is neither a machine's nor a group's. */
    private static boolean isReserved(byte first) {
        return first == 0 || Byte.toUnsignedInt(first) >= 240;
    }

    /** The addresses of IPv4 that a gateway, or this machine, may make of one of IPv6. */
    private static Stream<InetAddress> carried(byte[] ipv6) {
        if (begins(ipv6, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0)) {
            // IPv4-compatible; ::1 is the loopback address.
            return begins(Arrays.copyOfRange(ipv6, 12, 16), 0, 0, 0, 1) ? Stream.empty() : at(ipv6, 12, 13, 14, 15);
        }
        if (begins(ipv6, 0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0) // NAT64, RFC 6052
                || begins(ipv6, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0)) { // RFC 2765
            return at(ipv6, 12, 13, 14, 15);
        }
        if (begins(ipv6, 0, 0x64, 0xff, 0x9b, 0, 1)) { // NAT64 with a prefix of one's own, RFC 8215
            return Stream.concat(at(ipv6, 6, 7, 9, 10), at(ipv6, 12, 13, 14, 15));
        }
        if (begins(ipv6, 0x20, 0x02)) { // 6to4, RFC 3056
            return at(ipv6, 2, 3, 4, 5);
        }
        if (begins(ipv6, 0x20, 0x01, 0, 0)) { // Teredo, RFC 4380: the server, and the client's address inverted
            byte[] inverted = ipv6.clone();
            for (int i = 12; i < 16; i++) {
                inverted[i] = (byte) ~inverted[i];
            }
            return Stream.concat(at(ipv6, 4, 5, 6, 7), at(inverted, 12, 13, 14, 15));
        }
        var end = Arrays.copyOfRange(ipv6, 8, 16);
        return begins(end, 0, 0, 0x5e, 0xfe) || begins(end, 2, 0, 0x5e, 0xfe) // ISATAP, RFC 5214
                ? at(ipv6, 12, 13, 14, 15)
                : Stream.empty();
    }

    private static boolean begins(byte[] address, int... bytes) {
        return IntStream.range(0, bytes.length).allMatch(i -> Byte.toUnsignedInt(address[i]) == bytes[i]);
    }

    private static Stream<InetAddress> at(byte[] ipv6, int... places) {
        var ipv4 = new byte[] {ipv6[places[0]], ipv6[places[1]], ipv6[places[2]], ipv6[places[3]]};
        try {
            return Stream.of(InetAddress.getByAddress(ipv4));
        } catch (UnknownHostException e) {
            throw new IllegalStateException("Four bytes are an address", e);
        }
    }
}
