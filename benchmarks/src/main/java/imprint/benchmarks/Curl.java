package imprint.benchmarks;

import java.io.IOException;
import java.util.Map;

/** {@code curl} as the native client of a server. */
final class Curl {

    private Curl() {}

    /**
     * @param more fields of the location, besides its URL
     * @param options that tell whom to trust; empty where nothing is encrypted
     */
    static StorageServer client(
            Laboratory laboratory, StorageContainer server, String scheme, Map<String, Object> more, String options)
            throws IOException {
        var netrc = Secret.file(
                laboratory,
                "netrc",
                "machine 127.0.0.1 login %s password %s\n".formatted(StorageContainer.USER, server.password()));
        var curl = "curl -sSf --netrc-file %s %s".formatted(netrc, options);
        var directory = "%s://127.0.0.1:%s/%s".formatted(scheme, server.port(), StorageContainer.FILES);
        return new StorageServer(
                server.location(scheme, more),
                "curl",
                "%s -o /dev/null %s/$1".formatted(curl, directory),
                "%s %s/$1".formatted(curl, directory),
                "%s -T \"$1\" %s/$2".formatted(curl, directory));
    }
}
