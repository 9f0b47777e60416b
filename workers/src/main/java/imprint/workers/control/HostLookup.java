package imprint.workers.control;

import imprint.workflows.storage.ForbiddenHosts;
import imprint.workflows.storage.StorageAddress;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.Optional;

/** Looks up where a location's server is. */
final class HostLookup {

    private HostLookup() {}

    /** What is wrong with the host's name or with where it leads, in a sentence; empty when nothing is. */
    static Optional<String> objection(StorageAddress address) {
        var server = address.host();
        if (server == null) {
            return Optional.empty();
        }
        try {
            return Arrays.stream(InetAddress.getAllByName(server.host()))
                    .filter(ForbiddenHosts::isForbidden)
                    .findFirst()
                    .map(found -> "%s is at %s, where no storage location can be."
                            .formatted(server.host(), found.getHostAddress()));
        } catch (UnknownHostException e) {
            return Optional.of("The name %s is not known.".formatted(server.host()));
        }
    }
}
