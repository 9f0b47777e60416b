package imprint.workers.storage;

import imprint.workflows.address.StorageAccess;
import java.nio.file.Path;

class HttpsFaultsTest extends TlsFaults {

    @Override
    StorageServer start(Path images) throws Exception {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV, tls);
    }

    @Override
    StorageAccess location(StorageServer server, Credentials login) {
        return Places.http("127.0.0.1", server.port(), "images", login, authority.trust());
    }

    @Override
    String changingPassword() {
        return Nginx.CHANGING_PASSWORD;
    }

    @Override
    boolean continuesUploads() {
        return false;
    }
}
