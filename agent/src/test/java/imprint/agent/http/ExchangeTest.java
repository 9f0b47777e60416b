package imprint.agent.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpHandler;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

@Timeout(20)
class ExchangeTest {

    private final CountDownLatch end = new CountDownLatch(1);
    private final Exchange exchange =
            new Exchange(Exchange.newClient(), JsonMapper.builder().build());
    private HttpServer http;

    @BeforeEach
    void listen() throws IOException {
        http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        http.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        http.start();
    }

    @AfterEach
    void close() {
        end.countDown();
        http.stop(0);
    }

    private Exchange.Answer<byte[]> ask(Duration timeout, HttpHandler answer) throws IOException, InterruptedException {
        http.createContext("/", answer);
        var uri = URI.create("http://127.0.0.1:" + http.getAddress().getPort());
        return exchange.send(HttpRequest.newBuilder(uri).timeout(timeout).build(), BodyHandlers.ofByteArray());
    }

    private void standStillAfterHalf(HttpExchange exchange) throws IOException {
        exchange.sendResponseHeaders(200, 100);
        exchange.getResponseBody().write(new byte[50]);
        exchange.getResponseBody().flush();
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void answer(HttpExchange exchange, int status, String body) throws IOException {
        exchange.sendResponseHeaders(status, body.length());
        exchange.getResponseBody().write(body.getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        exchange.close();
    }

    @Test
    void givesUpAnAnswerThatStandsStillInTheMiddle() {
        assertThatExceptionOfType(HttpTimeoutException.class)
                .isThrownBy(() -> ask(Duration.ofMillis(300), this::standStillAfterHalf));
    }

    @ParameterizedTest
    @CsvSource({
        "404, '{\"title\": \"Not Found\"}', true",
        "404, <html>no such backend</html>, false",
        "409, '{\"title\": \"Conflict\"}', false",
        "500, '{\"title\": \"Internal Server Error\"}', false"
    })
    void tellsARefusalThatIsFinalFromOneThatMayPass(int status, String body, boolean isFinal) {
        assertThatExceptionOfType(Refused.class)
                .isThrownBy(() -> ask(Duration.ofSeconds(10), http -> answer(http, status, body)))
                .satisfies(refused -> assertThat(refused.isFinal()).isEqualTo(isFinal));
    }
}
