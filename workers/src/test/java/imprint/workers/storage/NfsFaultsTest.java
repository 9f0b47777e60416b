package imprint.workers.storage;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(NfsVersion.class)
class NfsFaultsTest extends StorageFaults {

    private final NfsVersion version;
    private @Nullable Ganesha ganesha;
    private int owner;

    NfsFaultsTest(NfsVersion version) {
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
