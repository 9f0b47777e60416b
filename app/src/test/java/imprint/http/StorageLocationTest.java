package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@HttpTest
class StorageLocationTest {

    private static final String LOCATIONS = "/api/v1/storage-locations";
    private static final String PASSWORD = "a password of a location";

    private final Fleet fleet;

    StorageLocationTest(Fleet fleet) {
        this.fleet = fleet;
    }

    @Test
    void isAddedByItsUrlAndToldFieldByField() {
        var location = add("cifs://ACME;anna@files.example:4450/images/kiosks", PASSWORD);

        assertThat(location.text("/kind")).isEqualTo("CIFS");
        assertThat(location.text("/host")).isEqualTo("files.example");
        assertThat(location.text("/port")).isEqualTo("4450");
        assertThat(location.text("/share")).isEqualTo("images");
        assertThat(location.text("/directory")).isEqualTo("kiosks");
        assertThat(location.text("/domain")).isEqualTo("ACME");
        assertThat(location.text("/userName")).isEqualTo("anna");
        assertThat(location.text("/url")).isEqualTo("cifs://ACME;anna@files.example:4450/images/kiosks");
        assertThat(location.text("/hasPassword")).isEqualTo("true");
    }

    @Test
    void isChangedAsItWasTold() {
        var told = add("nfs://files.example/srv/images?export=/srv/images&version=3", null);
        var change = new HashMap<String, Object>();
        told.body().properties().forEach(field -> change.put(field.getKey(), field.getValue()));
        change.remove("url");
        change.put("uid", 0);

        var changed =
                fleet.administrator().put(LOCATIONS + "/" + told.id(), change).is(200);

        assertThat(changed.text("/uid")).isEqualTo("0");
        assertThat(changed.text("/export")).isEqualTo("/srv/images");
        fleet.administrator().put(LOCATIONS + "/" + told.id(), change).is(409);
        change.remove("version");
        fleet.administrator().put(LOCATIONS + "/" + told.id(), change).blames("version");
    }

    @Test
    void asksForThePasswordWhenItWouldGoElsewhere() {
        var told = add("ftp://anna@files.example/", PASSWORD);
        var change = new HashMap<String, Object>(
                Map.of("name", told.text("/name"), "url", "ftp://anna@other.example/", "version", 0));

        fleet.administrator().put(LOCATIONS + "/" + told.id(), change).blames("password");
        change.put("password", PASSWORD);
        fleet.administrator().put(LOCATIONS + "/" + told.id(), change).is(200);
    }

    @ParameterizedTest
    @CsvSource({
        "url, ftp://anna:open@files.example/, url",
        "url, ftp://other.example/, host",
        "share, images, share",
        "tls, PRIVATE_CA, authorities",
        "tls, PINNED, fingerprint",
        "authorities, x, authorities",
        "ftpMode, BOTH, ftpMode",
        "port, 0, port",
        "host, 169.254.169.254, host",
        "password, open, password",
        "nfsVersion, 3, nfsVersion",
        "hots, files.example, hots",
    })
    void blamesTheFieldThatIsWrong(String field, String value, String blamed) {
        var form = new HashMap<String, Object>(Map.of("name", "x", "kind", "FTP", "host", "files.example"));
        form.put(field, value);

        fleet.administrator().post(LOCATIONS, form).blames(blamed);
    }

    @Test
    void blamesTheFieldThatIsTooLong() {
        for (var field : List.of("name", "share", "directory", "userName", "password")) {
            var form = new HashMap<String, Object>(Map.of("name", "x", "kind", "CIFS", "host", "files.example"));
            form.put(field, "x".repeat(1001));

            fleet.administrator().post(LOCATIONS, form).blames(field);
        }
    }

    @Test
    void tellsWhatAKindDoesNotHaveAsNothing() {
        var told = add("nfs://files.example/srv", null).body();

        assertThat(told.propertyNames())
                .containsExactlyInAnyOrder(
                        "id",
                        "name",
                        "url",
                        "kind",
                        "host",
                        "port",
                        "share",
                        "export",
                        "directory",
                        "domain",
                        "userName",
                        "hasPassword",
                        "tls",
                        "authorities",
                        "fingerprint",
                        "ftpMode",
                        "nfsVersion",
                        "uid",
                        "gid",
                        "createdAt",
                        "version");
        assertThat(told.at("/share").isNull()).isTrue();
        assertThat(told.at("/uid").asInt()).isEqualTo(65_534);
    }

