package imprint.workers.control;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An HTTP server whose answers never stand still, and never come to an end. */
final class DrippingServer implements AutoCloseable {

    private static final byte[] BEGIN = "HTTP/1.1 200 OK\r\nX-Drip: ".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    DrippingServer() throws IOException {
        Thread.startVirtualThread(this::accept);
        clock.scheduleAtFixedRate(
                () -> clients.removeIf(client -> !takes(client, new byte[] {'.'})), 50, 50, TimeUnit.MILLISECONDS);
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Whether all clients have gone. */
    boolean isLeftAlone() {
        return clients.isEmpty();
    }

    @Override
    public void close() throws IOException {
        clock.shutdownNow();
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                if (takes(client, BEGIN)) {
                    clients.add(client);
                }
            } catch (IOException e) {
                // why: the server was closed.
            }
        }
    }

    private static boolean takes(Socket client, byte[] bytes) {
        try {
            client.getOutputStream().write(bytes);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
