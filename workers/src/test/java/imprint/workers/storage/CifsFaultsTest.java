package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import imprint.imaging.image.FileName;
import imprint.workers.storage.ConnectionTestFailed.Step;
import imprint.workers.storage.StorageRefused.Reason;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow") // Each test has a server of its own.
class CifsFaultsTest {

    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    private static final FileName NAME = new FileName("disk.img");
    private static final byte[] CONTENT = new byte[20_000_003];
    private static final Content WHOLE = Content.of(CONTENT);
    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final ImageStores STORES =
            new ImageStores(CAMEL, new StorageTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(2)));

    @TempDir
    Path files;

    private @Nullable StorageServer server;

    @BeforeAll
    static void makeContent() {
        new Random(11).nextBytes(CONTENT);
    }

    @BeforeEach
    void writeFile() throws IOException {
        Files.write(files.resolve("disk.img"), CONTENT);
    }

    @AfterEach
    void stop() {
        if (server != null) {
            server.close();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "server max protocol = SMB2_10",
                "server max protocol = SMB3_00",
                "server max protocol = SMB3_02",
                "server max protocol = SMB3_11",
                "smb2 max credits = 3",
                "server smb3 signing algorithms = aes-128-cmac",
                "server smb3 signing algorithms = hmac-sha256"
            })
    void speaksToEachKindOfServer(String option) throws Exception {
        ImageStore store = at(samba(option));
        FileName copy = new FileName("copy.img");

        store.write(copy, UUID.randomUUID(), WHOLE);

        assertThat(files.resolve("copy.img")).hasBinaryContent(CONTENT);
        try (InputStream in = store.open(NAME, 1_000_001)) {
            assertThat(in).hasBinaryContent(rest(1_000_001));
        }
    }

    @Test
    void refusesAServerThatKnowsOnlyOldDialects() throws Exception {
        ImageStore store = at(samba("server min protocol = SMB2_02", "server max protocol = SMB2_02"));
        assertRefused(store, Reason.TLS, "newer dialects");
    }

    @Test
    void refusesAServerThatCannotSign() throws Exception {
        // The security mode in the answer to the negotiation ([MS-SMB2] 2.2.4).
        try (Relay weakening = Relay.to(samba().port(), changing(0, 4 + 64 + 2))) {
            assertRefused(at(weakening.port(), "images", "", LOGIN), Reason.TLS, "SMB signing on");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMB3_02", "SMB3_11"})
    void noticesThatTheNegotiationWasChangedOnItsWay(String dialect) throws Exception {
        // The server's own id, which no signature covers.
        int port = samba("server max protocol = " + dialect).port();
        try (Relay tampering = Relay.to(port, changing(0, 4 + 64 + 8))) {
            assertRefused(at(tampering.port(), "images", "", LOGIN), Reason.TLS, "changed on its way");
        }
    }

    @Test
    void noticesABitThatWasChangedOnItsWay() throws Exception {
        try (Relay tampering = Relay.to(samba().port(), changing(5_000_000, 100));
                InputStream in = at(tampering.port(), "images", "", LOGIN).open(NAME, 0)) {
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .returns(Reason.TLS, StorageRefused::reason)
                    .withMessageContaining("changed on its way");
        }
    }

    @Test
    void refusesToBeAGuest() throws Exception {
        StorageServer friendly = samba("map to guest = bad password");
        assertRefused(at(friendly.port(), "images", "", wrong()), Reason.LOGIN, "password");
    }

    @Test
    void namesAWrongPassword() throws Exception {
        ImageStore store = at(samba().port(), "images", "", wrong());
        assertRefused(store, Reason.LOGIN, "password");
        assertFails(store, Step.LOGIN);
    }

    @Test
    void namesAnAccountThatIsLockedOrDisabledOrExpired() throws Exception {
        StorageServer strict = samba();
        strict.execInContainer("pdbedit", "--modify", "--user=imprint", "--account-control=[L]");
        assertRefused(at(strict), Reason.LOGIN, "unlock");
        strict.execInContainer("pdbedit", "--modify", "--user=imprint", "--account-control=[D]");
        assertRefused(at(strict), Reason.LOGIN, "disabled");
        strict.execInContainer("pdbedit", "--modify", "--user=imprint", "--account-control=[]");
        assertThat(at(strict).size(NAME)).isEqualTo(CONTENT.length);
        strict.execInContainer("pdbedit", "--account-policy=maximum password age", "--value=1");
        await().untilAsserted(() -> assertRefused(at(strict), Reason.LOGIN, "expired"));
    }

    @Test
    void namesAPasswordThatWasChangedMeanwhile() throws Exception {
        StorageServer changed = samba();
        ImageStore store = at(changed);
        assertThat(store.size(NAME)).isEqualTo(CONTENT.length);
        changed.execInContainer("sh", "-c", "printf 'new\\nnew\\n' | smbpasswd -s imprint");
        assertRefused(store, Reason.LOGIN, "password");
    }

    @ParameterizedTest
    @CsvSource({"missing, '', SHARE", "images, missing, DIRECTORY", "images, disk.img, DIRECTORY"})
    void namesWhatIsMissing(String share, String directory, Step step) throws Exception {
        assertFails(at(samba().port(), share, directory, LOGIN), step);
    }

    @Test
    void namesAShareThatMayOnlyBeRead() throws Exception {
        ImageStore store = at(samba().port(), "archive", "", LOGIN);
        assertThat(store.size(NAME)).isEqualTo(CONTENT.length);
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store.write(new FileName("new.img"), UUID.randomUUID(), WHOLE))
                .returns(Reason.FORBIDDEN, StorageRefused::reason)
                .withMessageContaining("grant");
        assertFails(store, Step.WRITE);
    }

    @Test
    void namesAShareThatTheUserMayNotUse() throws Exception {
        assertFails(at(samba("invalid users = " + LOGIN.user())), Step.SHARE);
    }

    @Test
    void namesAHostThatIsNotKnown() {
        ImageStore store =
                STORES.open(new StorageLocation.Cifs("no-such-host.invalid", 445, "images", "", null, LOGIN));
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> store.size(NAME))
                .withMessageContaining("host name");
    }

    @Test
    void continuesReadingWhereAServerDied() throws Exception {
        StorageServer dying = samba();
        try (InputStream in = at(dying).open(NAME, 0)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            dying.kill();
            assertThatExceptionOfType(StorageUnreachable.class)
                    .isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()));
        }
        assertFails(at(dying), Step.CONNECT);
        dying.startAgain();
        try (InputStream in = at(dying).open(NAME, 1000)) {
            assertThat(in).hasBinaryContent(rest(1000));
        }
    }

    @Test
    void continuesWritingWhereAServerDied() throws Exception {
        UUID upload = UUID.randomUUID();
        FileName copy = new FileName("copy.img");
        StorageServer dying = samba();
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(() -> at(dying).write(copy, upload, offset -> dyingAfter(15_000_000, dying)));
        assertThat(files.resolve("copy.img")).doesNotExist();
        dying.startAgain();

        AtomicLong begun = new AtomicLong();
        at(dying).write(copy, upload, offset -> {
            begun.set(offset);
            return WHOLE.from(offset);
        });

        assertThat(begun.get()).isBetween(5_000_000L, 15_000_000L);
        assertThat(files.resolve("copy.img")).hasBinaryContent(CONTENT);
    }

    @Test
    void noticesAServerThatStandsStillWhileItIsRead() throws Exception {
        StorageServer still = samba();
        try (InputStream in = at(still).open(NAME, 0)) {
            assertThat(in.readNBytes(1000)).hasSize(1000);
            still.pause();
            assertThatExceptionOfType(StorageUnreachable.class)
                    .isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                    .withMessageContaining("nothing moved for 2 seconds");
        } finally {
            still.goOn();
        }
    }

    @Test
    void noticesAServerThatStandsStillWhileItIsWritten() throws Exception {
        StorageServer still = samba();
        try {
            assertThatExceptionOfType(StorageUnreachable.class)
                    .isThrownBy(() -> at(still).write(new FileName("copy.img"), UUID.randomUUID(), offset -> {
                        still.pause();
                        return WHOLE.from(offset);
                    }))
                    .withMessageContaining("nothing moved for 2 seconds");
        } finally {
            still.goOn();
        }
    }

    private StorageServer samba(String... options) throws IOException {
        server = Samba.start(files, LOGIN, options);
        return server;
    }

    private static Credentials wrong() {
        return new Credentials(LOGIN.user(), "wrong");
    }

    private static ImageStore at(StorageServer server) {
        return at(server.port(), "images", "", LOGIN);
    }

    private static ImageStore at(int port, String share, String directory, Credentials login) {
        return STORES.open(new StorageLocation.Cifs("127.0.0.1", port, share, directory, null, login));
    }

    private static void assertRefused(ImageStore store, Reason reason, String because) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store.size(NAME))
                .returns(reason, StorageRefused::reason)
                .withMessageContaining(because);
    }

    private static void assertFails(ImageStore store, Step step) {
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(step, ConnectionTestFailed::step);
    }

    /** Inverts a byte of the first piece that comes after so many bytes; the security mode becomes none at all. */
    private static UnaryOperator<byte[]> changing(long after, int offset) {
        AtomicLong left = new AtomicLong(after);
        return piece -> {
            long before = left.getAndAdd(-piece.length);
            if (before >= 0 && before <= piece.length) {
                piece[offset] = (byte) (piece[offset] == 3 ? 0 : ~piece[offset]);
                left.set(-1);
            }
            return piece;
        };
    }

    private static InputStream dyingAfter(long bytes, StorageServer server) throws IOException {
        return new FilterInputStream(WHOLE.from(0)) {
            private long left = bytes;

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int read = super.read(into, offset, length);
                if (left > 0 && left <= read) {
                    server.kill();
                }
                left -= read;
                return read;
            }
        };
    }

    private static byte[] rest(int from) {
        return Arrays.copyOfRange(CONTENT, from, CONTENT.length);
    }
}
