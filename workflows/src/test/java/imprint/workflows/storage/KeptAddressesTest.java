package imprint.workflows.storage;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.Need;
import imprint.testing.Needs;
import imprint.workflows.OlderDatabase;
import imprint.workflows.address.StorageAddress;
import imprint.workflows.address.Trust;
import java.io.IOException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database of a release in which each field of an address was a column. */
@Needs(Need.POSTGRES)
class KeptAddressesTest {

    private static final String FINGERPRINT = "0f".repeat(32);

    private OlderDatabase database;
    private JdbcClient jdbc;

    @BeforeEach
    void anOlderDatabase() throws IOException {
        database = new OlderDatabase("28");
        jdbc = database.jdbc();
    }

    @AfterEach
    void stop() throws IOException {
        database.close();
    }

    @Test
    void carriesTheRowsOfEveryKindOver() {
        row("file", "kind, directory", "'FILE', '/srv/my images'");
        row(
                "ftp",
                "kind, host, port, directory, user_name, tls, fingerprint, ftp_mode",
                "'FTP', 'files.example', 2121, '/srv', 'anna', 'PINNED', '%s', 'ACTIVE'".formatted(FINGERPRINT));
        row(
                "cifs",
                "kind, host, share, directory, domain, user_name",
                "'CIFS', '10.0.0.1', 'img$', '', 'ACME', 'anna'");
        row("http", "kind, host, directory, user_name", "'HTTP', 'files.example', 'a#b', 'anna'");
        row("https", "kind, host, directory, tls", "'HTTPS', '2001:db8::1', '', 'SYSTEM'");
        row(
                "nfs",
                "kind, host, export, directory, nfs_version, uid, gid",
                "'NFS', 'files.example', '/srv/images', 'kiosks', 3, 0, 7");

        database.update();

        assertThat(address("file").url()).isEqualTo("file:///srv/my%20images");
        assertThat(address("ftp").url()).isEqualTo("ftps://anna@files.example:2121//srv?mode=active");
        assertThat(address("ftp").tls()).isEqualTo(new Trust.Pinned(FINGERPRINT));
        assertThat(address("cifs").url()).isEqualTo("cifs://ACME;anna@10.0.0.1/img%24");
        assertThat(address("http").url()).isEqualTo("http://anna@files.example/a%23b");
        assertThat(address("https").url()).isEqualTo("https://[2001:db8::1]");
        assertThat(address("nfs").url())
                .isEqualTo("nfs://files.example/srv/images/kiosks?version=3&uid=0&gid=7&export=/srv/images");
    }

    @Test
    void takesTheUsualForWhatOldRowsDoNotSay() {
        row("ftp", "kind, host, directory", "'FTP', 'files.example', ''");
        row("nfs", "kind, host, export, directory", "'NFS', 'files.example', '/srv', ''");

        database.update();

        assertThat(address("ftp").url()).isEqualTo("ftp://files.example");
        assertThat(address("nfs").url()).isEqualTo("nfs://files.example/srv?version=4&uid=65534&gid=65534");
    }

    private StorageAddress address(String name) {
        return new AddressJson()
                .convertToEntityAttribute(jdbc.sql("select address::text from storage_location where name = ?")
                        .param(name)
                        .query(String.class)
                        .single());
    }

    private void row(String name, String columns, String values) {
        jdbc.sql(
                        "insert into storage_location (id, name, created_at, version, %s) values (gen_random_uuid(), ?, now(), 0, %s)"
                                .formatted(columns, values))
                .param(name)
                .update();
    }
}
