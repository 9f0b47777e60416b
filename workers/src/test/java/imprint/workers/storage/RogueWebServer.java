package imprint.workers.storage;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import imprint.workflows.address.StorageAccess;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;

/** A server on loopback that says the same to all, and the end of it for ever. */
final class RogueWebServer implements AutoCloseable {

    private final Loopback loopback;
    private final byte[] beginning;
    private final byte[] forEver;

    /** @param forEver empty when the connection stays open, and nothing comes */
    RogueWebServer(String beginning, String forEver) throws IOException {
        this.beginning = beginning.getBytes(ISO_8859_1);
        this.forEver = forEver.isEmpty()
                ? new byte[0]
                : forEver.repeat(1 + (64 << 10) / forEver.length()).getBytes(ISO_8859_1);
        this.loopback = new Loopback(this::speak);
    }

    StorageAccess location() {
        return Places.http("127.0.0.1", loopback.port(), "images", null, null);
    }

    int port() {
        return loopback.port();
    }

    @Override
    public void close() throws IOException {
        loopback.close();
    }

    private void speak(Socket client) throws IOException {
        try (OutputStream out = client.getOutputStream()) {
            out.write(beginning);
            do {
                out.write(forEver);
            } while (forEver.length > 0);
            client.getInputStream().transferTo(OutputStream.nullOutputStream());
        }
    }
}
