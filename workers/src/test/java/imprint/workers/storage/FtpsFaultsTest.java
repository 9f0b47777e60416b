package imprint.workers.storage;

import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAccess;
import java.nio.file.Path;

class FtpsFaultsTest extends TlsFaults {

    @Override
    StorageServer start(Path images) throws Exception {
        return Vsftpd.start(images, LOGIN, tls);
    }

    @Override
    StorageAccess location(StorageServer server, Credentials login) {
        return Places.ftp("127.0.0.1", server.port(), "images", login, FtpMode.PASSIVE, authority.trust());
    }

    @Override
    String changingPassword() {
        return Vsftpd.CHANGING_PASSWORD;
    }

    @Override
    boolean continuesUploads() {
        return true;
    }
}
