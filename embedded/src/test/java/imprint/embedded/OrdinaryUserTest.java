package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OrdinaryUserTest {
    @TempDir
    Path temporary;

    @Test
    void isNeverRoot() throws Exception {
        assertThat(output(OrdinaryUser.here(), "id", "-u")).isNotEqualTo("0");
    }

    /** As in a container, whose root may become anybody, and may make no namespaces. */
    @Test
    @Needs(Need.OTHER_USERS)
    void isNobodyWhoReadsWhatIsRootsAlone() throws Exception {
        var closed = Files.createDirectory(temporary.resolve("closed"));
        var secret = Files.writeString(closed.resolve("secret"), "known");
        for (var file : List.of(secret, closed)) {
            assertThat(new ProcessBuilder("chmod", "go=", file.toString())
                            .start()
                            .waitFor())
                    .isZero();
        }

        assertThat(output(OrdinaryUser.AS_NOBODY, "id", "-u")).isEqualTo("65534");
        assertThat(output(OrdinaryUser.AS_NOBODY, "cat", secret.toString())).isEqualTo("known");
    }

    /** What was made where one way was allowed is started where only the other is. */
    @Test
    @Needs(Need.OTHER_USERS)
    void ownsWhatWasMadeInTheOtherWay() throws Exception {
        var cluster = Files.createDirectory(temporary.resolve("cluster"));
        Files.createFile(Files.createDirectory(cluster.resolve("base")).resolve("1"));

        OrdinaryUser.AS_NOBODY.own(cluster);
        assertThat(owners(cluster)).containsOnly(65_534);

        OrdinaryUser.IN_NAMESPACE.own(cluster);
        assertThat(owners(cluster)).containsOnly(0);
    }

    private static List<Object> owners(Path directory) throws IOException {
        try (var files = Files.walk(directory)) {
            return files.map(OrdinaryUserTest::owner).toList();
        }
    }

    private static Object owner(Path file) {
        try {
            return Files.getAttribute(file, "unix:uid");
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String output(OrdinaryUser user, String... command) throws IOException {
        var process = new ProcessBuilder(user.command(List.of(command)))
                .redirectErrorStream(true)
                .start();
        try (var output = process.inputReader()) {
            return String.join("\n", output.lines().toList());
        }
    }
}
