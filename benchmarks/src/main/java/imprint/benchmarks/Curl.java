package imprint.benchmarks;

import imprint.workers.storage.StorageLocation;
import java.io.IOException;

/** {@code curl} as the native client of a server. */
final class Curl {

    private Curl() {}

    /** @param options that tell whom to trust; empty where nothing is encrypted */
    static StorageServer client(
            Laboratory laboratory, StorageContainer server, StorageLocation location, String scheme, String options)
            throws IOException {
        var login = server.login();
        var netrc = Secret.file(
                laboratory,
                "netrc",
                "machine 127.0.0.1 login %s password %s\n".formatted(login.user(), login.password()));
        var curl = "curl -sSf --netrc-file %s %s".formatted(netrc, options);
        var directory = "%s://127.0.0.1:%s/%s".formatted(scheme, server.port(), StorageContainer.FILES);
        return new StorageServer(
                location,
                "curl",
                "%s -o /dev/null %s/$1".formatted(curl, directory),
                "%s %s/$1".formatted(curl, directory),
                "%s -T \"$1\" %s/$2".formatted(curl, directory));
    }
}
