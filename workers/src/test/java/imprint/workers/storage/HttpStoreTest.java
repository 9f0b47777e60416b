package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertFails;
import static imprint.workers.storage.StoreAssertions.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.TestStep;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HttpStoreTest extends RemoteStoreContract {

    /** What nginx lets one know of a full disk, and of a directory that it may not write: no more than that it failed. */
    static final List<Class<? extends StorageException>> UNTOLD = List.of(StorageUnreachable.class);

    @TempDir
    Path own;

    @Test
    void refusesToBeSentToAnotherHost() throws Exception {
        try (StorageServer other = Nginx.start(own, LOGIN, Nginx.FOREIGN)) {
            assertRefused(Reason.FORBIDDEN, () -> at(other).open(NAME, 0), "another address");
            assertRefused(Reason.FORBIDDEN, () -> write(other), "another address");
        }
    }

    @Test
    void writesWholeFilesWhereNothingCanBeRenamed() throws Exception {
        try (StorageServer other = Nginx.start(own, LOGIN, Nginx.PUT_ONLY)) {
            write(other);
            assertThat(own.resolve("disk.img")).hasSize(5_000_000);
        }
    }

    @Test
    void readsFromAnOffsetWhereTheServerKnowsNoRanges() throws Exception {
        Files.writeString(own.resolve("disk.img"), "0123456789");
        try (StorageServer other = Nginx.start(own, LOGIN, "max_ranges 0;");
                var in = at(other).open(NAME, 4)) {
            assertThat(in).hasContent("456789");
        }
    }

    @Test
    void namesAServerThatCannotBeWritten() throws Exception {
        try (StorageServer other = Nginx.start(own, LOGIN, "")) {
            assertFails(TestStep.WRITE, at(other));
        }
    }

    @Test
    void namesAServerThatForbidsToWrite() throws Exception {
        try (StorageServer other = Nginx.start(own, LOGIN, Nginx.WEBDAV + "limit_except GET { deny all; }")) {
            assertRefused(Reason.FORBIDDEN, () -> write(other), "forbids PUT");
            assertFails(TestStep.WRITE, at(other));
        }
    }

    @Override
    StorageServer start(Path images) throws IOException {
        return Nginx.start(images, LOGIN, Nginx.WEBDAV);
    }

    @Override
    StorageAccess location(String host, int port, String path, Credentials login) {
        return Places.http(host, port, path, login, null);
    }

    @Override
    List<Class<? extends StorageException>> fullDisk() {
        return UNTOLD;
    }

    @Override
    List<Class<? extends StorageException>> lockedDirectory() {
        return UNTOLD;
    }

    private void write(StorageServer other) throws IOException {
        at(other).write(NAME, UUID.randomUUID(), Content.of(new byte[5_000_000]));
    }

    private ImageStore at(StorageServer other) {
        return open(location("127.0.0.1", other.port(), "images", LOGIN));
    }
}
