package imprint.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** Ports of servers on loopback. */
final class Ports {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final int LOWEST_TO_KEEP = 20_000;
    private static final int LOWEST_OUTGOING = 32_768;

    private Ports() {}

    static int free() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    /** For a server that is to have it again after a restart: none that Linux gives to outgoing connections meanwhile. */
    static int toKeep() {
        return ThreadLocalRandom.current()
                .ints(LOWEST_TO_KEEP, LOWEST_OUTGOING)
                .filter(imprint.embedded.Ports::isFree)
                .findFirst()
                .orElseThrow();
    }

    /** Throws when the server has ended. */
    @FunctionalInterface
    interface Life {
        void require() throws IOException, InterruptedException;
    }

    /** Returns when the server listens. */
    static void awaitAnswer(int port, Life server) throws IOException, InterruptedException {
        var end = System.nanoTime() + LIMIT.toNanos();
        while (!answers(port)) {
            server.require();
            if (System.nanoTime() > end) {
                throw new IOException("A server did not listen at port %s within %s.".formatted(port, LIMIT));
            }
            Thread.sleep(20);
        }
    }

    private static boolean answers(int port) {
        try (var socket = new Socket()) {
            socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 100);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
