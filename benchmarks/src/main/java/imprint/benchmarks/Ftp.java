package imprint.benchmarks;

import java.io.IOException;
import java.util.List;
import java.util.Map;

/** vsftpd, and curl. */
final class Ftp {

    private Ftp() {}

    static StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var server = StorageContainer.start(laboratory, "vsftpd", Map.of(), List.of());
        return Curl.client(laboratory, server, "ftp", Map.of(), "");
    }
}
