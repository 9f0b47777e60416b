package imprint.workers.control;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workers.storage.Credentials;
import imprint.workers.storage.FtpMode;
import imprint.workers.storage.NfsVersion;
import imprint.workers.storage.StorageLocation;
import imprint.workers.storage.TlsTrust;
import imprint.workflows.storage.LocationForm;
import imprint.workflows.storage.StorageAccess;
import imprint.workflows.storage.StorageAddress;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class LocationsTest {

    private static final Credentials ANNA = new Credentials("anna", "open");

    @Test
    void opensADirectory() {
        assertThat(at("file:///srv/images")).isEqualTo(new StorageLocation.Directory(Path.of("/srv/images")));
    }

    @Test
    void opensFtpPlainAndEncrypted() {
        assertThat(at("ftp://files.example/images"))
                .isEqualTo(new StorageLocation.Ftp(
                        "files.example", 21, "images", new Credentials("anonymous", ""), FtpMode.PASSIVE, null));
        assertThat(at("ftps://anna@files.example:2121//srv?mode=active"))
                .isEqualTo(new StorageLocation.Ftp(
                        "files.example", 2121, "/srv", ANNA, FtpMode.ACTIVE, new TlsTrust.System()));
    }

    @Test
    void opensHttpPlainAndEncrypted() {
        assertThat(at("http://files.example/images"))
                .isEqualTo(new StorageLocation.Http("files.example", 80, "images", null, null));
        assertThat(at("https://anna@files.example"))
                .isEqualTo(new StorageLocation.Http("files.example", 443, "", ANNA, new TlsTrust.System()));
    }

    @Test
    void opensShares() {
        assertThat(at("cifs://ACME;anna@files.example/images/kiosks"))
                .isEqualTo(new StorageLocation.Cifs("files.example", 445, "images", "kiosks", "ACME", ANNA));
    }

    @Test
    void opensExportsInTheVersionThatWasSaid() {
        assertThat(at("nfs://files.example/srv/kiosks?version=3&uid=1&gid=2"))
                .isEqualTo(new StorageLocation.Nfs("files.example", 0, "/srv", "kiosks", NfsVersion.V3, 1, 2));
        assertThat(at("nfs://files.example/srv"))
                .isEqualTo(new StorageLocation.Nfs(
                        "files.example", 0, "/srv", "", NfsVersion.V4, StorageAddress.NOBODY, StorageAddress.NOBODY));
    }

    private static StorageLocation at(String url) {
        var address = StorageAddress.of(url, new LocationForm().fields());
        return Locations.of(new StorageAccess(address, address.user() == null ? null : "open"));
    }
}
