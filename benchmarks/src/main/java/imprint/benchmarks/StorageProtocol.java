package imprint.benchmarks;

import java.io.IOException;

/** The protocols of storage locations, spelled as on the command line. */
enum StorageProtocol {
    ftp(0.9),
    http(0.9),
    https(0.8),
    cifs(0.8),
    nfs(0.9);

    private final double least;

    StorageProtocol(double least) {
        this.least = least;
    }

    /** The part of the native client's rate that is to be reached. */
    double least() {
        return least;
    }

    StorageServer start(Laboratory laboratory) throws IOException, InterruptedException {
        return switch (this) {
            case ftp -> Ftp.start(laboratory);
            case http -> Http.start(laboratory);
            case https -> Https.start(laboratory);
            case cifs -> Cifs.start(laboratory);
            case nfs -> Nfs.start(laboratory);
        };
    }
}
