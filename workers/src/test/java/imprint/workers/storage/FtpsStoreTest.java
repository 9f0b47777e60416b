package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("slow") // Each call to the server has a login of its own.
class FtpsStoreTest extends TlsStoreContract {

    @Test
    void transfersInActiveModeToo() throws Exception {
        ImageStore active = open(Places.ftp(
                "127.0.0.1",
                port(),
                "images/my images/ä",
                LOGIN,
                FtpMode.ACTIVE,
                authority().trust()));
        active.write(NAME, UUID.randomUUID(), Content.of(new byte[5_000_000]));
        try (InputStream in = active.open(NAME, 1_000_000)) {
            assertThat(in.readAllBytes()).hasSize(4_000_000);
        }
    }

    @Override
    StorageServer start(Path images, Path tls) throws IOException {
        return Vsftpd.start(images, LOGIN, tls);
    }

    @Override
    StorageAccess location(String host, int port, String path, Credentials login, Trust trust) {
        return Places.ftp(host, port, path, login, FtpMode.PASSIVE, trust);
    }
}
