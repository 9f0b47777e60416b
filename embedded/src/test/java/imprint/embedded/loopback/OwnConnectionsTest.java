package imprint.embedded.loopback;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import imprint.embedded.Stranger;
import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class OwnConnectionsTest {

    @Test
    void takesThoseOfItsOwnUser() throws IOException {
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                var client = SocketChannel.open(server.getLocalAddress());
                var accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(new OwnConnections(self()).isOwn(accepted)).isTrue();
            assertThat(OwnConnections.onlyOwn(accepted)).isSameAs(accepted);
        }
    }

    @Test
    void takesThemByPlainIpv4() throws IOException {
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.INET)
                        .bind(new InetSocketAddress("127.0.0.1", 0));
                var client = SocketChannel.open(StandardProtocolFamily.INET)) {
            client.connect(server.getLocalAddress());
            try (var accepted = server.accept()) {
                assertThat(new OwnConnections(self()).isOwn(accepted)).isTrue();
            }
        }
    }

    @Test
    void takesThemByIpv6() throws IOException {
        assumeThat(Files.exists(Path.of("/proc/net/if_inet6")))
                .as("a machine with IPv6")
                .isTrue();
        assumeThat(Files.readString(Path.of("/proc/net/if_inet6")))
                .as("a machine with IPv6 on loopback")
                .contains(" lo");
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress("::1", 0));
                var client = SocketChannel.open(server.getLocalAddress());
                var accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(new OwnConnections(self()).isOwn(accepted)).isTrue();
        }
    }

    @Test
    void takesThoseOfRootAndNoOther() throws IOException {
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0));
                var client = SocketChannel.open(server.getLocalAddress());
                var accepted = server.accept()) {
            assertThat(client.isConnected()).isTrue();
            assertThat(new OwnConnections(self() + 1).isOwn(accepted)).isEqualTo(self() == 0);
        }
    }

    @Test
    @Needs(Need.OTHER_USERS)
    void dropsThoseOfAnotherUser() throws Exception {
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            var heard = CompletableFuture.supplyAsync(() -> listen(port(server)));
            try (var accepted = server.accept()) {
                assertThat(OwnConnections.onlyOwn(accepted)).isNull();
            }
            assertThat(heard.get()).contains("Connection reset by peer");
        }
    }

    @Test
    @Needs(Need.OTHER_USERS)
    void dropsThoseWhoseOtherEndHasGoneBeforeItCouldBeAsked() throws IOException {
        try (var server = ServerSocketChannel.open().bind(new InetSocketAddress("127.0.0.1", 0))) {
            Stranger.sendAndLeave(port(server));
            try (var accepted = server.accept()) {
                assertThat(OwnConnections.onlyOwn(accepted)).isNull();
            }
        }
    }

    private static String listen(int port) {
        try {
            return Stranger.listenTo(port);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int port(ServerSocketChannel server) {
        return server.socket().getLocalPort();
    }

    private static int self() throws IOException {
        return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
    }
}
