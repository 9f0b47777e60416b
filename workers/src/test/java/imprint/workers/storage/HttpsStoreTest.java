package imprint.workers.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class HttpsStoreTest extends TlsStoreContract {

    @Override
    StorageServer start(Path files, Path tls) throws IOException {
        return Nginx.start(files, LOGIN, Nginx.WEBDAV, tls);
    }

    @Override
    StorageLocation location(int port, String directory, TlsTrust trust) {
        return new StorageLocation.Http("127.0.0.1", port, directory, LOGIN, trust);
    }

    @Override
    List<Class<? extends StorageException>> fullDisk() {
        return HttpStoreTest.FULL_DISK;
    }
}
