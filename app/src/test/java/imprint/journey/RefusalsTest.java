package imprint.journey;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is not as it should be ends an operation with a code and a sentence, and no disk and no file is touched. */
@Timeout(value = 5, unit = TimeUnit.MINUTES)
class RefusalsTest extends OneServer {

    private static final long SMALL = 9 * Administrator.MIB;

    @Test
    void anImageOfAnotherProductIsRejected() throws Exception {
        var image = added("other-product.img", SMALL, Map.of("product", "Other X2"));
        var target = administrator.device(SMALL, 0);

        assertRefused(administrator.apply(image, target), "REJECTED", "MODEL_MISMATCH");
        assertBlank(target);
    }

    @Test
    void anImageFileOfNoProductThatThereIsMakesNone() throws Exception {
        added("of-a-product.img", SMALL, Map.of());
        var api = installation.api();
        var add = Map.of("name", "t11", "fileName", "t11.img", "locationId", location, "product", "Acme T11");

        assertThatThrownBy(() -> api.post("operations/add", add))
                .hasMessageStartingWith("400")
                .hasMessageContaining("Acme T11")
                .hasMessageContaining("Near: \\\"Acme T1\\\".");
        assertThat(api.get("products?size=200").toString()).doesNotContain("Acme T11");
    }

    @Test
    void aDiskThatIsTooSmallIsRejected() throws Exception {
        var image = added("large.img", 2 * SMALL, Map.of());
        var target = administrator.device(SMALL, 0);

        assertRefused(administrator.apply(image, target), "REJECTED", "DISK_TOO_SMALL");
        assertBlank(target);
    }

    @Test
    void anImageThatWasChangedAtItsLocationReachesNoDisk() throws Exception {
        var image = added("changed.img", SMALL, Map.of());
        flip(images.resolve("changed.img"), 5000);
        var target = administrator.device(SMALL, 0);

        assertRefused(administrator.apply(image, target), "FAILED", "CHECKSUM_MISMATCH", "FILE_CORRUPT");
        assertBlank(target);
    }

    @Test
    void anImageThatWasCutAtItsLocationReachesNoDisk() throws Exception {
        var image = added("cut.img", SMALL, Map.of());
        try (var file = FileChannel.open(images.resolve("cut.img"), StandardOpenOption.WRITE)) {
            file.truncate(SMALL / 2);
        }
        var target = administrator.device(SMALL, 0);

        assertRefused(administrator.apply(image, target), "FAILED", "CHECKSUM_MISMATCH", "FILE_CORRUPT");
        assertBlank(target);
    }

    @Test
    void aFileThatIsNotWhatItsDigestSaysIsRejected() throws Exception {
        Disks.random(images.resolve("other.img"), SMALL, Administrator.MIB);

        assertRefused(
                administrator.add("other.img", location, Map.of("sha256", "0".repeat(64))),
                "REJECTED",
                "CHECKSUM_MISMATCH");
    }

    @Test
    void aFileThatHoldsNoDiskIsRefused() throws Exception {
        Files.createFile(images.resolve("empty.img"));
        Files.write(images.resolve("short.img"), new byte[1000]);

        assertRefused(administrator.add("empty.img", location, Map.of()), "REJECTED", "FILE_CORRUPT");
        assertRefused(administrator.add("short.img", location, Map.of()), "REJECTED", "FILE_CORRUPT");
    }

    @Test
    void aFileThatIsNotThereIsRejected() throws Exception {
        assertRefused(administrator.add("nothing.img", location, Map.of()), "REJECTED", "FILE_NOT_FOUND");
    }

    @Test
    void aNameThatIsTakenIsRejected() throws Exception {
        Files.writeString(images.resolve("taken.img.zst"), "somebody else's");

        assertRefused(
                administrator.clone(administrator.device(SMALL, 0), "taken.img.zst", location),
                "REJECTED",
                "FILE_EXISTS");
        assertThat(images.resolve("taken.img.zst")).hasContent("somebody else's");
        assertThat(installation.data().resolve("log/imprint.log"))
                .content()
                .as("an ordinary answer is no error")
                .doesNotContain("BusinessFailure");
    }

    @Test
    void aLocationThatIsNotThereIsRefused() throws Exception {
        var missing = administrator.location(directory.resolve("no such directory"));

        assertRefused(
                administrator.clone(administrator.device(SMALL, 0), "a.img.zst", missing),
                "REJECTED",
                "STORAGE_REFUSED");
    }

    @Test
    void aLocationThatDoesNotLetUsInIsRefused() throws Exception {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(401, -1);
            exchange.close();
        });
        server.start();
        try {
            var closed = administrator.location(Map.of(
                    "kind",
                    "HTTP",
                    "host",
                    "127.0.0.1",
                    "port",
                    server.getAddress().getPort()));

            assertRefused(administrator.add("closed.img", closed, Map.of()), "REJECTED", "STORAGE_REFUSED");
        } finally {
            server.stop(0);
        }
    }

    private UUID added(String fileName, long bytes, Map<String, String> more) throws Exception {
        Disks.random(images.resolve(fileName), bytes, Administrator.MIB);
        var add = administrator.add(fileName, location, more);
        assertThat(add.outcome()).isEqualTo("SUCCEEDED");
        return add.imageId();
    }

    private static void assertRefused(Operation operation, String outcome, String... codes) throws Exception {
        assertThat(operation.outcome()).isEqualTo(outcome);
        assertThat(operation.code()).isIn((Object[]) codes);
        assertThat(operation.now().get("sentence").asString()).isNotBlank();
    }

    private void assertBlank(Agent device) throws IOException {
        assertThat(Files.mismatch(device.disk(), Disks.blank(directory.resolve("zeros"), SMALL)))
                .isEqualTo(-1);
    }

    private static void flip(Path file, long offset) throws IOException {
        try (var bytes = new RandomAccessFile(file.toFile(), "rw")) {
            bytes.seek(offset);
            int value = bytes.read();
            bytes.seek(offset);
            bytes.write(value ^ 1);
        }
    }
}
