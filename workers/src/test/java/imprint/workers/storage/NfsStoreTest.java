package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertFails;
import static imprint.workers.storage.StoreAssertions.assertRefused;
import static imprint.workers.storage.StoreAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.image.FileName;
import imprint.workers.nfs.NfsConnection;
import imprint.workers.nfs.NfsFile;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.TestStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {3, 4})
class NfsStoreTest extends ImageStoreContract {

    private static final FileName NAME = new FileName("disk.img");
    private static final UUID UPLOAD = UUID.randomUUID();
    private static final byte[] LARGE = noise(100_000_000);
    private static final CamelContext CAMEL = new DefaultCamelContext();

    @TempDir
    static Path files;

    private final int version;

    private static Ganesha ganesha;
    private static int owner;

    NfsStoreTest(int version) {
        this.version = version;
    }

    @BeforeAll
    static void start() throws Exception {
        CAMEL.start();
        ganesha = Ganesha.start(files);
        owner = (Integer) Files.getAttribute(files, "unix:uid");
    }

    @AfterAll
    static void stop() {
        if (ganesha != null) {
            ganesha.close();
        }
        CAMEL.stop();
    }

    @Test
    @Tag("slow")
    void continuesACutUpload() throws Exception {
        InputStream broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("cut");
            }
        };
        assertThatThrownBy(() -> store().write(
                                NAME, UPLOAD, _ -> new SequenceInputStream(new ByteArrayInputStream(LARGE), broken)))
                .hasMessage("cut");

        long[] begun = new long[1];
        store().write(NAME, UPLOAD, offset -> {
            begun[0] = offset;
            return Content.of(LARGE).from(offset);
        });

        assertThat(begun[0]).isPositive();
        assertThat(files.resolve("disk.img")).hasBinaryContent(LARGE);
    }

    @Test
    void namesAnExportThatIsNotThere() {
        ImageStore store = at(location("/srv/missing", "", owner));
        assertRefuses(Reason.SHARE, store, "has no export /srv/missing");
        assertFails(TestStep.SHARE, store);
    }

    @Test
    void saysWhoMayNotWrite() {
        ImageStore store = at(location("/srv/images", "", 4711));
        assertRefused(
                Reason.FORBIDDEN,
                () -> store.write(NAME, UPLOAD, Content.of(LARGE)),
                "does not let user 4711 and group 4711");
        assertFails(TestStep.WRITE, store);
    }

    @Test
    void refusesToFollowALink() throws Exception {
        Files.createSymbolicLink(files.resolve("disk.img"), Path.of("/etc/passwd"));
        assertRefused(Reason.FORBIDDEN, () -> store().open(NAME, 0), "is a link, and links are not followed");
    }

    @Test
    void listsNoMoreFilesThanAskedFor() throws Exception {
        Files.createDirectory(files.resolve("directory"));
        for (String name : List.of("1.img", "2.img", "3.img")) {
            Files.createFile(files.resolve(name));
        }
        try (NfsConnection connection = ganesha.connect(location("/srv/images", "", owner), CAMEL)) {
            assertThat(connection.list(2)).hasSize(2).allMatch(file -> file.type() == NfsFile.Type.REGULAR);
        }
    }

    @Test
    void tellsHowMuchRoomThereIs() throws Exception {
        assertThat(storeOnASmallDisk().freeBytes().orElseThrow()).isBetween(1L << 20, 4L << 20);
    }

    @Test
    void writesInARoute() throws Exception {
        String uri = "nfs:127.0.0.1/srv/images?version=%d&port=%d&mountPort=%d&uid=%d&gid=%d"
                .formatted(version, ganesha.server().port(), ganesha.mountPort(), owner, owner);
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:write").to(uri);
                }
            });
            camel.start();
            try (var routes = camel.createProducerTemplate()) {
                routes.requestBodyAndHeader("direct:write", "content", Exchange.FILE_NAME, "a b%41.img");
                assertThat(files.resolve("a b%41.img")).hasContent("content");
            }
        }
    }

    @Override
    ImageStore store() {
        return at(location("/srv/images", "", owner));
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return at(location("/srv/images", "missing", owner));
    }

    @Override
    ImageStore storeOnASmallDisk() {
        return at(location("/srv/small", "", owner));
    }

    @Override
    Path directory() {
        return files;
    }

    private static ImageStore at(StorageAddress.Nfs location) {
        return ganesha.open(location, CAMEL, StorageTimeouts.DEFAULT);
    }

    private StorageAddress.Nfs location(String export, String directory, int user) {
        return ganesha.location(export, directory, version, user);
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }
}
