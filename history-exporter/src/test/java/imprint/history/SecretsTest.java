package imprint.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "password",
                "FTP_PASSWORD",
                "joinToken",
                "credentials",
                "clientSecret",
                "privateKey",
                "api-key",
                "keyMaterial",
                "pwd"
            })
    void masksWhatSoundsLikeASecret(String name) {
        assertThat(Secrets.masked(name, "{\"a\":1}")).isEqualTo("\"***\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"operationId", "gateway", "keyboardLayout", "manifestDigest", "bytesPassed"})
    void leavesOtherNamesAlone(String name) {
        assertThat(Secrets.masked(name, "\"value\"")).isEqualTo("\"value\"");
    }

    @Test
    void masksAtAnyDepth() {
        assertThat(Secrets.masked(
                        "location",
                        "{\"host\":\"a\",\"login\":[{\"user\":\"u\",\"password\":{\"x\":[1,2]}},1.50,null]}"))
                .isEqualTo("{\"host\":\"a\",\"login\":[{\"user\":\"u\",\"password\":\"***\"},1.50,null]}");
    }

    @Test
    void masksPasswordsInAddresses() {
        assertThat(Secrets.masked("address", "\"ftp://someone:hush@host/a\""))
                .isEqualTo("\"ftp://someone:***@host/a\"");
        assertThat(Secrets.masked("address", "[\"see ftp://someone:hush@host/a\"]"))
                .isEqualTo("[\"see ftp://someone:***@host/a\"]");
    }

    @Test
    void masksAllOfWhatItCannotRead() {
        assertThat(Secrets.masked("nested", "[".repeat(2_000) + "]".repeat(2_000)))
                .isEqualTo("\"***\"");
    }
}
