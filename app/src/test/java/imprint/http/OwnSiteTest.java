package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.env.Environment;

/** What a browser sends for pages of other sites, with the password that it remembers. */
@HttpTest
class OwnSiteTest {

    private final Fleet fleet;
    private final int port;

    OwnSiteTest(Fleet fleet, Environment environment) {
        this.fleet = fleet;
        this.port = Integer.parseInt(environment.getRequiredProperty("local.server.port"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Origin: http://evil.example",
                "Origin: http://localhost:1",
                "Origin: null",
                "Origin: no origin at all",
                "Sec-Fetch-Site: cross-site",
                "Sec-Fetch-Site: same-site"
            })
    void refusesOrdersOfOtherSites(String header) throws IOException {
        assertThat(answer("POST /api/v1/password-keys", "localhost:" + port, header))
                .startsWith("HTTP/1.1 403 ")
                .contains("A page of another site sent this");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "localhost."})
    void refusesWhatIsMeantForAnotherHost(String host) throws IOException {
        assertThat(answer("GET /api/v1/me", host + ":" + port, ""))
                .startsWith("HTTP/1.1 403 ")
                .contains("imprint.web.host-names");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST", "127.0.0.1", "[::1]", "192.0.2.7"})
    void takesOwnPagesAndProgramsByEachOfItsNames(String host) throws IOException {
        assertThat(answer("GET /api/v1/me", host + ":" + port, "")).startsWith("HTTP/1.1 200 ");
        assertThat(answer("GET /api/v1/me", host + ":" + port, "Sec-Fetch-Site: same-origin"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answer(
                        "DELETE /api/v1/products/" + UUID.randomUUID(),
                        host + ":" + port,
                        "Origin: http://%s:%d".formatted(host, port)))
                .doesNotContain("another site")
                .doesNotStartWith("HTTP/1.1 403 ");
    }

    @Test
    void takesALinkThatSomebodyFollows() throws IOException {
        assertThat(answer(
                        "GET /api/v1/me",
                        "localhost:" + port,
                        "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: document"))
                .startsWith("HTTP/1.1 200 ");
        assertThat(answer(
                        "GET /api/v1/me", "localhost:" + port, "Sec-Fetch-Site: cross-site\r\nSec-Fetch-Dest: script"))
                .startsWith("HTTP/1.1 403 ");
    }

    @Test
    void takesAgentsWhateverTheyCallTheServer() throws IOException {
        assertThat(answer("POST /agent/v1/heartbeat", "imprint.example:" + port, ""))
                .doesNotStartWith("HTTP/1.1 403 ");
    }

    private String answer(String request, String host, String header) throws IOException {
        fleet.administrator().get("/api/v1/me").is(200);
        var password = Base64.getEncoder().encodeToString("ada:a password of ada".getBytes(StandardCharsets.UTF_8));
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            var text =
                    "%s HTTP/1.1\r\nHost: %s\r\nAuthorization: Basic %s\r\nContent-Length: 0\r\nConnection: close\r\n%s\r\n"
                            .formatted(request, host, password, header.isEmpty() ? "" : header + "\r\n");
            socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
