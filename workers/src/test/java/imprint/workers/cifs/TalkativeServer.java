package imprint.workers.cifs;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;

/** A server that says what it was told to say, whatever it is asked, and nothing more. */
final class TalkativeServer implements AutoCloseable {

    private final ServerSocket listening = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    private final Wire wire;
    private final Socket connection;

    TalkativeServer(byte[] says) throws IOException {
        this(Duration.ofSeconds(30), says);
    }

    /** @param stall how long the other end waits for more */
    TalkativeServer(Duration stall, byte[] says) throws IOException {
        wire = Wire.connect("127.0.0.1", listening.getLocalPort(), Duration.ofSeconds(30), stall);
        connection = listening.accept();
        connection.getOutputStream().write(says);
    }

    Wire wire() {
        return wire;
    }

    void says(byte[] more) throws IOException {
        connection.getOutputStream().write(more);
    }

    void hangsUp() throws IOException {
        connection.close();
    }

    @Override
    public void close() throws IOException {
        connection.close();
        listening.close();
    }
}
