package imprint.workers.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@ValueSource(ints = {3, 4})
class NfsFaultsTest extends StorageFaults {

    private final int version;
    private @Nullable Ganesha ganesha;
    private int owner;

    NfsFaultsTest(int version) {
        this.version = version;
    }

    @Override
    StorageServer start(Path images) throws Exception {
        Ganesha started = Ganesha.start(images);
        ganesha = started;
        owner = (Integer) Files.getAttribute(images, "unix:uid");
        return started.server();
    }

    @Override
    ImageStore open(StorageServer server) {
        Ganesha nfs = Objects.requireNonNull(ganesha);
        return nfs.open(nfs.location("/srv/images", "", version, owner), camel, SHORT);
    }

    /** Not this one: what was written last is not to be relied on, and that is all of it. */
    @Override
    boolean continuesUploads() {
        return false;
    }
}
