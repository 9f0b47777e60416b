package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that mean harm, and servers that have gone mad: neither takes our memory or our time. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RogueServersTest {

    private static final FileName NAME = new FileName("disk.img");
    private static final String ENTRY = "-rw-r--r-- 1 1 1 5 Jan 01 2020 disk.img\r\n";
    private static final String PASSWORD = "letters";

    private final CamelContext camel = new DefaultCamelContext();
    private final ImageStores stores =
            new ImageStores(camel, new StorageTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(20)));
    private RogueFtpServer server;

    @BeforeEach
    void start() throws IOException {
        camel.start();
        server = new RogueFtpServer();
    }

    @AfterEach
    void stop() throws IOException {
        camel.stop();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"220-hello\r\n", "220-\n\n\n\n", "x"})
    void endsAGreetingThatDoesNotEnd(String forEver) {
        server.greeting("220-", forEver);
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store().list())
                .withMessageContaining("more than any answer");
    }

    @Test
    void listsNoMoreThanCanBeShown() throws Exception {
        server.data("", ENTRY);
        assertThat(store().list()).hasSize(ImageStore.MAX_LISTED);
    }

    @Test
    void endsAListOfDirectoriesAlone() throws Exception {
        server.data("", ENTRY.replace("-rw", "drw"));
        assertThat(store().list()).isEmpty();
    }

    @Test
    void endsALineOfAListThatDoesNotEnd() {
        server.data(ENTRY, "x");
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store().list())
                .withMessageContaining("longer than any list");
    }

    @ParameterizedTest
    @ValueSource(strings = {"imprint.workers.storage.RogueServersTest", "?", "My own"})
    void readsTheListOfASystemThatNobodyKnows(String system) throws Exception {
        server.calledSystem(system).data(ENTRY, "");
        assertThat(store().list()).extracting(StoredFile::name).containsExactly(NAME);
    }

    @Test
    void endsAReadingThatIsInterruptedHoweverMuchComes() throws Exception {
        server.data("", "x");
        CountDownLatch reads = new CountDownLatch(1);
        Thread reader = Thread.startVirtualThread(() -> {
            try (InputStream in = store().open(NAME, 0)) {
                reads.countDown();
                in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                // why: it ends so.
            }
        });
        assertThat(reads.await(30, TimeUnit.SECONDS)).isTrue();

        reader.interrupt();

        assertThat(reader.join(Duration.ofSeconds(30))).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"x\r\nDELE disk.img", "x\nDELE disk.img", "x\u0000", "x\u2028y"})
    void sendsNoCommandThatIsHiddenInAPassword(String password) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> stores.open(server.location(password)).list())
                .withMessageContaining("control characters")
                .withMessageNotContaining("DELE");
        assertThat(server.heard()).noneMatch(line -> line.startsWith("PASS") || line.startsWith("DELE"));
    }

    @Test
    void endsAnSmbServersAnswersThatAreAlwaysStillToCome() throws Exception {
        // Length, signature, length of the header, status "pending" ([MS-SMB2] 2.2.1.2).
        String pending = "\0\0\0\100\376SMB\100\0\0\0\3\1\0\0" + "\0".repeat(52);
        try (RogueWebServer rogue = new RogueWebServer("", pending)) {
            var location =
                    Places.cifs("127.0.0.1", rogue.port(), "images", "", null, new Credentials("imprint", PASSWORD));
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> stores.open(location).list())
                    .withMessageContaining("still to come");
        }
    }

    @Test
    @Needs(Need.LIBNFS)
    void endsAnNfsServersMessageThatDoesNotEnd() throws Exception {
        // Pieces of 4 KiB, of which none is the last (RFC 5531, 11).
        String piece = "\0\0\20\0" + "\0".repeat(4096);
        try (RogueWebServer rogue = new RogueWebServer("", piece)) {
            var location = Places.nfs("127.0.0.1", rogue.port(), "/srv", "", 4, 65_534, 65_534);
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> stores.open(location).list())
                    .withMessageContaining("more than any answer can be");
        }
    }

    @Test
    @Needs(Need.LIBNFS)
    void connectsToNoNfsServerWhereNoneCanBe() {
        var location = Places.nfs("169.254.169.254", 2049, "/srv", "", 4, 65_534, 65_534);
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> stores.open(location).list())
                .withMessageContaining("169.254.169.254, where no storage location can be");
    }

    private ImageStore store() {
        return stores.open(server.location(PASSWORD));
    }
}
