package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.image.FileName;
import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAccess;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FtpStoreTest extends RemoteStoreContract {

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
        assertThat(directory().resolve("disk.img")).hasSize(5_000_000);
    }

    @Test
    void neverChangesABitOfText() throws Exception {
        byte[] lines = "a\r\nb\nc\r".getBytes(StandardCharsets.US_ASCII);
        store().write(NAME, UUID.randomUUID(), Content.of(lines));
        assertThat(directory().resolve("disk.img")).hasBinaryContent(lines);
        try (InputStream in = store().open(NAME, 0)) {
            assertThat(in).hasBinaryContent(lines);
        }
    }

    @Test
    void findsAFileWhoseNameIsInLatin1() throws Exception {
        var made = server().execInContainer(
                        "sh", "-c", "printf 12345 >\"$(printf '/srv/images/my images/\\303\\244/B\\374chse.img')\"");
        assertThat(made.getExitCode()).isZero();
        FileName name = new FileName("B\u00fcchse.img");

        assertThat(store().list()).extracting(StoredFile::name).containsExactly(name);
        assertThat(store().size(new FileName("Bu\u0308chse.img"))).isEqualTo(5);
        try (InputStream in = store().open(name, 3)) {
            assertThat(in).hasContent("45");
        }
        assertThatExceptionOfType(FileExists.class)
                .isThrownBy(() -> store().write(name, UUID.randomUUID(), Content.of(new byte[5])));
        store().delete(name);
        assertThat(store().list()).isEmpty();
    }

    @Test
    void readsFromAnOffsetWhereTheServerKnowsNone(@TempDir Path own) throws Exception {
        Files.writeString(own.resolve("disk.img"), "0123456789");
        try (StorageServer other = Vsftpd.startWithoutOffsets(own, LOGIN)) {
            ImageStore store = open(location("127.0.0.1", other.port(), "images", LOGIN));
            try (InputStream in = store.open(NAME, 4)) {
                assertThat(in).hasContent("456789");
            }
            assertThatCode(store::test).doesNotThrowAnyException();
        }
    }

    @Test
    void takesADiskThatCannotBeReadForAnOutage() throws Exception {
        Files.writeString(directory().resolve("disk.img"), "content");
        try (Relay failing = Relay.to(port(), FtpStoreTest::failing);
                InputStream in = open(location("127.0.0.1", failing.port(), "images/my images/ä", LOGIN))
                        .open(NAME, 0)) {
            assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(in::readAllBytes);
        }
    }

    @ParameterizedTest
    @CsvSource({"disk.img,true", "20260102 disk.img,false", "20260102030405 disk.img,false"})
    void asksForNoTimeWhereThatMightChangeAFile(String name, boolean asks) throws Exception {
        Files.writeString(directory().resolve(name), "content");
        try (Download in = store().open(new FileName(name), 0)) {
            assertThat(in.version().modified() != null).isEqualTo(asks);
        }
    }

    @Test
    void transfersInActiveModeToo() throws Exception {
        ImageStore active = open(Places.ftp("127.0.0.1", port(), "images/my images/ä", LOGIN, FtpMode.ACTIVE, null));
        active.write(NAME, UUID.randomUUID(), Content.of(new byte[5_000_000]));
        try (InputStream in = active.open(NAME, 1_000_000)) {
            assertThat(in.readAllBytes()).hasSize(4_000_000);
        }
    }

    @Override
    StorageServer start(Path images) throws IOException {
        return Vsftpd.start(images, LOGIN);
    }

    @Override
    StorageAccess location(String host, int port, String path, Credentials login) {
        return Places.ftp(host, port, path, login, FtpMode.PASSIVE, null);
    }

    private static byte[] failing(byte[] reply) {
        // why that charset: it leaves all bytes as they are.
        return new String(reply, StandardCharsets.ISO_8859_1)
                .replace("226 Transfer complete.", "451 Failure reading local file.")
                .getBytes(StandardCharsets.ISO_8859_1);
    }
}
