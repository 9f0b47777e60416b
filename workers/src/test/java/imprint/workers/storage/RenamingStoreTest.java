package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.TestStep;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What is left, and what is said, when a step of an upload or of a test fails at the location. */
class RenamingStoreTest {

    private static final FileName NAME = new FileName("disk.img");
    private static final UUID UPLOAD = UUID.randomUUID();
    private static final byte[] DISK = {1, 2, 3, 4, 5};
    private static final StorageAddress.Directory LOCATION = new StorageAddress.Directory("/images");

    private final Map<FileName, byte[]> files = new HashMap<>();
    private final Shelf store = new Shelf();

    @Test
    void keepsWhatHasArrivedWhenTheServerIsLostBeforeTheRename() throws Exception {
        store.rename = unreachable();
        assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(this::write);
        assertThat(files).containsOnlyKeys(part());
        store.rename = null;
        store.sent.clear();
        write();
        assertThat(files).containsOnlyKeys(NAME).containsEntry(NAME, DISK);
        assertThat(store.sent).as("bytes sent again").containsExactly(0);
    }

    @ParameterizedTest
    @EnumSource
    void leavesNothingWhereTheRenameIsRefused(Reason reason) {
        store.rename = new StorageRefused(reason, "No.", null);
        assertThatExceptionOfType(StorageRefused.class).isThrownBy(this::write);
        assertThat(files).isEmpty();
    }

    @Test
    void leavesNothingWhereTheLocationIsFull() {
        store.put = new StorageFull("Full.", null);
        assertThatExceptionOfType(StorageFull.class).isThrownBy(this::write);
        assertThat(files).isEmpty();
    }

    @Test
    void saysWhyTheUploadFailedAlsoWhenWhatItHasLeftCannotBeRemoved() {
        store.put = new StorageFull("Full.", null);
        store.delete = unreachable();
        assertThatExceptionOfType(StorageFull.class)
                .isThrownBy(this::write)
                .satisfies(full -> assertThat(full.getSuppressed()).containsExactly(store.delete));
    }

    @Test
    void replacesNoFileThatHasComeMeanwhile() {
        store.rename = new FileExists(LOCATION, NAME);
        assertThatExceptionOfType(FileExists.class).isThrownBy(this::write);
        assertThat(files).doesNotContainKey(NAME);
    }

    @Test
    void keepsNothingUnderItsNameThatTheServerDidNotKeepWhole() {
        store.loses = 1;
        assertThatExceptionOfType(StorageUnreachable.class)
                .isThrownBy(this::write)
                .withMessage("/images did not keep all of the 5 bytes sent.");
        assertThat(files).isEmpty();
    }

    @Test
    void knowsAFileOfItsOwnWhereNothingCanBeRenamed() throws Exception {
        store.canRename = false;
        store.put = unreachable();
        assertThatExceptionOfType(StorageUnreachable.class).isThrownBy(this::write);
        assertThat(files).containsKey(TemporaryName.note(NAME, UPLOAD));
        files.put(NAME, new byte[] {1});
        store.put = null;
        write();
        assertThat(files).containsOnlyKeys(NAME).containsEntry(NAME, DISK);
        assertThatExceptionOfType(FileExists.class).isThrownBy(this::write);
    }

    @Test
    void discardsAFileOfItsOwnAndNoOther() throws Exception {
        files.put(NAME, DISK);
        store.discard(NAME, UPLOAD);
        assertThat(files).containsOnlyKeys(NAME);
        files.put(TemporaryName.note(NAME, UUID.randomUUID()), new byte[1]);
        store.discard(NAME, UPLOAD);
        assertThat(files).containsKey(NAME);
        files.put(TemporaryName.note(NAME, UPLOAD), new byte[1]);
        store.discard(NAME, UPLOAD);
        assertThat(files).doesNotContainKey(NAME);
    }

    @Test
    void namesTheStepOfATestThatFailed() {
        store.rename = new StorageRefused(Reason.FORBIDDEN, "No.", null);
        assertFails(TestStep.WRITE);
        assertThat(files).isEmpty();
        store.rename = null;
        store.open = new StorageRefused(Reason.FORBIDDEN, "No.", null);
        assertFails(TestStep.READ);
        assertThat(files).isEmpty();
    }

    @Test
    void namesTheStepOfATestWhoseFileCannotBeDeleted() {
        store.delete = new StorageRefused(Reason.FORBIDDEN, "No.", null);
        assertFails(TestStep.READ);
    }

    @Test
    void tellsTheStepsAsTheyBegin() throws Exception {
        List<TestStep> begun = new ArrayList<>();
        store.test(begun::add);
        assertThat(begun).containsExactly(TestStep.CONNECT, TestStep.WRITE, TestStep.READ);
        assertThat(files).isEmpty();
    }

    private void assertFails(TestStep step) {
        assertThatExceptionOfType(ConnectionTestFailed.class)
                .isThrownBy(store::test)
                .satisfies(failed -> assertThat(failed.step()).isEqualTo(step));
    }

    private void write() throws IOException {
        store.write(NAME, UPLOAD, Content.of(DISK));
    }

    private static FileName part() {
        return TemporaryName.part(NAME, UPLOAD);
    }

    private static StorageException unreachable() {
        return new StorageUnreachable("Gone.", null);
    }

    /** Files in memory, and the failures that its steps have. */
    private final class Shelf extends RenamingStore {

        private final List<Integer> sent = new ArrayList<>();
        private boolean canRename = true;
        private int loses;
        private @Nullable StorageException put;
        private @Nullable StorageException rename;
        private @Nullable StorageException delete;
        private @Nullable StorageException open;

        Shelf() {
            super(LOCATION);
        }

        @Override
        OptionalLong find(FileName name) {
            byte[] file = files.get(name);
            return file == null ? OptionalLong.empty() : OptionalLong.of(file.length);
        }

        @Override
        long resumableFrom(FileName part) {
            return find(part).orElse(0);
        }

        @Override
        void put(FileName name, long offset, CountedContent content) throws IOException {
            byte[] come = content.readAllBytes();
            sent.add(come.length);
            byte[] whole = Arrays.copyOf(files.getOrDefault(name, new byte[0]), (int) offset + come.length - loses);
            System.arraycopy(come, 0, whole, (int) offset, come.length - loses);
            files.put(name, whole);
            if (!name.value().endsWith(".here")) {
                failBy(put);
            }
        }

        @Override
        boolean canRename(FileName part) {
            return canRename;
        }

        @Override
        void rename(FileName from, FileName to) throws StorageException {
            failBy(rename);
            byte[] file = files.remove(from);
            assertThat(file).isNotNull();
            files.put(to, file);
        }

        @Override
        void reach() {}

        @Override
        public void delete(FileName name) throws StorageException {
            failBy(delete);
            files.remove(name);
        }

        @Override
        public Download open(FileName name, long offset) throws StorageException {
            failBy(open);
            byte[] file = Objects.requireNonNull(files.get(name));
            var version = new FileVersion(file.length, null);
            InputStream in = new ByteArrayInputStream(file, (int) offset, file.length);
            return new Download(in, version, offset, in, location, name);
        }

        @Override
        public List<StoredFile> list() {
            return List.of();
        }

        @Override
        public OptionalLong freeBytes() {
            return OptionalLong.empty();
        }

        private static void failBy(@Nullable StorageException failure) throws StorageException {
            if (failure != null) {
                throw failure;
            }
        }
    }
}
