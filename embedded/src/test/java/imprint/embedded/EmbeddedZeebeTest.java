package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EmbeddedZeebeTest {
    @TempDir
    Path temporary;

    @ParameterizedTest
    @ValueSource(strings = {".processorPaused", ".exporterPaused"})
    void failsWhileSomebodyHasPausedItAlthoughItSaysThatItIsUp(String pause) throws IOException {
        var health = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        health.createContext("/", exchange -> {
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        health.start();
        try (var data = DataDirectory.open(temporary.resolve("data"))) {
            var engine = new EmbeddedZeebe(
                    new Distribution(temporary),
                    data,
                    new EnginePorts(1, 1, 1, 1, health.getAddress().getPort()),
                    new HistoryDatabase("jdbc:postgresql://127.0.0.1:1/none", "imprint_app", temporary));
            assertThat(engine.condition()).isEqualTo(Condition.WORKS);

            var partition = Files.createDirectories(data.path().resolve("zeebe/raft-partition/partitions/1"));
            Files.createFile(partition.resolve(pause));

            assertThat(engine.condition()).isEqualTo(Condition.FAILS);
        } finally {
            health.stop(0);
        }
    }
}
