package imprint.workers.control;

import imprint.workflows.address.ForbiddenHosts;
import imprint.workflows.address.StorageAddress;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Looks up where a location's server is. */
final class HostLookup {

    private HostLookup() {}

    /**
     * What is wrong with the host's name or with where it leads, in a sentence; empty when nothing is.
     *
     * @param ownPorts where Imprint's own servers listen on this machine
     */
    static Optional<String> objection(StorageAddress address, Set<Integer> ownPorts) {
        var server = address.server();
        if (server == null) {
            return Optional.empty();
        }
        try {
            var found = List.of(InetAddress.getAllByName(server.host()));
            return found.stream()
                    .filter(ForbiddenHosts::isForbidden)
                    .findFirst()
                    .map(forbidden -> "%s is at %s, where no storage location can be."
                            .formatted(server.host(), forbidden.getHostAddress()))
                    .or(() -> isOwn(server.port(), found, ownPorts)
                            ? Optional.of("Port %s of %s is Imprint's own: name a file server."
                                    .formatted(server.port(), server.host()))
                            : Optional.empty());
        } catch (UnknownHostException e) {
            return Optional.of("The name %s is not known.".formatted(server.host()));
        }
    }

    private static boolean isOwn(@Nullable Integer port, List<InetAddress> addresses, Set<Integer> ownPorts) {
        return port != null && ownPorts.contains(port) && addresses.stream().anyMatch(HostLookup::isHere);
    }

    private static boolean isHere(InetAddress address) {
        try {
            return address.isLoopbackAddress() || NetworkInterface.getByInetAddress(address) != null;
        } catch (SocketException e) {
            return false;
        }
    }
}
