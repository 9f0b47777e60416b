package imprint.workflows.storage;

import imprint.workflows.failure.InvalidInput;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;

/**
 * Addresses that no file server has, and where the machine itself or its cloud answers: link-local ones, with the
 * metadata of virtual machines among them, and those that stand for any or for many machines.
 */
public final class ForbiddenHosts {

    /** Metadata services that are not link-local: Amazon's in IPv6, Alibaba's, Azure's wire server. */
    private static final Set<String> METADATA = Set.of("fd00:ec2:0:0:0:0:0:254", "100.100.100.200", "168.63.129.16");

    private ForbiddenHosts() {}

    public static boolean isForbidden(InetAddress address) {
        return address.isLinkLocalAddress()
                || address.isAnyLocalAddress()
                || address.isMulticastAddress()
                || METADATA.contains(address.getHostAddress());
    }

    /** Refuses an address; a name is looked up when it is used. */
    static void refuse(String host) {
        if (isAddress(host) && isForbidden(parse(host))) {
            throw new InvalidInput("host", "No storage location can be at %s: name a file server.".formatted(host));
        }
    }

    private static boolean isAddress(String host) {
        return host.contains(":") || host.matches("[0-9.]+");
    }

    private static InetAddress parse(String host) {
        try {
            // why: of an address, this looks nothing up.
            return InetAddress.getByName(host);
        } catch (UnknownHostException e) {
            throw new InvalidInput("host", "%s is no address: correct it.".formatted(host));
        }
    }
}
