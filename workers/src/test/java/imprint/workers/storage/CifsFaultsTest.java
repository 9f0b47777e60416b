package imprint.workers.storage;

import static imprint.workers.storage.StoreAssertions.assertFails;
import static imprint.workers.storage.StoreAssertions.assertRefused;
import static imprint.workers.storage.StoreAssertions.assertRefuses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import imprint.imaging.image.FileName;
import imprint.workers.storage.StorageRefused.Reason;
import imprint.workflows.address.StorageAccess;
import imprint.workflows.address.TestStep;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CifsFaultsTest extends LoginFaults {

    @Test
    void namesAnAccountThatIsLockedOrDisabledOrExpired() throws Exception {
        change("pdbedit --modify --user=imprint --account-control=[L]");
        assertRefuses(Reason.LOGIN, store(), "unlock");
        change("pdbedit --modify --user=imprint --account-control=[D]");
        assertRefuses(Reason.LOGIN, store(), "disabled");
        change("pdbedit --modify --user=imprint --account-control=[]");
        assertThat(store().list()).isEmpty();
        change("pdbedit --account-policy='maximum password age' --value=1");
        await().untilAsserted(() -> assertRefuses(Reason.LOGIN, store(), "expired"));
    }

    @ParameterizedTest
    @CsvSource({"missing, SHARE", "images/missing, DIRECTORY", "images/disk.img, DIRECTORY"})
    void namesWhatIsMissing(String path, TestStep step) throws Exception {
        Files.writeString(images.resolve("disk.img"), "12345");
        assertFails(step, at(path));
    }

    @Test
    void namesAShareThatMayOnlyBeRead() throws Exception {
        Files.writeString(images.resolve("disk.img"), "12345");
        ImageStore store = at("archive");
        assertThat(store.size(NAME)).isEqualTo(5);
        assertRefused(
                Reason.FORBIDDEN,
                () -> store.write(new FileName("new.img"), UUID.randomUUID(), Content.of(new byte[5])),
                "grant");
        assertFails(TestStep.WRITE, store);
    }

    @Override
    StorageServer start(Path images) throws Exception {
        return Samba.start(images, LOGIN);
    }

    @Override
    StorageAccess location(StorageServer server, Credentials login) {
        return Samba.location("127.0.0.1", server.port(), "images", login);
    }

    @Override
    String changingPassword() {
        return "printf '%s\\n%s\\n' $PASSWORD $PASSWORD | smbpasswd -s imprint";
    }

    @Override
    boolean continuesUploads() {
        return true;
    }

    private void change(String command) throws Exception {
        assertThat(server().run(command)).isZero();
    }

    private ImageStore at(String path) {
        return new ImageStores(camel, SHORT).open(Samba.location("127.0.0.1", server().port(), path, LOGIN));
    }
}
