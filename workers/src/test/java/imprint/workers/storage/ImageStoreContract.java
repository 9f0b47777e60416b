package imprint.workers.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.TestStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What every storage location does, whatever its protocol. */
abstract class ImageStoreContract {

    private static final FileName NAME = new FileName("disk.img");
    private static final UUID UPLOAD = UUID.randomUUID();
    private static final byte[] CONTENT = noise(9_000_001);

    /** The location under test. */
    abstract ImageStore store();

    /** One whose directory does not exist. */
    abstract ImageStore storeWithoutDirectory();

    /** One whose directory is a disk of 4 MiB that lives no longer than its server. */
    abstract ImageStore storeOnASmallDisk() throws Exception;

    /** Where its files lie on this machine. */
    abstract Path directory();

    @AfterEach
    void removeFiles() throws IOException {
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    @Test
    void writesAndReadsAWholeFile() throws Exception {
        assertThat(store().write(NAME, UPLOAD, Content.of(CONTENT))).isEqualTo(CONTENT.length);

        assertThat(store().size(NAME)).isEqualTo(CONTENT.length);
        assertThat(read(0)).isEqualTo(CONTENT);
        assertThat(directory()).isDirectoryNotContaining("glob:**.part");
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 5_000_000, 9_000_000, 9_000_001})
    void readsFromAnOffset(int offset) throws Exception {
        Files.write(file(NAME), CONTENT);
        assertThat(read(offset)).isEqualTo(Arrays.copyOfRange(CONTENT, offset, CONTENT.length));
    }

    @Test
    void writesAnEmptyFile() throws Exception {
        store().write(NAME, UPLOAD, Content.of(new byte[0]));
        assertThat(read(0)).isEmpty();
    }

    @Test
    void stopsReadingWhenItIsNotWanted() throws Exception {
        Files.write(file(NAME), CONTENT);
        try (InputStream in = store().open(NAME, 0)) {
            assertThat(in.readNBytes(10)).hasSize(10);
        }
        assertThat(read(0)).isEqualTo(CONTENT);
    }

    @Test
    void neverReplacesAFile() throws Exception {
        Files.writeString(file(NAME), "mine");
        assertThatExceptionOfType(FileExists.class).isThrownBy(() -> store().write(NAME, UPLOAD, Content.of(CONTENT)));
        assertThat(file(NAME)).hasContent("mine");
    }

    @Test
    void aCutUploadLeavesNoFileUnderItsName() {
        assertThatThrownBy(() -> store().write(NAME, UPLOAD, cutAfter(5_000_000)))
                .isExactlyInstanceOf(IOException.class)
                .hasMessage("cut");
        assertThatExceptionOfType(FileMissing.class).isThrownBy(() -> store().size(NAME));
    }

    @Test
    void aCutUploadSucceedsWhenItIsTriedAgain() throws Exception {
        assertThatThrownBy(() -> store().write(NAME, UPLOAD, cutAfter(5_000_000)))
                .hasMessage("cut");
        store().write(NAME, UPLOAD, Content.of(CONTENT));
        assertThat(read(0)).isEqualTo(CONTENT);
    }

    @Test
    void discardsWhatACutUploadHasLeft() throws Exception {
        assertThatThrownBy(() -> store().write(NAME, UPLOAD, cutAfter(5_000_000)))
                .hasMessage("cut");
        store().discard(NAME, UPLOAD);
        assertThat(directory()).isEmptyDirectory();
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatExceptionOfType(FileMissing.class)
                .isThrownBy(() -> store().size(NAME))
                .withMessageContaining("disk.img");
        assertThatExceptionOfType(FileMissing.class).isThrownBy(() -> store().open(NAME, 0));
    }

    @Test
    void deletesAFileAndDoesNotMindThatItIsGone() throws Exception {
        Files.write(file(NAME), CONTENT);
        store().delete(NAME);
        store().delete(NAME);
        assertThat(file(NAME)).doesNotExist();
    }

