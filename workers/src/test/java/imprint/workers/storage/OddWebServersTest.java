package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.EnumSource.Mode.EXCLUDE;

import imprint.imaging.image.FileName;
import imprint.workers.storage.OddWebServer.Habit;
import imprint.workers.storage.StorageRefused.Reason;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Duration;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** Web servers as they are in the field. */
class OddWebServersTest {

    private static final FileName NAME = new FileName("disk.img");
    private static final byte[] CONTENT = new byte[3_000_001];

    private final CamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() {
        camel.stop();
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {"COMPRESSES", "REPLACED", "TELLS_TOO_MUCH"})
    void readsFrom(Habit habit) throws Exception {
        try (OddWebServer server = new OddWebServer(habit)) {
            ImageStore store = open(server);
            server.files().put("disk.img", CONTENT);
            server.files().put("empty.img", new byte[0]);

            assertThat(store.size(NAME)).isEqualTo(CONTENT.length);
            assertThat(store.size(new FileName("empty.img"))).isZero();
            try (InputStream in = store.open(NAME, 1)) {
                assertThat(in.readAllBytes()).hasSize(CONTENT.length - 1);
            }
            assertThatExceptionOfType(FileMissing.class).isThrownBy(() -> store.size(new FileName("missing.img")));
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = EXCLUDE,
            names = {
                "PUT_IS_403",
                "PUT_IS_404",
                "PUT_IS_405",
                "PUT_IS_413",
                "PUT_WANTS_A_LENGTH",
                "KEEPS_NOTHING_OF_UNTOLD_LENGTH",
                "FULL_AFTER_100_KB"
            })
    void writesTo(Habit habit) throws Exception {
        try (OddWebServer server = new OddWebServer(habit)) {
            open(server).write(NAME, UUID.randomUUID(), ofUntoldLength());
            assertThat(server.files()).containsOnlyKeys("disk.img").containsEntry("disk.img", CONTENT);
        }
    }

    @Test
    void usesAServerThatShowsNothingAtItsUppermostLevel() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.DOTS_ARE_403)) {
            ImageStore store = new ImageStores(camel, StorageTimeouts.DEFAULT).open(server.location(""));
            assertThatCode(store::test).doesNotThrowAnyException();
            assertThatExceptionOfType(FileMissing.class).isThrownBy(() -> store.size(NAME));
        }
    }

    @Test
    void saysOfAServerThatTakesNoFilesAtItsUppermostLevelWhatToName() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.PUT_IS_404)) {
            ImageStore store = new ImageStores(camel, StorageTimeouts.DEFAULT).open(server.location(""));
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> store.write(NAME, UUID.randomUUID(), ofUntoldLength()))
                    .withMessageContaining("answers PUT with 404")
                    .withMessageContaining("name the directory")
                    .withMessageNotContaining("create it");
        }
    }

    @Test
    void tellsTheLengthWhereItIsKnown() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.PUT_WANTS_A_LENGTH)) {
            open(server).write(NAME, UUID.randomUUID(), Content.of(CONTENT));
            assertThat(server.files()).containsOnlyKeys("disk.img").containsEntry("disk.img", CONTENT);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "PUT_IS_403,forbids PUT",
        "PUT_IS_405,does not know PUT",
        "PUT_IS_413,limit on bodies",
        "PUT_WANTS_A_LENGTH,ends in .img",
        "KEEPS_NOTHING_OF_UNTOLD_LENGTH,ends in .img"
    })
    void isRefusedAtOnceAndLeavesNothing(Habit habit, String sentence) throws Exception {
        try (OddWebServer server = new OddWebServer(habit)) {
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> open(server).write(NAME, UUID.randomUUID(), ofUntoldLength()))
                    .withMessageContaining(sentence)
                    .returns(Reason.FORBIDDEN, StorageRefused::reason);
            assertThat(server.files()).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"PUT_WANTS_A_LENGTH", "KEEPS_NOTHING_OF_UNTOLD_LENGTH"})
    void saysBeforeALargeFileComesThatItsLengthMustBeKnown(Habit habit) throws Exception {
        try (OddWebServer server = new OddWebServer(habit)) {
            open(server).tryOut(NAME, true);
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> open(server).tryOut(NAME, false))
                    .withMessageContaining("ends in .img");
            assertThat(server.files()).isEmpty();
        }
    }

    @Test
    void saysBeforeALargeFileComesHowLongItsNameMayBe() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.NAMES_OF_AT_MOST_143_BYTES)) {
            open(server).tryOut(new FileName("k".repeat(139) + ".img"), false);
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> open(server).tryOut(new FileName("k".repeat(140) + ".img"), false))
                    .withMessageContaining("names of at most 143 bytes, and kkk")
                    .withMessageContaining("has 144");
            assertThat(server.files()).isEmpty();
        }
    }

    @RepeatedTest(5)
    void hearsAServerThatIsFullInTheMiddleOfAFile() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.FULL_AFTER_100_KB)) {
            assertThatExceptionOfType(StorageFull.class)
                    .isThrownBy(() -> open(server).write(NAME, UUID.randomUUID(), ofUntoldLength()));
        }
    }

    @Test
    void asksAServerThatNeverSaysYesNotAgain() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.IGNORES_EXPECTATIONS)) {
            ImageStore store = open(server);
            store.write(NAME, UUID.randomUUID(), ofUntoldLength());
            store.write(new FileName("another.img"), UUID.randomUUID(), ofUntoldLength());
            assertThat(server.files()).containsOnlyKeys("disk.img", "another.img");
            assertThat(server.expectations()).isEqualTo(1);
        }
    }

    @Test
    void noticesAFileThatIsReplacedAndSaysByWhat() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.REPLACED)) {
            server.files().put("disk.img", CONTENT);
            try (InputStream in = open(server).open(NAME, 0)) {
                assertThatExceptionOfType(FileChanged.class)
                        .isThrownBy(() -> in.transferTo(OutputStream.nullOutputStream()))
                        .withMessageContaining("08:49:30 GMT, and is Sun, 06 Nov 1994 08:49:31 GMT");
            }
        }
    }

    @Test
    void refusesAFileThatEndsBeforeTheLengthThatIsToldEachTime() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.TELLS_TOO_MUCH)) {
            server.files().put("disk.img", CONTENT);
            ImageStore store = open(server);
            Outages outages = new Outages(10, Duration.ofMillis(1), Duration.ofMillis(4));
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> {
                        try (InputStream in = new ResumingDownload(store, NAME, outages, _ -> {})) {
                            in.transferTo(OutputStream.nullOutputStream());
                        }
                    })
                    .withMessageContaining("has 3000011 bytes, and ends it after 3000001 each time");
        }
    }

    @Test
    void refusesAFileThatIsCompressedOnItsWay() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.COMPRESSES)) {
            server.files().put("disk.img", CONTENT);
            for (int offset : new int[] {0, 1}) {
                assertThatExceptionOfType(StorageRefused.class)
                        .isThrownBy(() -> open(server).open(NAME, offset))
                        .withMessageContaining("Content-Encoding: gzip");
            }
        }
    }

    @Test
    void takesAFileThatLiesThereCompressedAsItLies() throws Exception {
        try (OddWebServer server = new OddWebServer(Habit.COMPRESSES)) {
            server.files().put("disk.img.gz", CONTENT);
            try (InputStream in = open(server).open(new FileName("disk.img.gz"), 0)) {
                assertThat(in.readAllBytes()).isEqualTo(CONTENT);
            }
        }
    }

    private ImageStore open(OddWebServer server) {
        return new ImageStores(camel, StorageTimeouts.DEFAULT).open(server.location());
    }

    private static Content ofUntoldLength() throws IOException {
        return Content.of(CONTENT)::from;
    }
}
