package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PortsTest {
    @TempDir
    Path temporary;

    @Test
    void areTheSameAtTheNextStart() {
        var port = ports().port("engine");

        assertThat(ports().port("engine")).isEqualTo(port);
    }

    @Test
    void areChosenAnewWhenTakenBySomebodyElse() throws IOException {
        var port = ports().port("engine");
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(ports().port("engine")).isNotEqualTo(port);
        }
    }

    @Test
    void areNotGivenTwice() {
        var ports = ports();

        assertThat(ports.port("engine")).isNotEqualTo(ports.port("database"));
    }

    @Test
    void stayBelowThoseOfOutgoingConnections() {
        assertThat(ports().port("engine")).isBetween(20_000, 32_767);
    }

    private Ports ports() {
        return Ports.rememberedIn(temporary.resolve("ports.properties"));
    }
}
