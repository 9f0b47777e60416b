package imprint.workers.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workers.storage.ImageStores;
import imprint.workers.storage.StorageTimeouts;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.storage.LocationUnavailable;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LocationWriterTest {

    private static final CamelContext CAMEL = new DefaultCamelContext();

    @TempDir
    private Path directory;

    private final LocationWriter writer = new LocationWriter(new ImageStores(CAMEL, StorageTimeouts.DEFAULT));

    @BeforeAll
    static void start() {
        CAMEL.start();
    }

    @AfterAll
    static void stop() {
        CAMEL.stop();
    }

    @Test
    void putsAFileThereOnce() {
        for (var content : new String[] {"first", "second"}) {
            writer.write(access(directory), "some.json", content.getBytes(StandardCharsets.UTF_8));
        }
        assertThat(directory.resolve("some.json")).hasContent("first");
        assertThat(directory).isDirectoryNotContaining("regex:.*part.*");
    }

    @Test
    void saysWhyItCannotBePutThere() {
        assertThatThrownBy(() -> writer.write(access(directory.resolve("missing")), "some.json", new byte[] {1}))
                .isInstanceOf(LocationUnavailable.class)
                .hasMessageContaining("missing");
    }

    private static StorageAccess access(Path directory) {
        return new StorageAccess(new StorageAddress.Directory(directory.toString()), null);
    }
}
