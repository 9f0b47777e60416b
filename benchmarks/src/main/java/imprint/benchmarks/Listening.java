package imprint.benchmarks;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;

/** Waits until servers on loopback listen. */
final class Listening {

    private static final Duration LIMIT = Duration.ofSeconds(30);

    private Listening() {}

    /** Throws when the server has ended. */
    @FunctionalInterface
    interface Life {
        void require() throws IOException, InterruptedException;
    }

    /** Returns when the server listens. */
    static void await(int port, Life server) throws IOException, InterruptedException {
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
