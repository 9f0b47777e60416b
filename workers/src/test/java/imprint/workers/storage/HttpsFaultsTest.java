package imprint.workers.storage;

import java.nio.file.Path;

class HttpsFaultsTest extends TlsFaults {

    @Override
    StorageServer start(Path images) throws Exception {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV, tls);
    }

    @Override
    StorageLocation location(StorageServer server, Credentials login) {
        return new StorageLocation.Http("127.0.0.1", server.port(), "images", login, authority.trust());
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
