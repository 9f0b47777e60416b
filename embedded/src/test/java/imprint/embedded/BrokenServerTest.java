package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrokenServerTest {
    @TempDir
    Path temporary;

    @Test
    void isGivenUpAtTheStartWithTheReason() throws Exception {
        var empty = new Distribution(Files.createDirectories(temporary.resolve("empty")));
        var engine = Optional.of(new EngineAccess(URI.create("http://zeebe:26500"), Optional.empty()));
        try (var data = DataDirectory.open(temporary.resolve("data"));
                var below = new EngineAndDatabase(empty, data, Optional.empty(), engine)) {
            assertThatThrownBy(below::awaitDatabase)
                    .isInstanceOf(StartRefused.class)
                    .hasMessageStartingWith("PostgreSQL does not start (initdb failed, see ");
        }
    }

    @Test
    void refusesADatabaseWhosePasswordIsLost() throws Exception {
        try (var data = DataDirectory.open(temporary.resolve("data"))) {
            Files.createDirectories(data.path().resolve("postgres"));

            assertThatThrownBy(() ->
                            new EngineAndDatabase(Distribution.current(), data, Optional.empty(), Optional.empty()))
                    .isInstanceOf(StartRefused.class)
                    .hasMessageContaining("has lost its password");
        }
    }
}
