package imprint.workers.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.imaging.image.FileName;
import imprint.workflows.address.StorageAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CifsStoreTest extends RemoteStoreContract {

    @Test
    void tellsItsFreeRoom() throws Exception {
        long usable = Files.getFileStore(directory()).getUsableSpace();
        assertThat(store().freeBytes().orElseThrow()).isBetween(usable / 2, usable * 2);
    }

    @Test
    void mendsTheHolesOfAnUploadThatWasCut() throws Exception {
        UUID upload = UUID.randomUUID();
        byte[] content = new byte[20_000_003];
        new Random(11).nextBytes(content);
        byte[] holes = Arrays.copyOf(content, 10_000_000);
        Arrays.fill(holes, 8_500_000, 9_500_000, (byte) 0);
        StorageServer.giveAway(
                Files.write(directory().resolve(TemporaryName.part(NAME, upload).value()), holes));

        store().write(NAME, upload, Content.of(content));

        assertThat(directory().resolve("disk.img")).hasBinaryContent(content);
    }

    @ParameterizedTest
    @ValueSource(strings = {"disk.", "disk ", "a:stream"})
    void refusesNamesThatServersChange(String name) {
        assertThatExceptionOfType(StorageRefused.class)
                .isThrownBy(() -> store().size(new FileName(name)))
                .withMessageContaining("takes no such file name");
    }

    @Override
    String reserved() {
        return "\"*:<>?|";
    }

    @Override
    StorageServer start(Path images) throws IOException {
        return Samba.start(images, LOGIN);
    }

    @Override
    StorageAccess location(String host, int port, String path, Credentials login) {
        return Samba.location(host, port, path, login);
    }
}
