package imprint.benchmarks;

import imprint.workers.storage.NfsVersion;
import imprint.workers.storage.StorageLocation;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** NFS-Ganesha, and the clients of libnfs; both speak version 4. */
final class Nfs {

    private static final String EXPORT = "/srv/" + StorageContainer.FILES;

    // why: files are opened by their handles, which the engine's own filter of system calls forbids.
    private static final List<String> HANDLES =
            List.of("--cap-add", "DAC_READ_SEARCH", "--security-opt", "seccomp=unconfined");

    private Nfs() {}

    static StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var server = StorageContainer.start(laboratory, "ganesha", Map.of("MOUNT_PORT", Ports.free()), HANDLES);
        var location = new StorageLocation.Nfs("127.0.0.1", server.port(), EXPORT, "", NfsVersion.V4, 0, 0);
        var file = "\"nfs://127.0.0.1%s/%%s?version=4&nfsport=%d\"".formatted(EXPORT, server.port());
        return new StorageServer(
                location,
                "nfs-cat and nfs-cp",
                // why: nfs-cp makes its target, which must not be there yet.
                "nfs-cat %s >/dev/null".formatted(file.formatted("$1")),
                "nfs-cat %s".formatted(file.formatted("$1")),
                "nfs-cp \"$1\" %s".formatted(file.formatted("$2")));
    }
}
