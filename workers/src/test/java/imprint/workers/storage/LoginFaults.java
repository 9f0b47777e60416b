package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThat;

import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAccess;
import java.nio.file.Files;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What every storage location with a login makes of a server, besides. */
abstract class LoginFaults extends StorageFaults {

    abstract StorageAccess location(StorageServer server, Credentials login);

    /** A command for the server's shell that gives the user the password {@code $PASSWORD}. */
    abstract String changingPassword();

    @Test
    void namesAPasswordThatWasChangedMeanwhile() throws Exception {
        Files.writeString(images.resolve("disk.img"), "12345");
        ImageStore store = patiently(LOGIN);
        assertThat(store.size(NAME)).isEqualTo(5);

        Credentials changed = new Credentials(LOGIN.user(), UUID.randomUUID().toString());
        assertThat(server().run("PASSWORD=%s; %s".formatted(changed.password(), changingPassword())))
                .isZero();

        assertRefuses(Reason.LOGIN, store);
        assertThat(patiently(changed).size(NAME)).isEqualTo(5);
    }

    @Override
    final ImageStore open(StorageServer server) {
        return new ImageStores(camel, SHORT).open(location(server, LOGIN));
    }

    // why: servers keep those waiting who say a wrong password.
    final ImageStore patiently(Credentials login) {
        return new ImageStores(camel, StorageTimeouts.DEFAULT).open(location(server(), login));
    }
}
