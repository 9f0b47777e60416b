package imprint.workers.net;

import imprint.workflows.address.ForbiddenHosts;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;

/**
 * The address that is connected to, judged at that moment: a name may lead elsewhere than a second ago, and to several
 * places at once.
 */
public final class ServerAddress {

    private ServerAddress() {}

    /** Looks a name up once, and takes the first address. */
    public static InetAddress of(String host) throws IOException {
        return judged(InetAddress.getByName(host));
    }

    /** @throws ForbiddenAddress when no storage location can be there */
    public static void judge(SocketAddress endpoint) throws ForbiddenAddress {
        if (endpoint instanceof InetSocketAddress known && known.getAddress() != null) {
            judged(known.getAddress());
        }
    }

    private static InetAddress judged(InetAddress address) throws ForbiddenAddress {
        if (ForbiddenHosts.isForbidden(address)) {
            throw new ForbiddenAddress(address);
        }
        return address;
    }
}
