package imprint.workers.storage;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class HttpsStoreTest extends TlsStoreContract {

    @Override
    StorageServer start(Path images, Path tls) throws IOException {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV, tls);
    }

    @Override
    StorageLocation location(String host, int port, String path, Credentials login, TlsTrust trust) {
        return new StorageLocation.Http(host, port, path, login, trust);
    }

    @Override
    List<Class<? extends StorageException>> fullDisk() {
        return HttpStoreTest.UNTOLD;
    }

    @Override
    List<Class<? extends StorageException>> lockedDirectory() {
        return HttpStoreTest.UNTOLD;
    }
}
