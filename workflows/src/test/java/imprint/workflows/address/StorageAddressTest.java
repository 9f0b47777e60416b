package imprint.workflows.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import imprint.workflows.failure.InvalidInput;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StorageAddressTest {

    private static final String FINGERPRINT = "0f".repeat(32);

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///srv/my%20images",
                "ftp://files.example",
                "ftp://files.example/images",
                "ftp://files.example:2121//srv/images?mode=active",
                "ftps://anna@files.example/images",
                "cifs://anna@files.example/images",
                "cifs://ACME;anna@files.example:4450/images%24/kiosks/new",
                "http://files.example/a%23b%3Fc%25d/%C3%A4",
                "https://anna%40acme.example@files.example:8443/images",
                "https://[2001:db8::1]/images",
                "nfs://files.example/images?version=4&uid=65534&gid=65534",
                "nfs://files.example/srv/images/kiosks?version=3&uid=0&gid=0&export=/srv/images",
                "nfs://files.example/kiosks?version=4&uid=1&gid=2&export=/",
            })
    void isToldAsTheUrlThatItWasReadFrom(String url) {
        var address = address(url);

        assertThat(address.url()).isEqualTo(url);
        assertThat(StorageAddress.of(null, address.fields())).isEqualTo(address);
        assertThat(StorageAddress.of(url, address.fields())).isEqualTo(address);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/srv/images|file:///srv/images",
                "\\\\files\\images\\kiosks|cifs://files/images/kiosks",
                "C:\\images|by its share",
                "files.example:/srv/images|nfs://files.example/srv/images",
                "files.example/images|Say first how it is reached",
                "files.example|Say first how it is reached",
                "s3://bucket/images|mount the bucket",
                "smb://files.example/images|cifs in place of smb",
                "davs://files.example/images|https in place of davs",
                "sftp://files.example/images|does not log in by SSH",
                "gopher://files.example/|begins with file, ftp, ftps, cifs",
            })
    void saysWhatToWriteInPlaceOfWhatIsNoUrl(String text, String advice) {
        assertThatThrownBy(() -> address(text)).isInstanceOf(InvalidInput.class).hasMessageContaining(advice);
    }

    @Test
    void takesTheFirstDirectoryOfAnNfsUrlForTheExport() {
        assertThat(address("nfs://files.example/export/dir/sub?version=3"))
                .isEqualTo(new StorageAddress.Nfs(
                        new Server("files.example", null),
                        "/export",
                        "dir/sub",
                        3,
                        StorageAddress.Nfs.NOBODY,
                        StorageAddress.Nfs.NOBODY));
    }

    @Test
    void takesTheFirstDirectoryOfACifsUrlForTheShare() {
        assertThat(address("CIFS://ACME;anna@files.example/images/kiosks/"))
                .isEqualTo(
                        new StorageAddress.Cifs(new Server("files.example", null), "images", "kiosks", "ACME", "anna"));
    }

    @Test
    void takesWhatAUrlCannotSayFromTheFields() {
        var beside = Map.of("tls", "PINNED", "fingerprint", FINGERPRINT);

        assertThat(StorageAddress.of("ftps://files.example", beside).tls()).isEqualTo(new Trust.Pinned(FINGERPRINT));
    }

    @ParameterizedTest
    @CsvSource({
        "files.example/images,url",
        "gopher://files.example/images,url",
        "ftp://anna:open@files.example/,url",
        "http://files.example/#images,url",
        "http://files.example/%zz,url",
        "http://files.example/?version=4,url",
        "nfs://files.example/srv?version=x,url",
        "nfs://files.example/srv?export=/images,url",
        "file://files.example/images,url",
        "file:images,url",
        "file://,directory",
        "http://files.example:70000/,port",
        "http:///images,host",
        "http://files.example/a/../b,directory",
        "cifs://files.example/images,userName",
        "cifs://anna@files.example,share",
        "cifs://anna@files.example/images/a%5Cb,directory",
        "nfs://files.example/srv?version=2,nfsVersion",
        "nfs://anna@files.example/srv,userName",
    })
    void blamesTheFieldThatIsWrong(String url, String field) {
        assertThat(catchThrowableOfType(InvalidInput.class, () -> address(url)))
                .as(url)
                .extracting(InvalidInput::field)
                .isEqualTo(field);
    }

    @Test
    void pointsToThePasswordFieldWhenAUrlHoldsOne() {
        assertThatThrownBy(() -> address("ftp://anna:open@files.example/"))
                .hasMessageContaining("the field password")
                .hasMessageNotContaining("open");
    }

    @Test
    void refusesAUrlThatContradictsAField() {
        var beside = Map.of("host", "other.example");

        assertThatThrownBy(() -> StorageAddress.of("ftp://files.example", beside))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("host"));
    }

    @Test
    void refusesAFieldOfAnotherKind() {
        var fields = Map.of("kind", "FTP", "host", "files.example", "share", "images");

        assertThatThrownBy(() -> StorageAddress.of(null, fields))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("share"));
    }

    @Test
    void readsAFingerprintAsOpensslPrintsIt() {
        assertThat(new Trust.Pinned("sha256 Fingerprint=" + "0F:".repeat(31) + "0F").sha256())
                .isEqualTo(FINGERPRINT);
        assertThatThrownBy(() -> new Trust.Pinned("0f0f")).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @CsvSource({
        "ftp://files.example/a%0D%0ADELE%20b,directory",
        "ftp://an%0Ana@files.example/,userName",
        "ftp://an%E2%80%A8na@files.example/,userName",
        "http://files.example/a%C2%85b,directory",
        "cifs://anna@files.example/im%0Aages,share",
        "cifs://AC%0DME;anna@files.example/images,domain",
        "nfs://files.example/sr%E2%80%A9v,export",
    })
    void takesNoLineEndAnywhere(String url, String field) {
        blamesTheFieldThatIsWrong(url, field);
    }

    private static StorageAddress address(String url) {
        return StorageAddress.of(url);
    }
}
