package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers that no honest server gives. */
class HttpAnswersTest {

    private static final FileName NAME = new FileName("disk.img");

    private final CamelContext camel = new DefaultCamelContext();
    private final ServerSocket liar = listen();
    private final ImageStore store = new ImageStores(
                    camel, new StorageTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(1)))
            .open(Places.http("127.0.0.1", liar.getLocalPort(), "images", null, null));

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() throws IOException {
        camel.stop();
        liar.close();
    }

    @Test
    void noticesThatTheServerClosesBeforeTheLengthThatItTold() throws Exception {
        answering("HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n0123456789");
        try (InputStream in = store.open(NAME, 0)) {
            assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(in::readAllBytes);
        }
    }

    @Test
    void takesNothingForAnAnswerThatFollowsTheLengthThatTheServerTold() throws Exception {
        String more = "HTTP/1.1 200 OK\r\nContent-Length: 77\r\n\r\n";
        answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n0123456789" + more);
        try (InputStream in = store.open(NAME, 0)) {
            assertThat(in.readNBytes(10)).hasSize(10);
        }
        answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\n");
        assertThat(store.size(NAME)).isEqualTo(10);
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes 0-15/20", "bytes 4-9/20", "bytes 5-19/20", "bytes 4-19/*", "4-19/20", "bytes 9-8/4"})
    void refusesAnotherPartThanItAskedFor(String range) throws Exception {
        answering("HTTP/1.1 206 Partial\r\nContent-Length: 16\r\nContent-Range: " + range + "\r\n\r\n0123456789012345");
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store.open(NAME, 4))
                .withMessageContaining("another part");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Transfer-Encoding: chunked", "Content-Length: -1", "Content-Length: x"})
    void refusesAFileWhoseLengthIsNotTold(String header) throws Exception {
        answering("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n");
        assertThatExceptionOfType(StorageException.class).isThrownBy(() -> store.open(NAME, 0));
    }

    /** Gives the next connection this answer to its first request, and then closes it. */
    private void answering(String answer) {
        Thread.startVirtualThread(() -> {
            try (Socket client = liar.accept();
                    OutputStream out = client.getOutputStream()) {
                client.getInputStream().read(new byte[4096]);
                out.write(answer.getBytes(StandardCharsets.US_ASCII));
                out.flush();
            } catch (IOException e) {
                // why: the client has gone, which its test notices.
            }
        });
    }

    private static ServerSocket listen() {
        try {
            return new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
