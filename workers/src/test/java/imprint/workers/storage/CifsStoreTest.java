package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CifsStoreTest extends ImageStoreContract {

    private static final Credentials LOGIN =
            new Credentials("imprint", UUID.randomUUID().toString());
    private static final CamelContext CAMEL = new DefaultCamelContext();
    private static final ImageStores STORES = new ImageStores(CAMEL, StorageTimeouts.DEFAULT);

    @TempDir
    static Path work;

    private static Path files;
    private static StorageServer server;

    @BeforeAll
    static void start() throws Exception {
        CAMEL.start();
        files = Files.createDirectories(work.resolve("my images/ä"));
        StorageServer.giveAway(files);
        server = Samba.start(work, LOGIN);
    }

    @AfterAll
    static void stop() {
        if (server != null) {
            server.close();
        }
        CAMEL.stop();
    }

    @Test
    void tellsItsFreeRoom() throws Exception {
        long usable = Files.getFileStore(files).getUsableSpace();
        assertThat(store().freeBytes().orElseThrow()).isBetween(usable / 2, usable * 2);
    }

    @Test
    void mendsTheHolesOfAnUploadThatWasCut() throws Exception {
        UUID upload = UUID.randomUUID();
        byte[] content = new byte[20_000_003];
        new Random(11).nextBytes(content);
        byte[] holes = Arrays.copyOf(content, 10_000_000);
        Arrays.fill(holes, 8_500_000, 9_500_000, (byte) 0);
        StorageServer.giveAway(Files.write(files.resolve(".disk.img.part-" + upload), holes));

        store().write(new FileName("disk.img"), upload, Content.of(content));

        assertThat(files.resolve("disk.img")).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk.", "disk ", "a:stream"})
    void refusesNamesThatServersChange(String name) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store().size(new FileName(name)))
                .withMessageContaining("takes no such file name");
    }

    @Override
    ImageStore store() {
        return at("images", "my images/ä");
    }

    @Override
    ImageStore storeWithoutDirectory() {
        return at("images", "missing");
    }

    @Override
    ImageStore storeOnASmallDisk() {
        return at("small", "");
    }

    @Override
    Path directory() {
        return files;
    }

    @Override
    String reserved() {
        return "\"*:<>?|";
    }

    private static ImageStore at(String share, String directory) {
        return STORES.open(new StorageLocation.Cifs("127.0.0.1", server.port(), share, directory, null, LOGIN));
    }
}
