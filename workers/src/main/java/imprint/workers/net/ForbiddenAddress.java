package imprint.workers.net;

import java.io.IOException;
import java.net.InetAddress;

/** The server is where no storage location can be. */
public final class ForbiddenAddress extends IOException {

    ForbiddenAddress(InetAddress address) {
        super("it is at %s, where no storage location can be".formatted(address.getHostAddress()));
    }
}
