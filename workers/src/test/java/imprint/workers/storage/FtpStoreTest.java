package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.image.FileName;
import imprint.workers.storage.ConnectionTestFailed.Step;
import imprint.workers.storage.StorageRefused.Reason;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FtpStoreTest extends ImageStoreContract {

    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    private static final FileName NAME = new FileName("disk.img");
    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final ImageStores STORES = new ImageStores(CAMEL, StorageTimeouts.DEFAULT);

    @TempDir
    static Path files;

    @TempDir
    Path own;

    private static StorageServer server;

    @BeforeAll
    static void start() throws Exception {
        CAMEL.start();
        server = Vsftpd.start(files, LOGIN);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        CAMEL.stop();
    }

    @Test
    void continuesACutUploadWhereItWas() throws Exception {
        UUID upload = UUID.randomUUID();
        assertThatThrownBy(() -> store().write(NAME, upload, ImageStoreContract.cutAfter(3_000_000)))
                .hasMessage("cut");

        long[] begun = new long[1];
        store().write(NAME, upload, offset -> {
            begun[0] = offset;
            return Content.of(new byte[5_000_000]).from(offset);
        });

        assertThat(begun[0]).isPositive();
        assertThat(files.resolve("disk.img")).hasSize(5_000_000);
    }

    @Test
    void neverChangesABitOfText() throws Exception {
        byte[] lines = "a\r\nb\nc\r".getBytes(StandardCharsets.US_ASCII);
        store().write(NAME, UUID.randomUUID(), Content.of(lines));
        assertThat(files.resolve("disk.img")).hasBinaryContent(lines);
        try (InputStream in = store().open(NAME, 0)) {
            assertThat(in).hasBinaryContent(lines);
        }
    }

    @Test
    void neverChangesTheTimeOfAFile() throws Exception {
        FileTime then = FileTime.from(Instant.parse("2020-01-02T03:04:05Z"));
        Path file = Files.writeString(files.resolve("disk.img"), "mine");
        Files.setLastModifiedTime(file, then);
        StorageServer.giveAway(file);
        FileName order = new FileName("20260102030405 disk.img");
        Files.writeString(files.resolve(order.value()), "other");
        try (InputStream in = store().open(order, 0)) {
            assertThat(in).hasContent("other");
        }
        assertThat(Files.getLastModifiedTime(file)).isEqualTo(then);
    }

    @Test
    void transfersInActiveModeToo() throws Exception {
        ImageStore active =
                STORES.open(new StorageLocation.Ftp("127.0.0.1", server.port(), "images", LOGIN, FtpMode.ACTIVE, null));
        active.write(NAME, UUID.randomUUID(), Content.of(new byte[5_000_000]));
        try (InputStream in = active.open(NAME, 1_000_000)) {
            assertThat(in.readAllBytes()).hasSize(4_000_000);
        }
    }

    @Test
    void namesAHostThatNobodyKnows() {
        ImageStore store =
                STORES.open(new StorageLocation.Ftp("unknown.invalid", 21, "", LOGIN, FtpMode.PASSIVE, null));
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(Step.NAME, ConnectionTestFailed::step);
    }

    @Test
    void namesAWrongPassword() {
        ImageStore store = at(server, "", new Credentials("imprint", "wrong"));
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store.size(NAME))
                .returns(Reason.LOGIN, StorageRefused::reason);
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(Step.LOGIN, ConnectionTestFailed::step);
    }

    @Test
    void namesAServerThatIsGone() throws Exception {
        StorageServer gone = Vsftpd.start(own, LOGIN);
        gone.close();
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> at(gone, "", LOGIN).size(NAME));
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(() -> at(gone, "", LOGIN).test())
                .returns(Step.CONNECT, ConnectionTestFailed::step);
    }

    @Test
    void namesAServerThatDiesWhileItIsRead() throws Exception {
        Files.write(own.resolve("disk.img"), new byte[50_000_000]);
        try (StorageServer dying = Vsftpd.start(own, LOGIN);
                InputStream in = at(dying, "images", LOGIN).open(NAME, 0)) {
            in.readNBytes(1000);
            dying.kill();
            assertThatExceptionOfType(StorageException.class).isThrownBy(in::readAllBytes);
        }
    }

    @Override
    ImageStore store() {
        return at(server, "images", LOGIN);
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return at(server, "missing", LOGIN);
    }

    @Override
    ImageStore storeOnASmallDisk() {
        return at(server, "small", LOGIN);
    }

    @Override
    Path directory() {
        return files;
    }

    private static ImageStore at(StorageServer server, String directory, Credentials login) {
        return STORES.open(
                new StorageLocation.Ftp("127.0.0.1", server.port(), directory, login, FtpMode.PASSIVE, null));
    }
}
