package imprint.workers.storage;

import imprint.workflows.address.StorageAccess;
import java.nio.file.Path;

class HttpFaultsTest extends LoginFaults {

    @Override
    StorageServer start(Path images) throws Exception {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV);
    }

    @Override
    StorageAccess location(StorageServer server, Credentials login) {
        return Places.http("127.0.0.1", server.port(), "images", login, null);
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
