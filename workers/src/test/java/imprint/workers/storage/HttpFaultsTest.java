package imprint.workers.storage;

import java.nio.file.Path;

class HttpFaultsTest extends StorageFaults {

    @Override
    StorageServer start(Path images) throws Exception {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV);
    }

    @Override
    StorageLocation location(StorageServer server) {
        return new StorageLocation.Http("127.0.0.1", server.port(), "images", LOGIN, null);
    }
}
