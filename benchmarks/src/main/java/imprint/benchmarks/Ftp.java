package imprint.benchmarks;

import imprint.workers.storage.FtpMode;
import imprint.workers.storage.StorageLocation;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** vsftpd, and curl. */
final class Ftp {

    private Ftp() {}

    static StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        var server = StorageContainer.start(laboratory, "vsftpd", Map.of(), List.of());
        var location = new StorageLocation.Ftp(
                "127.0.0.1", server.port(), StorageContainer.FILES, server.login(), FtpMode.PASSIVE, null);
        return Curl.client(laboratory, server, location, "ftp", "");
    }
}
