package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAccess;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class FtpFaultsTest extends LoginFaults {

    @Test
    void namesAnAccountThatHasExpired() throws Exception {
        assertThat(server().run("chage --expiredate 1 " + LOGIN.user())).isZero();
        assertRefuses(Reason.LOGIN, patiently(LOGIN));
    }

    @Test
    void noticesThatAServerLiesAboutTheLength() throws Exception {
        Files.write(images.resolve("disk.img"), new byte[1000]);
        try (Relay lying = Relay.to(server().port(), FtpFaultsTest::twiceAsLong);
                InputStream in = new ImageStores(camel, SHORT)
                        .open(location(lying.port(), LOGIN))
                        .open(NAME, 0)) {
            assertThatExceptionOfType(FileChanged.class).isThrownBy(in::readAllBytes);
        }
    }

    @Override
    StorageServer start(Path images) throws Exception {
        return Vsftpd.start(images, LOGIN);
    }

    @Override
    StorageAccess location(StorageServer server, Credentials login) {
        return location(server.port(), login);
    }

    @Override
    String changingPassword() {
        return Vsftpd.CHANGING_PASSWORD;
    }

    @Override
    boolean continuesUploads() {
        return true;
    }

    private static StorageAccess location(int port, Credentials login) {
        return Places.ftp("127.0.0.1", port, "images", login, FtpMode.PASSIVE, null);
    }

    private static byte[] twiceAsLong(byte[] reply) {
        return new String(reply, StandardCharsets.US_ASCII)
                .replace("213 1000", "213 2000")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
