package imprint.app.start;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.embedded.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GivenServersTest {
    private static final String URL = "jdbc:postgresql://db:5432/imprint";

    @Test
    void engineIsAHostAndAPort() {
        assertThat(servers(Map.of()).engine("zeebe:26500").address()).isEqualTo(URI.create("http://zeebe:26500"));
    }

    @Test
    void engineWithACertificateIsReachedByTls(@TempDir Path directory) throws IOException {
        var file = Files.createFile(directory.resolve("engine.pem"));
        var engine =
                servers(Map.of("IMPRINT_ENGINE_CERTIFICATE", file.toString())).engine("zeebe:26500");

        assertThat(engine.address()).isEqualTo(URI.create("https://zeebe:26500"));
        assertThat(engine.certificate()).contains(file);
    }

    @Test
    void refusesACertificateThatCannotBeRead(@TempDir Path directory) {
        var environment =
                Map.of("IMPRINT_ENGINE_CERTIFICATE", directory.resolve("none").toString());

        assertThatThrownBy(() -> servers(environment).engine("zeebe:26500"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("IMPRINT_ENGINE_CERTIFICATE names cannot be read");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "zeebe", "http://zeebe:26500", "zeebe:port", ":26500", "user@zeebe:26500", "zeebe:99999"})
    void refusesOtherEngineAddresses(String address) {
        assertThatThrownBy(() -> servers(Map.of()).engine(address))
                .isInstanceOf(StartRefused.class)
                .hasMessageStartingWith("--zeebe must be HOST:PORT");
    }

    @Test
    void databaseHasTheTwoRolesWithThePasswordsOfTheEnvironment() {
        var access = servers(Map.of("IMPRINT_DATABASE_PASSWORD", "a", "IMPRINT_DATABASE_OWNER_PASSWORD", "o"))
                .database(URL);

        assertThat(access.application().user()).isEqualTo("imprint_app");
        assertThat(access.application().password()).isEqualTo("a");
        assertThat(access.owner()).get().hasToString("imprint_owner");
    }

    @Test
    void passwordCanLieInAFile(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("password"), "from the file\n");
        var access = servers(Map.of("IMPRINT_DATABASE_PASSWORD_FILE", file.toString()))
                .database(URL);

        assertThat(access.application().password()).isEqualTo("from the file");
    }

    @Test
    void withoutTheOwnersPasswordNobodyMigrates() {
        assertThat(servers(Map.of("IMPRINT_DATABASE_PASSWORD", "a"))
                        .database(URL)
                        .owner())
                .isEmpty();
    }

    @Test
    void asksForAMissingPassword() {
        assertThatThrownBy(() -> servers(Map.of()).database(URL))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("IMPRINT_DATABASE_PASSWORD");
    }

    @Test
    void refusesAPasswordGivenTwice() {
        var environment = Map.of("IMPRINT_DATABASE_PASSWORD", "a", "IMPRINT_DATABASE_PASSWORD_FILE", "/f");

        assertThatThrownBy(() -> servers(environment).database(URL))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("both set");
    }

    @Test
    void refusesAPasswordInTheAddress() {
        assertThatThrownBy(() -> servers(Map.of()).database(URL + "?password=x"))
                .isInstanceOf(StartRefused.class)
                .hasMessageContaining("must not hold a password");
    }

    private static GivenServers servers(Map<String, String> environment) {
        return new GivenServers(environment);
    }
}
