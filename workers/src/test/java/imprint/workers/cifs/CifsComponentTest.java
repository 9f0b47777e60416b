package imprint.workers.cifs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workers.storage.Credentials;
import imprint.workers.storage.Samba;
import imprint.workers.storage.StorageServer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.CamelExecutionException;
import org.apache.camel.Exchange;
import org.apache.camel.ProducerTemplate;
import org.apache.camel.ResolveEndpointFailedException;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CifsComponentTest {

    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());

    @TempDir
    static Path work;

    private static StorageServer samba;
    private final CamelContext camel = new DefaultCamelContext();
    private final Path files = work.resolve("some folder");
    private final ProducerTemplate producer = camel.createProducerTemplate();

    @BeforeAll
    static void startServer() throws Exception {
        StorageServer.giveAway(Files.createDirectories(work.resolve("some folder")));
        samba = Samba.start(work, LOGIN);
    }

    @AfterAll
    static void stopServer() {
        if (samba != null) {
            samba.close();
        }
    }

    @BeforeEach
    void start() throws Exception {
        camel.getRegistry().bind("archivist", new CifsLogin(null, LOGIN.user(), LOGIN.password()));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                String place = "cifs:127.0.0.1:%d/images/some folder?login=#bean:archivist".formatted(samba.port());
                from("direct:store").to(place + "&stallTimeout=5s");
            }
        });
        camel.start();
        producer.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @Test
    void writesWhatARouteSendsToIt() {
        producer.sendBodyAndHeader(
                "direct:store", new ByteArrayInputStream("hello".getBytes(UTF_8)), Exchange.FILE_NAME, "a#b.txt");
        assertThat(files.resolve("a#b.txt")).hasContent("hello");
    }

    @Test
    void goesOnAtTheByteThatTheHeaderSays() throws IOException {
        StorageServer.giveAway(Files.writeString(files.resolve("one.txt"), "one and more"));

        producer.sendBodyAndHeaders(
                "direct:store",
                new ByteArrayInputStream(" two".getBytes(UTF_8)),
                Map.of(Exchange.FILE_NAME, "one.txt", CifsProducer.OFFSET, 3L));

        assertThat(files.resolve("one.txt")).hasContent("one two");
    }

    @Test
    void takesNoPathForAName() {
        assertThatExceptionOfType(CamelExecutionException.class)
                .isThrownBy(() -> producer.sendBodyAndHeader("direct:store", "x", Exchange.FILE_NAME, "../one.txt"))
                .havingRootCause()
                .withMessageContaining("without a folder");
    }

    @Test
    void signsByTheFastestMeansThatBothKnow() throws Exception {
        CifsEndpoint endpoint = camel.getEndpoint(
                "cifs:127.0.0.1:%d/images?login=#bean:archivist".formatted(samba.port()), CifsEndpoint.class);
        try (CifsShare share = endpoint.connect()) {
            assertThat(share.protocol()).contains("SMB311", "AES_GMAC");
        }
    }

    @Test
    void takesNoLoginInItsAddress() {
        assertThatExceptionOfType(ResolveEndpointFailedException.class)
                .isThrownBy(() -> camel.getEndpoint("cifs:me:mine@127.0.0.1/images"))
                .withMessageContaining("without a login");
    }

    @Test
    void keepsItsPasswordToItself() {
        assertThat(new CifsLogin("HOME", "me", "mine")).hasToString("CifsLogin[domain=HOME, user=me]");
    }

    @Test
    void refusesToBeginARoute() {
        assertThatThrownBy(() -> camel.getEndpoint("cifs:localhost/images").createConsumer(_ -> {}))
                .hasMessageContaining("cannot begin with cifs");
    }
}