    @Test
    void listsItsFiles() throws Exception {
        Files.writeString(file(NAME), "12345");
        Files.writeString(file(new FileName("ü b.img.gz")), "");
        Files.createDirectory(directory().resolve("folder"));

        assertThat(store().list())
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("modified")
                .containsExactlyInAnyOrder(new StoredFile(NAME, 5), new StoredFile(new FileName("ü b.img.gz"), 0));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.img",
                "ä ö ß 日本.img",
                "it's \"quoted\".img",
                "100%41.img",
                "a#b?c&d=e+f;g:h@i.img",
                "-rf.img",
                "*[a]{b}.img",
                "${date:now}{{x}}$simple{y}.img",
                " leading.img",
                "~.img"
            })
    void takesAnyNameAsANameOnly(String text) throws Exception {
        FileName name = new FileName(text);
        if (text.chars().anyMatch(c -> reserved().indexOf(c) >= 0)) {
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(() -> store().write(name, UPLOAD, Content.of(CONTENT)))
                    .withMessageContaining("file name");
            return;
        }
        store().write(name, UPLOAD, Content.of("content".getBytes(UTF_8)));

        assertThat(file(name)).hasContent("content");
        assertThat(store().size(name)).isEqualTo(7);
        try (InputStream in = store().open(name, 3)) {
            assertThat(in).hasContent("tent");
        }
        store().delete(name);
        assertThat(directory()).isEmptyDirectory();
    }

    @Test
    void takesANameOf255Bytes() throws Exception {
        FileName name = new FileName("é".repeat(125) + "x.img");
        store().write(name, UPLOAD, Content.of(CONTENT));
        assertThat(file(name)).hasSize(CONTENT.length);
    }

    @Test
    void triesOutNamesOfAnyLength() throws Exception {
        store().tryOut(new FileName("é".repeat(125) + "x.img"), false);
        assertThat(directory()).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({"B\u00fcchse.img,Bu\u0308chse.img", "Bu\u0308chse.img,B\u00fcchse.img"})
    void findsANameHoweverItsCharactersAreWritten(String stored, String asked) throws Exception {
        FileName name = new FileName(asked);
        store().write(new FileName(stored), UPLOAD, Content.of("12345".getBytes(UTF_8)));

        assertThat(store().nameOf(name)).isEqualTo(new FileName(stored));
        assertThat(store().size(name)).isEqualTo(5);
        try (InputStream in = store().open(name, 3)) {
            assertThat(in).hasContent("45");
        }
        assertThatExceptionOfType(FileExists.class).isThrownBy(() -> store().write(name, UPLOAD, Content.of(CONTENT)));
    }

    @Test
    void findsTheNameThatIsAskedForWhereBothFormsAreThere() throws Exception {
        Files.writeString(directory().resolve("K\u00e4se.img"), "1");
        Files.writeString(directory().resolve("Ka\u0308se.img"), "12");
        FileName name = new FileName("Ka\u0308se.img");
        assertThat(store().nameOf(name)).isEqualTo(name);
        assertThat(store().size(name)).isEqualTo(2);
    }

    @Test
    void noticesAFileThatShrinksWhileItIsRead() throws Exception {
        Files.write(file(NAME), CONTENT);
        try (InputStream in = store().open(NAME, 0)) {
            in.readNBytes(1000);
            try (var file = Files.newByteChannel(file(NAME), StandardOpenOption.WRITE)) {
                file.truncate(2000);
            }
            assertThatExceptionOfType(StorageException.class).isThrownBy(() -> in.transferTo(nowhere()));
        }
    }

    @Test
    void noticesAFileThatGrowsWhileItIsRead() throws Exception {
        Files.write(file(NAME), CONTENT);
        try (InputStream in = store().open(NAME, 0)) {
            in.readNBytes(1000);
            Files.write(file(NAME), new byte[1000], StandardOpenOption.APPEND);
            assertThatExceptionOfType(FileChanged.class).isThrownBy(() -> in.transferTo(nowhere()));
        }
    }

    @Test
    void noticesAFileThatVanishesWhileItIsRead() throws Exception {
        Files.write(file(NAME), CONTENT);
        try (InputStream in = store().open(NAME, 0)) {
            in.readNBytes(1000);
            Files.delete(file(NAME));
            assertThatExceptionOfType(FileChanged.class).isThrownBy(() -> in.transferTo(nowhere()));
        }
    }

    @Test
    void namesAFileThatMayNotBeRead() throws Exception {
        assumeTrue(honoursRights(), "rights do not bind root");
        Files.write(file(NAME), CONTENT);
        Files.setPosixFilePermissions(file(NAME), Set.of());
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store().open(NAME, 0))
                .returns(Reason.FORBIDDEN, StorageRefused::reason);
    }

    @Test
    void namesADirectoryThatMayNotBeWritten() throws Exception {
        assumeTrue(honoursRights(), "rights do not bind root");
        var rights = Files.getPosixFilePermissions(directory());
        Files.setPosixFilePermissions(directory(), PosixFilePermissions.fromString("r-xr-xr-x"));
        try {
            assertThatThrownBy(() -> store().write(NAME, UPLOAD, Content.of(CONTENT)))
                    .isInstanceOfAny(lockedDirectory().toArray(Class<?>[]::new));
            assertThatExceptionOfType(ConnectionTestFailed.class)
                    .isThrownBy(() -> store().test())
                    .returns(TestStep.WRITE, ConnectionTestFailed::step);
        } finally {
            Files.setPosixFilePermissions(directory(), rights);
        }
    }

    @Test
    void refusesAMissingDirectory() {
        assertRefusedDirectory(() -> storeWithoutDirectory().size(NAME));
        assertRefusedDirectory(() -> storeWithoutDirectory().write(NAME, UPLOAD, Content.of(CONTENT)));
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(() -> storeWithoutDirectory().test())
                .returns(TestStep.DIRECTORY, ConnectionTestFailed::step);
    }

    @Test
    void testsItsConnectionAndLeavesNothingBehind() {
        assertThatCode(() -> store().test()).doesNotThrowAnyException();
        assertThat(directory()).isEmptyDirectory();
    }

    @Test
    void namesALocationThatIsFull() throws Exception {
        ImageStore store = storeOnASmallDisk();
        assertThatThrownBy(() -> store.write(NAME, UPLOAD, Content.of(CONTENT)))
                .isInstanceOfAny(fullDisk().toArray(Class<?>[]::new));
        assertThat(store.list()).noneMatch(file -> TemporaryName.is(file.name()));
        store.discard(NAME, UPLOAD);
        assertThatExceptionOfType(FileMissing.class).isThrownBy(() -> store.size(NAME));
    }

    /** What a full disk looks like. */
    List<Class<? extends StorageException>> fullDisk() {
        return List.of(StorageFull.class);
    }

    /** What a directory looks like that may not be written. */
    List<Class<? extends StorageException>> lockedDirectory() {
        return List.of(StorageRefused.class);
    }

    /** Whether the rights of files count for who reads and writes them here. */
    boolean honoursRights() {
        return true;
    }

    /** Characters that the protocol keeps for itself: names with them are refused. */
    String reserved() {
        return "";
    }

    private byte[] read(long offset) throws IOException {
        try (InputStream in = store().open(NAME, offset)) {
            return in.readAllBytes();
        }
    }

    private Path file(FileName name) {
        return directory().resolve(name.value());
    }

    private static void assertRefusedDirectory(ThrowingCallable call) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(call)
                .returns(Reason.DIRECTORY, StorageRefused::reason);
    }

    static Content cutAfter(int bytes) {
        return offset -> new SequenceInputStream(
                new ByteArrayInputStream(CONTENT, (int) offset, bytes - (int) offset), new InputStream() {
                    @Override
                    public int read() throws IOException {
                        throw new IOException("cut");
                    }
                });
    }

    private static OutputStream nowhere() {
        return OutputStream.nullOutputStream();
    }

    private static byte[] noise(int length) {
        byte[] noise = new byte[length];
        new Random(7).nextBytes(noise);
        return noise;
    }
}