    @Test
    void refusesACertificateThatIsNone() {
        var form = Map.of(
                "name",
                "x",
                "url",
                "https://files.example/",
                "tls",
                "PRIVATE_CA",
                "authorities",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n");

        fleet.administrator().post(LOCATIONS, form).blames("authorities");
    }

    @Test
    void namesTheStepsOfATestAndTheOneThatFailed() {
        var form = Map.of("url", "ftp://anna@files.example/images", "password", "wrong");

        var result = fleet.administrator().post(LOCATIONS + "/test", form).is(200);

        assertThat(result.body().at("/passed").values())
                .extracting(step -> step.asString())
                .containsExactly("NAME", "CONNECT");
        assertThat(result.text("/failed/step")).isEqualTo("LOGIN");
        assertThat(result.text("/failed/remedy")).isNotBlank();
    }

    @Test
    void testsALocationWithThePasswordThatIsKept() {
        var location = add("cifs://anna@files.example/images", "open");

        var result = fleet.administrator()
                .send("POST", LOCATIONS + "/" + location.id() + "/test", null)
                .is(200);

        assertThat(result.body().at("/failed").isNull()).isTrue();
        assertThat(result.body().at("/passed").values())
                .extracting(step -> step.asString())
                .containsExactly("NAME", "CONNECT", "LOGIN", "SHARE", "DIRECTORY", "WRITE", "READ");
        fleet.operator()
                .send("POST", LOCATIONS + "/" + location.id() + "/test", null)
                .is(403);
    }

    @Test
    void listsTheFilesByNameAPageAtATime() {
        var files = LOCATIONS + "/" + fleet.aLocation() + "/files";

        var all = fleet.operator().get(files + "?size=2").is(200);
        assertThat(all.body().at("/content").findValuesAsString("name")).isEqualTo(List.of("A.img.gz", "b.img"));
        assertThat(all.text("/page/totalElements")).isEqualTo("3");
        assertThat(all.text("/complete")).isEqualTo("true");
        assertThat(all.text("/content/0/listed")).isEqualTo("false");

        var some = fleet.operator().get(files + "?text=IMG&page=1&size=1").is(200);
        assertThat(some.body().at("/content").findValuesAsString("name")).containsExactly("b.img");
        assertThat(some.text("/content/0/modified")).startsWith("1970-01-01");
    }

    @Test
    void findsFilesHoweverTheirCharactersAreWritten() {
        var files = LOCATIONS + "/" + fleet.aLocation() + "/files";
        for (var typed : List.of("CAF%C3%89", "cafe%CC%81")) {
            assertThat(fleet.operator()
                            .get(files + "?text=" + typed)
                            .is(200)
                            .body()
                            .at("/content")
                            .findValuesAsString("name"))
                    .containsExactly("cafe\u0301.txt");
        }
    }

    @Test
    void saysThatALocationIsAway() {
        var away = add("http://away.example/", null);

        var problem =
                fleet.operator().get(LOCATIONS + "/" + away.id() + "/files").is(502);

        assertThat(problem.text("/detail")).isEqualTo("It is away.");
    }

    @Test
    void keepsPasswordsToItselfAlsoInTheAuditTrail() {
        var location = add("ftp://anna@files.example/" + UUID.randomUUID(), PASSWORD);
        var id = location.id();
        fleet.administrator()
                .put(
                        LOCATIONS + "/" + id,
                        Map.of("name", "l " + id, "url", location.text("/url"), "password", PASSWORD, "version", 0))
                .is(200);
        fleet.administrator().send("POST", LOCATIONS + "/" + id + "/test", null).is(200);
        fleet.administrator().delete(LOCATIONS + "/" + id).is(204);

        var entries =
                fleet.auditor().get("/api/v1/audit-entries?subjectId=" + id).is(200);

        assertThat(entries.body().findValuesAsString("act"))
                .contains(
                        "storage location added",
                        "storage location changed",
                        "storage location tested",
                        "storage location removed");
        assertThat(entries.body().toString() + location.body()).doesNotContain(PASSWORD);
    }

    @Test
    void renewsTheKeyAndLetsTheOldOneGo() {
        var location = add("ftp://anna@files.example/", PASSWORD);
        var old = fleet.auditor().get("/api/v1/password-keys").is(200).text("/0/id");
        fleet.operator().post("/api/v1/password-keys", Map.of()).is(403);

        var keys = fleet.administrator()
                .send("POST", "/api/v1/password-keys", null)
                .is(200);

        assertThat(keys.text("/0/id")).isNotEqualTo(old);
        assertThat(keys.text("/1/passwords")).isEqualTo("0");
        fleet.administrator()
                .delete("/api/v1/password-keys/" + keys.text("/0/id"))
                .is(409);
        fleet.administrator().delete("/api/v1/password-keys/" + old).is(204);
        fleet.administrator()
                .send("POST", LOCATIONS + "/" + location.id() + "/test", null)
                .is(200);
    }

    private Answer add(String url, @Nullable String password) {
        var form = new HashMap<String, Object>(Map.of("name", "location " + UUID.randomUUID(), "url", url));
        if (password != null) {
            form.put("password", password);
        }
        return fleet.administrator().post(LOCATIONS, form).is(201);
    }
}
