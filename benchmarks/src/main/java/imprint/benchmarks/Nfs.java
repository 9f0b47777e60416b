package imprint.benchmarks;

import imprint.embedded.Ports;
import imprint.workflows.address.Server;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** NFS-Ganesha, and the clients of libnfs, of which {@code nfs-cp} writes by version 3 only; both speak that. */
final class Nfs {

    private static final String HOST = "127.0.0.1";
    private static final String EXPORT = "/srv/" + StorageContainer.FILES;

    // why: files are opened by their handles, which the engine's own filter of system calls forbids.
    private static final List<String> HANDLES =
            List.of("--cap-add", "DAC_READ_SEARCH", "--security-opt", "seccomp=unconfined");

    private Nfs() {}

    static StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var mountPort = Ports.unused();
        // why the address: with it comes the port mapper, which tells Imprint where the mount protocol listens.
        var settings = Map.<String, Object>of("ADDRESS", HOST, "MOUNT_PORT", mountPort);
        var server = StorageContainer.start(laboratory, "ganesha", settings, HANDLES);
        var location =
                new StorageAccess(new StorageAddress.Nfs(new Server(HOST, server.port()), EXPORT, "", 3, 0, 0), null);
        var file = "\"nfs://%s%s/%%s?version=3&nfsport=%s&mountport=%s\""
                .formatted(HOST, EXPORT, server.port(), mountPort);
        return new StorageServer(
                location,
                "nfs-cat and nfs-cp",
                // why: nfs-cp makes its target, which must not be there yet.
                "nfs-cat %s >/dev/null".formatted(file.formatted("$1")),
                "nfs-cat %s".formatted(file.formatted("$1")),
                "nfs-cp \"$1\" %s".formatted(file.formatted("$2")));
    }
}
