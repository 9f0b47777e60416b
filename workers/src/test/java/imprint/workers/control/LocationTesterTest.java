package imprint.workers.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import imprint.bpmn.ErrorCode;
import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageTimeouts;
import imprint.workflows.address.Server;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.TestStep;
import imprint.workflows.failure.BusinessFailure;
import imprint.workflows.storage.LocationTest.Failure;
import imprint.workflows.storage.LocationUnavailable;
import imprint.workflows.storage.StorageBrowser;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class LocationTesterTest {

    private static final CamelContext CAMEL = new DefaultCamelContext();

    @TempDir
    private Path directory;

    private final ImageStores stores = new ImageStores(CAMEL, StorageTimeouts.DEFAULT);
    private final LocationTester tester = new LocationTester(stores);
    private final LocationBrowser browser = new LocationBrowser(stores);

    @BeforeAll
    static void start() {
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    @Test
    void findsNothingWrongWithADirectoryThatCanBeUsedAndLeavesNothingThere() throws IOException {
        assertThat(tester.firstFailure(access(new StorageAddress.Directory(directory.toString()))))
                .isEmpty();

        assertThat(directory).isEmptyDirectory();
    }

    @Test
    void namesTheDirectoryThatIsMissing() {
        var missing = directory.resolve("missing").toString();

        assertThat(step(new StorageAddress.Directory(missing))).hasValue(TestStep.DIRECTORY);
    }

    @Test
    void namesTheHostThatNobodyKnows() {
        assertThat(step(http("nobody.invalid", 80))).hasValue(TestStep.NAME);
    }

    @Test
    void refusesToAskTheMetadataOfItsOwnMachine() {
        assertThat(step(http("169.254.169.254", 80))).hasValue(TestStep.NAME);
        assertThatThrownBy(() -> browser.list(access(http("169.254.169.254", 80))))
                .isInstanceOf(LocationUnavailable.class);
    }

    @Test
    void asksNoServerOfItsOwn() {
        var own = new ImageStores(CAMEL, StorageTimeouts.DEFAULT, _ -> Optional.empty(), Set.of(26_500));
        assertThat(new LocationTester(own).firstFailure(access(http("127.0.0.1", 26_500))))
                .hasValueSatisfying(failure -> assertThat(failure)
                        .returns(TestStep.NAME, Failure::step)
                        .returns("Port 26500 of 127.0.0.1 is Imprint's own: name a file server.", Failure::message));
    }

    @Test
    void namesTheConnectionThatIsRefused() throws IOException {
        int nobodysPort;
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            nobodysPort = socket.getLocalPort();
        }

        assertThat(step(http("127.0.0.1", nobodysPort))).hasValue(TestStep.CONNECT);
        assertThatThrownBy(() -> browser.list(access(http("127.0.0.1", nobodysPort))))
                .isInstanceOf(LocationUnavailable.class);
    }

    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void endsALookAtAServerThatDrips() throws IOException {
        var hasty = new ImageStores(
                CAMEL,
                new StorageTimeouts(
                        Duration.ofSeconds(5), Duration.ofSeconds(5), Duration.ofSeconds(3), Duration.ofSeconds(5)));
        try (var server = new DrippingServer()) {
            var location = access(http("127.0.0.1", server.port()));

            assertThat(new LocationTester(hasty).firstFailure(location))
                    .hasValueSatisfying(failure -> assertThat(failure)
                            .returns(TestStep.CONNECT, Failure::step)
                            .returns(true, it -> it.message().contains("longer than 3 s in all")));
            assertThatThrownBy(() -> new LocationBrowser(hasty).list(location))
                    .isInstanceOf(LocationUnavailable.class)
                    .hasMessageContaining("longer than 3 s in all");
            assertThatThrownBy(() -> new LocationProbe(hasty).look(location, "kiosk.img"))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining("longer than 3 s in all");
            await().until(server::isLeftAlone);
        }
    }

    @Test
    void listsFilesButNoHiddenOnesAndNoUploadsUnderWay() throws IOException {
        var file = Files.writeString(directory.resolve("kiosk.img"), "12345");
        Files.writeString(directory.resolve(".hidden.img"), "123");
        Files.writeString(directory.resolve("imprint-0a1b2c3d-" + UUID.randomUUID() + ".part"), "123");

        var listing = browser.list(access(new StorageAddress.Directory(directory.toString())));

        assertThat(listing.complete()).isTrue();
        assertThat(listing.files())
                .containsExactly(new StorageBrowser.File(
                        "kiosk.img", 5, Files.getLastModifiedTime(file).toInstant()));
    }

    @Test
    void refusesAClonesLocationThatCanOnlyBeRead() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            var isRead = exchange.getRequestMethod().equals("HEAD");
            exchange.sendResponseHeaders(
                    isRead && exchange.getRequestURI().getPath().endsWith("/") ? 200 : isRead ? 404 : 403, -1);
            exchange.close();
        });
        server.start();
        try {
            var location = access(http("127.0.0.1", server.getAddress().getPort()));
            var probe = new LocationProbe(stores);
            assertThat(probe.look(location, "kiosk.img").fileBytes()).isEmpty();
            assertThatThrownBy(() -> probe.lookToWrite(location, "kiosk.img"))
                    .isInstanceOfSatisfying(
                            BusinessFailure.class,
                            failure -> assertThat(failure.code()).isEqualTo(ErrorCode.STORAGE_REFUSED));
        } finally {
            server.stop(0);
        }
    }

    @Test
    void leavesNothingAtAClonesLocation() {
        var location = access(new StorageAddress.Directory(directory.toString()));
        assertThat(new LocationProbe(stores).lookToWrite(location, "kiosk.img").fileBytes())
                .isEmpty();
        assertThat(directory).isEmptyDirectory();
    }

    private Optional<TestStep> step(StorageAddress address) {
        return tester.firstFailure(access(address)).map(Failure::step);
    }

    private static StorageAddress http(String host, int port) {
        return new StorageAddress.Http(new Server(host, port), "", null, null);
    }

    private static StorageAccess access(StorageAddress address) {
        return new StorageAccess(address, null);
    }
}
