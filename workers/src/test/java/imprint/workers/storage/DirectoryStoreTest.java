package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DirectoryStoreTest extends ImageStoreContract {

    @TempDir
    Path directory;

    private final CamelContext camel = new DefaultCamelContext();
    private @Nullable SmallDisk small;

    @BeforeEach
    void start() {
        camel.start();
    }

    @AfterEach
    void stop() throws Exception {
        camel.stop();
        if (small != null) {
            small.close();
        }
    }

    @Test
    void tellsHowMuchRoomThereIs() throws Exception {
        assertThat(store().freeBytes().orElseThrow())
                .isEqualTo(Files.getFileStore(directory).getUsableSpace());
    }

    @Test
    void neverFollowsALink() throws Exception {
        Path secret = Files.writeString(directory.resolve("secret"), "secret");
        Files.createSymbolicLink(directory.resolve("disk.img"), secret);
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store().open(new FileName("disk.img"), 0))
                .withMessageContaining("is a link to " + secret + ", and links are not followed");
    }

    @ParameterizedTest
    @EnumSource
    void knowsWhyAFileCannotBeWrittenInWhateverLanguageThisMachineSaysIt(Errno errno) {
        var store =
                new DirectoryStore(new StorageAddress.Directory(directory.toString()), camel, _ -> Optional.empty());
        for (IOException failure :
                List.of(new FileSystemException("disk.img", null, errno.text()), new IOException(errno.text()))) {
            assertThat(store.translate(failure))
                    .isInstanceOf(
                            switch (errno) {
                                case ENOSPC, EDQUOT -> StorageFull.class;
                                case EFBIG, EROFS, ENAMETOOLONG -> StorageRefused.class;
                            });
        }
    }

    @Test
    void opensNoDirectoryThatThereIsAnObjectionTo() throws Exception {
        FileName name = new FileName("disk.img");
        Files.writeString(directory.resolve("disk.img"), "content");
        ImageStore store = new ImageStores(
                        camel, StorageTimeouts.DEFAULT, path -> Optional.of(path + " is not for images."), Set.of())
                .open(Places.directory(directory));
        for (ThrowingCallable use : List.<ThrowingCallable>of(
                store::list,
                store::freeBytes,
                () -> store.size(name),
                () -> store.open(name, 0),
                () -> store.write(new FileName("new.img"), UUID.randomUUID(), Content.of(new byte[1])),
                () -> store.delete(name))) {
            assertThatExceptionOfType(StorageRefused.class)
                    .isThrownBy(use)
                    .withMessageContaining("is not for images")
                    .returns(Reason.DIRECTORY, StorageRefused::reason);
        }
        assertThat(directory).isDirectoryContaining("glob:**/disk.img").isDirectoryNotContaining("glob:**/new.img*");
    }

    @Override
    boolean honoursRights() {
        return !System.getProperty("user.name").equals("root");
    }

    @Override
    ImageStore store() {
        return storeIn(directory);
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return storeIn(directory.resolve("missing"));
    }

    @Override
    ImageStore storeOnASmallDisk() throws Exception {
        small = SmallDisk.mount();
        return storeIn(small.directory());
    }

    private ImageStore storeIn(Path path) {
        return new ImageStores(camel, StorageTimeouts.DEFAULT).open(Places.directory(path));
    }

    @Override
    Path directory() {
        return directory;
    }
}
