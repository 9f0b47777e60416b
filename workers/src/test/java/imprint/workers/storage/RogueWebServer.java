package imprint.workers.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;

/** A server on loopback that says the same to all, and the end of it for ever. */
final class RogueWebServer implements AutoCloseable {

    private final ServerSocket listener = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final byte[] beginning;
    private final byte[] forEver;

    /** @param forEver empty when the connection stays open, and nothing comes */
    RogueWebServer(String beginning, String forEver) throws IOException {
        this.beginning = beginning.getBytes(ISO_8859_1);
        this.forEver = forEver.isEmpty()
                ? new byte[0]
                : forEver.repeat(1 + (64 << 10) / forEver.length()).getBytes(ISO_8859_1);
        Thread.startVirtualThread(this::accept);
    }

    StorageLocation location() {
        return new StorageLocation.Http("127.0.0.1", listener.getLocalPort(), "images", null, null);
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
                Thread.startVirtualThread(() -> speak(client));
            } catch (IOException e) {
                // why: the test is over.
            }
        }
    }

    private void speak(Socket client) {
        try (client;
                OutputStream out = client.getOutputStream()) {
            out.write(beginning);
            do {
                out.write(forEver);
            } while (forEver.length > 0);
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // why: the client has had enough.
        }
    }
}
