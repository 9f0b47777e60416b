package imprint.workers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What moves bytes knows no database: of the domain it sees where files lie and what failures are. */
class DataPlaneTest {

    private static final Path WORKERS = Path.of("src/main/java/imprint/workers");
    private static final Pattern OF_THE_DOMAIN = Pattern.compile(
            "imprint\\.workflows\\.(?!address\\.|failure\\.)[\\w.]+|import (?:jakarta\\.persistence|java\\.sql).*");

    @ParameterizedTest
    @ValueSource(strings = {"cifs", "gateway", "image", "net", "nfs", "site", "spool", "storage"})
    void seesOfTheDomainOnlyAddressesAndFailures(String part) throws IOException {
        for (Path source : sources(WORKERS.resolve(part))) {
            assertThat(OF_THE_DOMAIN.matcher(Files.readString(source)).results().map(found -> found.group()))
                    .as("%s", source)
                    .isEmpty();
        }
    }

    private static List<Path> sources(Path directory) throws IOException {
        try (var sources = Files.walk(directory)) {
            var found =
                    sources.filter(file -> file.toString().endsWith(".java")).toList();
            assertThat(found).isNotEmpty();
            return found;
        }
    }
}
