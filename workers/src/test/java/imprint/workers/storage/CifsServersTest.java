package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertFails;
import static imprint.workers.storage.StoreAssertions.assertRefused;
import static imprint.workers.storage.StoreAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.TestStep;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** SMB servers of other kinds, and somebody between them and us. */
@Tag("slow") // Each test has a server of its own.
class CifsServersTest {

    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    private static final FileName NAME = new FileName("disk.img");
    private static final byte[] CONTENT = new byte[20_000_003];
    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final ImageStores STORES = new ImageStores(CAMEL, StorageTimeouts.DEFAULT);

    @TempDir
    Path files;

    private @Nullable StorageServer server;

    @BeforeAll
    static void startCamel() {
        new Random(11).nextBytes(CONTENT);
        CAMEL.start();
    }

    @AfterAll
    static void stopCamel() {
        CAMEL.stop();
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

        store.write(copy, UUID.randomUUID(), Content.of(CONTENT));

        assertThat(files.resolve("copy.img")).hasBinaryContent(CONTENT);
        try (InputStream in = store.open(NAME, 1_000_001)) {
            assertThat(in.readAllBytes()).isEqualTo(Arrays.copyOfRange(CONTENT, 1_000_001, CONTENT.length));
        }
    }

    @Test
    void refusesAServerThatKnowsOnlyOldDialects() throws Exception {
        ImageStore store = at(samba("server min protocol = SMB2_02", "server max protocol = SMB2_02"));
        assertRefuses(Reason.TLS, store, "newer dialects");
    }

    @ParameterizedTest
    @ValueSource(strings = {"SMB3_02", "SMB3_11"})
    void noticesThatTheNegotiationWasChangedOnItsWay(String dialect) throws Exception {
        // The server's own id, which no signature covers.
        int port = samba("server max protocol = " + dialect);
        try (Relay tampering = Relay.to(port, changing(0, 4 + 64 + 8))) {
            assertRefuses(Reason.TLS, at(tampering.port()), "changed on its way");
        }
    }

    @Test
    void letsTheServerPutAFileOnItsDiskBeforeItGetsItsName() throws Exception {
        ByteArrayOutputStream answers = new ByteArrayOutputStream();
        try (Relay listening = Relay.to(samba(), piece -> {
            answers.writeBytes(piece);
            return piece;
        })) {
            at(listening.port()).write(new FileName("copy.img"), UUID.randomUUID(), Content.of(CONTENT));
        }
        // Write, flush, set information: a new name ([MS-SMB2] 2.2.1.2).
        assertThat(commands(answers.toByteArray())).containsSubsequence(9, 7, 17);
    }

    @Test
    void refusesToBeAGuest() throws Exception {
        int friendly = samba("map to guest = bad password");
        assertRefuses(Reason.LOGIN, at(friendly, new Credentials(LOGIN.user(), "wrong")), "password");
    }

    @Test
    void namesAShareThatTheUserMayNotUse() throws Exception {
        assertFails(TestStep.SHARE, at(samba("invalid users = " + LOGIN.user())));
    }

    @Test
    void saysThatAServerDemandsEncryption() throws Exception {
        assertRefuses(
                Reason.TLS,
                at(samba("server smb encrypt = required")),
                "The server demands encryption, which Imprint does not know");
    }

    @Test
    void saysThatAShareDemandsEncryption() throws Exception {
        int port = samba("[sealed]", "path = /srv/images", "server smb encrypt = required");
        assertRefuses(
                Reason.TLS,
                STORES.open(Samba.location("127.0.0.1", port, "sealed", LOGIN)),
                "The share demands encryption, which Imprint does not know");
    }

    @Test
    void usesAServerThatWishesForEncryption() throws Exception {
        assertThat(at(samba("server smb encrypt = desired")).size(NAME)).isEqualTo(CONTENT.length);
    }

    @Test
    void refusesAServerThatCannotSign() throws Exception {
        // The security mode in the answer to the negotiation ([MS-SMB2] 2.2.4).
        try (Relay weakening = Relay.to(samba(), changing(0, 4 + 64 + 2))) {
            assertRefuses(Reason.TLS, at(weakening.port()), "SMB signing on");
        }
    }

    @Test
    void noticesABitThatWasChangedOnItsWay() throws Exception {
        try (Relay tampering = Relay.to(samba(), changing(5_000_000, 100));
                InputStream in = at(tampering.port()).open(NAME, 0)) {
            assertRefused(Reason.TLS, () -> in.transferTo(OutputStream.nullOutputStream()), "changed on its way");
        }
    }

    private int samba(String... options) throws IOException {
        StorageServer started = Samba.start(files, LOGIN, options);
        server = started;
        return started.port();
    }

    private static ImageStore at(int port) {
        return at(port, LOGIN);
    }

    private static ImageStore at(int port, Credentials login) {
        return STORES.open(Samba.location("127.0.0.1", port, "images", login));
    }

    /** What these messages answer to. */
    private static List<Integer> commands(byte[] answers) {
        List<Integer> commands = new ArrayList<>();
        ByteBuffer frames = ByteBuffer.wrap(answers);
        while (frames.hasRemaining()) {
            ByteBuffer frame = frames.slice(frames.position() + 4, frames.getInt());
            commands.add((int) frame.order(ByteOrder.LITTLE_ENDIAN).getShort(12));
            frames.position(frames.position() + frame.capacity());
        }
        return commands;
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
}
