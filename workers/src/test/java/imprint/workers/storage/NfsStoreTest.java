package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.imaging.image.FileName;
import imprint.workers.nfs.NfsEndpoint;
import imprint.workers.storage.ConnectionTestFailed.Step;
import imprint.workers.storage.StorageRefused.Reason;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(NfsVersion.class)
class NfsStoreTest extends ImageStoreContract {

    private static final FileName NAME = new FileName("disk.img");
    private static final UUID UPLOAD = UUID.randomUUID();
    private static final byte[] LARGE = noise(100_000_000);
    private static final int STALL_SECONDS = 2;
    private static final CamelContext CAMEL = new DefaultCamelContext();

    @TempDir
    static Path files;

    @TempDir
    Path own;

    private final NfsVersion version;

    private static Ganesha ganesha;
    private static int owner;

    NfsStoreTest(NfsVersion version) {
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
        assertThatThrownBy(() -> store().write(NAME, UPLOAD, during(LARGE.length - 1, () -> {
                    throw new IOException("cut");
                })))
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
    @Tag("slow")
    void readsOnFromAServerThatWasKilledAndIsBack() throws Exception {
        Files.write(own.resolve("disk.img"), LARGE);
        try (Ganesha dying = Ganesha.start(own)) {
            ImageStore store = at(dying);
            byte[] begin;
            try (InputStream in = store.open(NAME, 0)) {
                begin = in.readNBytes(1000);
                dying.server().kill();
                assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(in::readAllBytes);
            }
            assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(() -> store.size(NAME));

            dying.server().startAgain();
            try (InputStream in = store.open(NAME, begin.length)) {
                assertThat(in).hasBinaryContent(Arrays.copyOfRange(LARGE, begin.length, LARGE.length));
            }
        }
    }

    @Test
    @Tag("slow")
    void writesOnToAServerThatWasKilledAndIsBack() throws Exception {
        try (Ganesha dying = Ganesha.start(own)) {
            ImageStore store = at(dying);
            assertThatExceptionOfType(StorageUnreachable.class)
                    .isThrownBy(() -> store.write(NAME, UPLOAD, during(50_000_000, dying.server()::kill)));
            assertThat(own.resolve("disk.img")).doesNotExist();

            dying.server().startAgain();
            store.write(NAME, UPLOAD, Content.of(LARGE));
            assertThat(own.resolve("disk.img")).hasBinaryContent(LARGE);
        }
    }

    @Test
    @Tag("slow")
    void noticesThatAServerStalls() throws Exception {
        Files.write(own.resolve("disk.img"), LARGE);
        try (Ganesha stalling = Ganesha.start(own)) {
            ImageStore store = at(stalling);
            try (InputStream in = store.open(NAME, 0)) {
                in.readNBytes(1000);
                stalling.server().pause();
                assertThatExceptionOfType(StorageUnreachable.class)
                        .isThrownBy(in::readAllBytes)
                        .withMessageContaining("not a byte came or went for 2 s");
                assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(() -> store.size(NAME));
            } finally {
                stalling.server().goOn();
            }
        }
    }

    @Test
    void noticesAFileThatGrowsWhileItIsRead() throws Exception {
        Files.write(files.resolve("disk.img"), LARGE);
        try (InputStream in = store().open(NAME, 0)) {
            in.readNBytes(1000);
            Files.write(files.resolve("disk.img"), new byte[1000], StandardOpenOption.APPEND);
            assertThatExceptionOfType(FileChanged.class)
                    .isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()));
        }
    }

    @Test
    void namesAnExportThatIsNotThere() {
        ImageStore store = at(ganesha, location(ganesha, "/srv/missing", "", owner));
        assertRefused(Reason.SHARE, () -> store.size(NAME), "has no export /srv/missing");
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(Step.SHARE, ConnectionTestFailed::step);
    }

    @Test
    void saysWhoMayNotWrite() {
        ImageStore store = at(ganesha, location(ganesha, "/srv/images", "", 4711));
        assertRefused(
                Reason.FORBIDDEN,
                () -> store.write(NAME, UPLOAD, Content.of(LARGE)),
                "does not let user 4711 and group 4711");
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .returns(Step.WRITE, ConnectionTestFailed::step);
    }

    @Test
    void refusesToFollowALink() throws Exception {
        Files.createSymbolicLink(files.resolve("disk.img"), Path.of("/etc/passwd"));
        assertRefused(Reason.FORBIDDEN, () -> store().open(NAME, 0), "no regular file");
    }

    @Test
    void tellsHowMuchRoomThereIs() throws Exception {
        assertThat(storeOnASmallDisk().freeBytes().orElseThrow()).isBetween(1L << 20, 4L << 20);
    }

    @Test
    void readsAndWritesInARoute() throws Exception {
        String uri = "nfs:127.0.0.1/srv/images?version=%d&port=%d&mountPort=%d&uid=%d&gid=%d&operation="
                .formatted(
                        version == NfsVersion.V3 ? 3 : 4, ganesha.server().port(), ganesha.mountPort(), owner, owner);
        try (CamelContext camel = new DefaultCamelContext()) {
            camel.addRoutes(new RouteBuilder() {
                @Override
                public void configure() {
                    from("direct:write").to(uri + "WRITE");
                    from("direct:read").to(uri + "READ");
                }
            });
            camel.start();
            try (var routes = camel.createProducerTemplate()) {
                routes.requestBodyAndHeader("direct:write", "content", Exchange.FILE_NAME, "a b%41.img");
                assertThat(files.resolve("a b%41.img")).hasContent("content");
                assertThat(routes.requestBodyAndHeader(
                                "direct:read", null, Exchange.FILE_NAME, "a b%41.img", String.class))
                        .isEqualTo("content");
            }
        }
    }

    @Override
    ImageStore store() {
        return at(ganesha);
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return at(ganesha, location(ganesha, "/srv/images", "missing", owner));
    }

    @Override
    ImageStore storeOnASmallDisk() {
        return at(ganesha, location(ganesha, "/srv/small", "", owner));
    }

    @Override
    Path directory() {
        return files;
    }

    private ImageStore at(Ganesha server) {
        return at(server, location(server, "/srv/images", "", owner));
    }

    private static ImageStore at(Ganesha server, StorageLocation.Nfs location) {
        NfsEndpoint endpoint = NfsStore.endpoint(
                location, CAMEL, new StorageTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(STALL_SECONDS)));
        endpoint.setMountPort(server.mountPort());
        return new NfsStore(location, endpoint);
    }

    private StorageLocation.Nfs location(Ganesha server, String export, String directory, int user) {
        return new StorageLocation.Nfs("127.0.0.1", server.server().port(), export, directory, version, user, user);
    }

    private static void assertRefused(Reason reason, ThrowingCallable call, String sentence) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(call)
                .withMessageContaining(sentence)
                .returns(reason, StorageRefused::reason);
    }

    /** The large content, in which something happens at a byte. */
    private static Content during(int at, Happening happening) {
        return offset -> new SequenceInputStream(
                new ByteArrayInputStream(LARGE, (int) offset, at - (int) offset), new InputStream() {
                    private final InputStream rest = new ByteArrayInputStream(LARGE, at, LARGE.length - at);
                    private boolean happened;

                    @Override
                    public int read() throws IOException {
                        if (!happened) {
                            happened = true;
                            happening.happen();
                        }
                        return rest.read();
                    }

                    @Override
                    public int read(byte[] into, int from, int length) throws IOException {
                        int first = read();
                        if (first < 0) {
                            return -1;
                        }
                        into[from] = (byte) first;
                        return 1 + Math.max(0, rest.read(into, from + 1, length - 1));
                    }
                });
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }

    @FunctionalInterface
    private interface Happening {
        void happen() throws IOException;
    }
}
