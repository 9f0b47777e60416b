package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

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
        assertThatExceptionOfType(StorageRefused.class).isThrownBy(() -> store().open(new FileName("disk.img"), 0));
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
        return new ImageStores(camel, StorageTimeouts.DEFAULT).open(new StorageLocation.Directory(path));
    }

    @Override
    Path directory() {
        return directory;
    }
}
