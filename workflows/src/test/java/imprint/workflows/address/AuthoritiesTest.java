package imprint.workflows.address;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import imprint.workflows.failure.InvalidInput;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AuthoritiesTest {

    @TempDir
    private Path directory;

    @Test
    void readsCertificatesWithTextAroundThemAndTellsThemAlone() throws Exception {
        var pem = certificate("one") + "\n" + certificate("two");

        var authorities = Authorities.parse("subject=CN = one\n" + pem);

        assertThat(authorities.certificates()).hasSize(2);
        assertThat(Authorities.parse(authorities.pem())).isEqualTo(authorities);
        assertThat(authorities.pem()).startsWith("-----BEGIN CERTIFICATE-----").doesNotContain("subject");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hello",
                "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n",
                "-----BEGIN PRIVATE KEY-----\nAAAA\n-----END PRIVATE KEY-----\n"
            })
    void refusesWhatIsNoCertificate(String pem) {
        assertThatThrownBy(() -> Authorities.parse(pem))
                .isInstanceOfSatisfying(
                        InvalidInput.class, e -> assertThat(e.field()).isEqualTo("authorities"));
    }

    @Test
    void refusesOneThatHasExpiredOrIsNotValidYet() throws Exception {
        var authorities = Authorities.parse(certificate("one"));
        var now = Instant.now();

        authorities.requireValidAt(now);
        assertThatThrownBy(() -> authorities.requireValidAt(now.plus(Duration.ofDays(2))))
                .hasMessageContaining("has expired")
                .hasMessageContaining("CN=one");
        assertThatThrownBy(() -> authorities.requireValidAt(now.minus(Duration.ofDays(2))))
                .hasMessageContaining("not valid before");
    }

    /** Signed by itself, and valid for a day. */
    private String certificate(String name) throws IOException, InterruptedException {
        var store = List.of("-keystore", directory.resolve(name).toString(), "-storepass", "changeit", "-alias", name);
        keytool(List.of("-genkeypair", "-keyalg", "EC", "-validity", "1", "-dname", "CN=" + name), store);
        return keytool(List.of("-exportcert", "-rfc"), store);
    }

    private static String keytool(List<String> arguments, List<String> store) throws IOException, InterruptedException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        builder.command().addAll(arguments);
        builder.command().addAll(store);
        var process = builder.start();
        var output = process.inputReader().readAllAsString();
        assertThat(process.waitFor()).isZero();
        return output;
    }
}
