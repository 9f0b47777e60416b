package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.Trust;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

/** Each server is killed in the middle of a file, and started again while its file is waited for. */
@ParameterizedClass
@MethodSource("kinds")
@Tag("slow") // Each test has a server of its own.
class CutDownloadTest {

    private static final String HOST = "127.0.0.1";
    private static final FileName NAME = new FileName("disk.img");
    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    private static final byte[] CONTENT = noise(7);
    private static final int CUT = 10_000_000;
    private static final Instant THEN = Instant.parse("2026-01-02T03:04:05Z");
    private static final StorageTimeouts TIMEOUTS = new StorageTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5));
    private static final Outages OUTAGES = new Outages(20, Duration.ofMillis(100), Duration.ofSeconds(1));

    @TempDir
    Path images;

    @TempDir
    Path keys;

    private final CamelContext camel = new DefaultCamelContext();
    private final List<Long> asked = new ArrayList<>();
    private final Kind kind;
    private Place place;
    private boolean sentAgain;

    CutDownloadTest(Kind kind) {
        this.kind = kind;
    }

    @BeforeEach
    void start() throws Exception {
        camel.start();
        place = kind.start().start(images, keys);
        putFile(CONTENT, THEN);
    }

    @AfterEach
    void stop() {
        place.server().close();
        camel.stop();
    }

    @Test
    void goesOnWhereItWasCut() throws Exception {
        byte[] read = readAcrossACut(() -> {});

        assertThat(Arrays.mismatch(read, CONTENT)).isNegative();
        assertThat(asked.getFirst()).isZero();
        assertThat(asked.subList(1, asked.size()))
                .isNotEmpty()
                .allSatisfy(offset -> assertThat(offset).isGreaterThanOrEqualTo(CUT - LastBytes.CAPACITY));
        assertThat(sentAgain).isEqualTo(!kind.knowsOffsets());
    }

    @Test
    void noticesAFileThatWasWrittenMeanwhile() {
        assertThatExceptionOfType(FileChanged.class)
                .isThrownBy(() -> readAcrossACut(() -> putFile(CONTENT, THEN.plusSeconds(3600))));
    }

    @Test
    void noticesAnotherFileOfTheSameTimeAndLength() {
        assertThatExceptionOfType(FileChanged.class).isThrownBy(() -> readAcrossACut(() -> putFile(noise(8), THEN)));
    }

    private byte[] readAcrossACut(Change change) throws IOException {
        FileSource witnessed = witnessed(place.source().apply(camel));
        boolean[] back = new boolean[1];
        try (InputStream in = new ResumingDownload(witnessed, NAME, OUTAGES, _ -> {
            if (!back[0]) {
                back[0] = true;
                change.make();
                place.server().startAgain();
            }
        })) {
            byte[] read = Arrays.copyOf(in.readNBytes(CUT), CONTENT.length);
            place.server().kill();
            assertThat(in.readNBytes(read, CUT, read.length - CUT)).isEqualTo(read.length - CUT);
            assertThat(in.read()).isNegative();
            return read;
        }
    }

    private FileSource witnessed(FileSource source) {
        return new FileSource() {
            @Override
            public long size(FileName name) throws StorageException {
                return source.size(name);
            }

            @Override
            public Download open(FileName name, long offset) throws StorageException {
                asked.add(offset);
                Download download = source.open(name, offset);
                sentAgain |= download.passOver();
                return download;
            }
        };
    }

    private void putFile(byte[] content, Instant modified) throws IOException {
        Path file = images.resolve(NAME.value());
        Files.write(file, content);
        Files.setLastModifiedTime(file, FileTime.from(modified));
    }

    private static byte[] noise(int seed) {
        byte[] noise = new byte[60_000_000];
        new Random(seed).nextBytes(noise);
        return noise;
    }

    static Stream<Kind> kinds() {
        return Stream.of(
                new Kind("ftp", true, (images, _) -> ftp(Vsftpd.start(images, LOGIN), null)),
                new Kind(
                        "ftp without offsets",
                        false,
                        (images, _) -> ftp(Vsftpd.startWithoutOffsets(images, LOGIN), null)),
                new Kind("ftps", true, CutDownloadTest::ftps),
                new Kind("http", true, (images, _) -> http(Nginx.start(images, LOGIN, ""), null)),
                new Kind(
                        "http without offsets",
                        false,
                        (images, _) -> http(Nginx.start(images, LOGIN, "max_ranges 0;"), null)),
                new Kind("https", true, CutDownloadTest::https),
                new Kind("cifs", true, (images, _) -> cifs(Samba.start(images, LOGIN))),
                new Kind("nfs 3", true, (images, _) -> nfs(Ganesha.start(images), images, 3)),
                new Kind("nfs 4", true, (images, _) -> nfs(Ganesha.start(images), images, 4)));
    }

    private static Place ftps(Path images, Path keys) throws Exception {
        TestAuthority authority = new TestAuthority(keys);
        return ftp(Vsftpd.start(images, LOGIN, authority.issueForThisHost()), authority.trust());
    }

    private static Place https(Path images, Path keys) throws Exception {
        TestAuthority authority = new TestAuthority(keys);
        return http(Nginx.start(images, LOGIN, "", authority.issueForThisHost()), authority.trust());
    }

    private static Place ftp(StorageServer server, @Nullable Trust tls) {
        return at(server, Places.ftp(HOST, server.port(), "images", LOGIN, FtpMode.PASSIVE, tls));
    }

    private static Place http(StorageServer server, @Nullable Trust tls) {
        return at(server, Places.http(HOST, server.port(), "images", LOGIN, tls));
    }

    private static Place cifs(StorageServer server) {
        return at(server, Places.cifs(HOST, server.port(), "images", "", null, LOGIN));
    }

    private static Place at(StorageServer server, StorageAccess location) {
        return new Place(server, camel -> new ImageStores(camel, TIMEOUTS).open(location));
    }

    private static Place nfs(Ganesha ganesha, Path images, int version) throws IOException {
        int owner = (Integer) Files.getAttribute(images, "unix:uid");
        return new Place(
                ganesha.server(),
                camel -> ganesha.open(ganesha.location("/srv/images", "", version, owner), camel, TIMEOUTS));
    }

    private record Place(StorageServer server, Function<CamelContext, FileSource> source) {}

    private record Kind(String name, boolean knowsOffsets, Start start) {

        @Override
        public String toString() {
            return name;
        }
    }

    @FunctionalInterface
    private interface Start {
        Place start(Path images, Path keys) throws Exception;
    }

    @FunctionalInterface
    private interface Change {
        void make() throws IOException;
    }
}
