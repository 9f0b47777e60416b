package imprint.workers.storage;

import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.Trust;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

class HttpsStoreTest extends TlsStoreContract {

    @Override
    StorageServer start(Path images, Path tls) throws IOException {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV, tls);
    }

    @Override
    StorageAccess location(String host, int port, String path, Credentials login, Trust trust) {
        return Places.http(host, port, path, login, trust);
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
