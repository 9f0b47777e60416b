package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import imprint.imaging.image.FileName;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import java.util.concurrent.Executors;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A web server that cannot rename, and keeps what has come of a file that was cut. */
class InPlaceTest {

    private static final FileName NAME = new FileName("disk.img");
    private static final byte[] WHOLE = new byte[3 << 20];

    @TempDir
    Path directory;

    private final CamelContext camel = new DefaultCamelContext();
    private final UUID upload = UUID.randomUUID();
    private HttpServer server;
    private ImageStore store;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 5);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        camel.start();
        store = new ImageStores(camel, StorageTimeouts.DEFAULT)
                .open(Places.http("127.0.0.1", server.getAddress().getPort(), "images", null, null));
    }

    @AfterEach
    void stop() {
        camel.stop();
        server.stop(0);
    }

    @Test
    void leavesNothingButTheFile() throws Exception {
        store.write(NAME, upload, Content.of(WHOLE));
        assertThat(directory).isDirectoryContaining("glob:**disk.img").isDirectoryNotContaining("glob:**.disk*");
    }

    @Test
    void writesItsOwnHalfAnew() throws Exception {
        cut();
        assertThatExceptionOfType(FileExists.class)
                .isThrownBy(() -> store.write(NAME, UUID.randomUUID(), Content.of(WHOLE)));
        store.write(NAME, upload, Content.of(WHOLE));
        assertThat(directory.resolve("disk.img")).hasBinaryContent(WHOLE);
    }

    @Test
    void discardsItsOwnHalf() throws Exception {
        cut();
        store.discard(NAME, UUID.randomUUID());
        assertThat(directory.resolve("disk.img")).exists();
        store.discard(NAME, upload);
        assertThat(directory).isEmptyDirectory();
    }

    /** Half of the file is there under its name. */
    private void cut() {
        assertThatIOException().isThrownBy(() -> store.write(NAME, upload, _ -> half()));
        Awaitility.await().until(() -> Files.exists(directory.resolve("disk.img")));
    }

    private static InputStream half() {
        return new SequenceInputStream(new ByteArrayInputStream(WHOLE, 0, WHOLE.length / 2), new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        });
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            Path file = directory.resolve(
                    Path.of(exchange.getRequestURI().getPath()).getFileName().toString());
            switch (exchange.getRequestMethod()) {
                case "PUT" -> {
                    try (OutputStream out = Files.newOutputStream(file)) {
                        exchange.getRequestBody().transferTo(out);
                    }
                    exchange.sendResponseHeaders(201, -1);
                }
                case "DELETE" -> exchange.sendResponseHeaders(Files.deleteIfExists(file) ? 204 : 404, -1);
                case "HEAD" -> {
                    boolean isDirectory = file.endsWith("images");
                    if (!isDirectory && Files.exists(file)) {
                        exchange.getResponseHeaders().set("Content-Length", Long.toString(Files.size(file)));
                    }
                    exchange.sendResponseHeaders(isDirectory || Files.exists(file) ? 200 : 404, -1);
                }
                default -> exchange.sendResponseHeaders(405, -1);
            }
        }
    }
}
