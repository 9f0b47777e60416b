package imprint.workers.storage;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Arrays;
import java.util.function.UnaryOperator;

/** Stands between a client and a server on loopback, and may change what the server sends. */
final class Relay implements AutoCloseable {

    private final ServerSocket listener;
    private final int server;
    private final UnaryOperator<byte[]> onItsWay;

    private Relay(ServerSocket listener, int server, UnaryOperator<byte[]> onItsWay) {
        this.listener = listener;
        this.server = server;
        this.onItsWay = onItsWay;
    }

    /** @param onItsWay takes what the server has sent, in pieces as they come */
    static Relay to(int server, UnaryOperator<byte[]> onItsWay) throws IOException {
        Relay relay = new Relay(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), server, onItsWay);
        Thread.startVirtualThread(relay::accept);
        return relay;
    }

    int port() {
        return listener.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        listener.close();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                Socket upstream = new Socket(InetAddress.getLoopbackAddress(), server);
                Thread.startVirtualThread(() -> pump(client, upstream, UnaryOperator.identity()));
                Thread.startVirtualThread(() -> pump(upstream, client, onItsWay));
            } catch (IOException e) {
                // why: the relay was closed, or the server is gone: the client sees that.
            }
        }
    }

    private static void pump(Socket from, Socket to, UnaryOperator<byte[]> onItsWay) {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            byte[] buffer = new byte[64 << 10];
            for (int read; (read = in.read(buffer)) >= 0; ) {
                out.write(onItsWay.apply(Arrays.copyOf(buffer, read)));
            }
        } catch (IOException e) {
            // why: one side has gone: so does the other.
        }
    }
}
