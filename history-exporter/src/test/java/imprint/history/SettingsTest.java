package imprint.history;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SettingsTest {
    private final Map<String, Object> arguments = new HashMap<>();

    @BeforeEach
    void nameADatabase(@TempDir Path directory) throws IOException {
        var file = Files.writeString(directory.resolve("password"), "from the file\n");
        arguments.putAll(Map.of(
                "URL", "jdbc:postgresql://127.0.0.1/imprint", "user", "imprint", "passwordfile", file.toString()));
    }

    @Test
    void readsNamesInAnyCaseAndFillsInTheRest() throws IOException {
        arguments.put("FLUSHMILLIS", 250);
        var settings = Settings.of(arguments);

        assertThat(settings.flushInterval()).isEqualTo(Duration.ofMillis(250));
        assertThat(settings.batchRecords()).isEqualTo(1_000);
        assertThat(settings.password()).isEqualTo("from the file");
    }

    @Test
    void refusesAPasswordOutsideTheFile() {
        arguments.put("password", "hush");
        assertRefused("knows no argument named [password]");
        arguments.remove("password");
        arguments.put("URL", "jdbc:postgresql://127.0.0.1/imprint?password=hush");
        assertRefused("use passwordFile");
    }

    @Test
    void refusesWhatCannotWork() {
        arguments.put("batchRecords", "0");
        assertRefused("batchRecords is not a positive number");
        arguments.remove("batchRecords");
        arguments.put("URL", "jdbc:h2:mem");
        assertRefused("must begin with jdbc:postgresql:");
        arguments.remove("URL");
        assertRefused("needs the argument url");
    }

    @Test
    void refusesAPasswordFileThatIsNotThere() {
        arguments.put("passwordfile", "/nowhere/password");
        assertRefused("cannot read its password file /nowhere/password");
    }

    private void assertRefused(String sentence) {
        assertThatThrownBy(() -> Settings.of(arguments)).hasMessageContaining(sentence);
    }
}
