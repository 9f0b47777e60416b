package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import imprint.imaging.image.FileName;
import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Web servers that mean harm, and what is no web server: neither takes our memory or our time. */
@Timeout(value = 90, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RogueWebServersTest {

    private static final FileName NAME = new FileName("disk.img");
    private static final String LIST = "HTTP/1.1 207 So\r\nContent-Type: text/xml\r\n\r\n";
    private static final String ROOT = LIST + "<m xmlns='DAV:'>";

    private final CamelContext camel = new DefaultCamelContext();
    private final ImageStores stores =
            new ImageStores(camel, new StorageTimeouts(Duration.ofSeconds(60), Duration.ofMinutes(5)));

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @MethodSource("headsWithoutAnEnd")
    void endsAHeadThatDoesNotEnd(String beginning, String forEver) throws Exception {
        try (RogueWebServer server = new RogueWebServer(beginning, forEver)) {
            assertRefused(server, "the head of its answer is longer than any can be");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"103 Hints", "100 Continue"})
    void endsAnswersThatAreAlwaysStillToCome(String status) throws Exception {
        try (RogueWebServer server = new RogueWebServer("", "HTTP/1.1 " + status + "\r\n\r\n")) {
            assertRefused(server, "still to come");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"<!-- x -->", "x", "<response><href>/x</href></response>"})
    void endsAListThatDoesNotEnd(String forEver) throws Exception {
        try (RogueWebServer server = new RogueWebServer(ROOT, forEver)) {
            assertListRefused(server, "longer than any list can be");
        }
    }

    @Test
    void listsNoMoreThanCanBeShown() throws Exception {
        String file = "<response><href>/disk.img</href><getcontentlength>5</getcontentlength></response>";
        try (RogueWebServer server = new RogueWebServer(ROOT, file)) {
            assertThat(stores.open(server.location()).list()).hasSize(ImageStore.MAX_LISTED);
        }
    }

    @Test
    void endsAListThatGoesEverDeeper() throws Exception {
        try (RogueWebServer server = new RogueWebServer(ROOT, "<x>")) {
            assertListRefused(server, "no XML that can be read");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<!DOCTYPE m [<!ENTITY a 'xxxxxxxxxx'><!ENTITY b '&a;&a;&a;&a;'>]><m xmlns='DAV:'><response><href>/&b;</href>",
                "<!DOCTYPE m [<!ENTITY a SYSTEM 'file:///etc/hostname'>]><m xmlns='DAV:'><response><href>/&a;</href>"
            })
    void resolvesNoEntity(String list) throws Exception {
        try (RogueWebServer server =
                new RogueWebServer(LIST + list + "<getcontentlength>5</getcontentlength></response></m>", "")) {
            assertListRefused(server, "no XML that can be read");
        }
    }

    @ParameterizedTest
    @CsvSource({"220 files.example FTP ready,greets as FTP", "SSH-2.0-OpenSSH_9.2,greets as SSH", "hello,speaks no HTTP"
    })
    void saysAtOnceThatAServerSpeaksNoHttp(String greeting, String sentence) throws Exception {
        try (RogueWebServer server = new RogueWebServer(greeting + "\r\n", "")) {
            assertRefused(server, sentence);
        }
    }

    @ParameterizedTest
    @MethodSource("answersWithoutAnEnd")
    void endsALookThatIsInterrupted(String beginning, String forEver) throws Exception {
        try (RogueWebServer server = new RogueWebServer(beginning, forEver)) {
            CountDownLatch begun = new CountDownLatch(1);
            Thread reader = Thread.startVirtualThread(() -> {
                begun.countDown();
                try (InputStream in = stores.open(server.location()).open(NAME, 0)) {
                    in.transferTo(OutputStream.nullOutputStream());
                } catch (IOException e) {
                    // why: it ends so.
                }
            });
            assertThat(begun.await(30, TimeUnit.SECONDS)).isTrue();
            reader.interrupt();
            assertThat(reader.join(Duration.ofSeconds(30))).isTrue();
        }
    }

    @Test
    void connectsToNoAddressThatNoServerHas() {
        for (StorageAccess location : new StorageAccess[] {
            Places.http("169.254.169.254", 80, "", null, null),
            Places.http("169.254.169.254", 443, "", null, new Trust.System()),
            Places.ftp("169.254.169.254", 21, "", new Credentials("a", "b"), FtpMode.PASSIVE, null),
            Places.cifs("169.254.169.254", 445, "images", "", null, new Credentials("a", "b"))
        }) {
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> stores.open(location).size(NAME))
                    .withMessageContaining("169.254.169.254, where no storage location can be");
        }
    }

    static Stream<Arguments> headsWithoutAnEnd() {
        return Stream.of(
                arguments("HTTP/1.1 200 ", "x"),
                arguments("HTTP/1.1 200 OK\r\nX: ", "y"),
                arguments("HTTP/1.1 200 OK\r\n", "X: y\r\n"),
                arguments("HTTP/1.1 200 OK\r\nX: y\r\n", " y\r\n"));
    }

    static Stream<Arguments> answersWithoutAnEnd() {
        return Stream.of(
                arguments("", ""),
                arguments("HTTP/1.1 200 OK", ""),
                arguments("HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n", "x"));
    }

    private void assertRefused(RogueWebServer server, String sentence) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> stores.open(server.location()).size(NAME))
                .withMessageContaining(sentence);
    }

    private void assertListRefused(RogueWebServer server, String sentence) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> stores.open(server.location()).list())
                .withMessageContaining(sentence);
    }
}
