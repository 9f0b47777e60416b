package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.image.FileName;
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
        ImageStore active = open(new StorageLocation.Ftp(
                "127.0.0.1", server().port(), "images/my images", LOGIN, FtpMode.ACTIVE, trust()));
        active.write(new FileName("disk.img"), UUID.randomUUID(), Content.of(new byte[5_000_000]));
        try (InputStream in = active.open(new FileName("disk.img"), 1_000_000)) {
            assertThat(in.readAllBytes()).hasSize(4_000_000);
        }
    }

    @Override
    StorageServer start(Path files, Path tls) throws IOException {
        return Vsftpd.start(files, LOGIN, tls);
    }

    @Override
    StorageLocation location(int port, String directory, TlsTrust trust) {
        return new StorageLocation.Ftp("127.0.0.1", port, directory, LOGIN, FtpMode.PASSIVE, trust);
    }
}
