package imprint.embedded;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicInteger;

/** Speaks PostgreSQL's protocol up to the end of the log-in, without knowing any password. */
final class FalseDatabase implements AutoCloseable {
    private static final int SSL_REQUEST = 80877103;
    private static final int GSS_REQUEST = 80877104;

    /** How it has a client log in. */
    enum Asking {
        FOR_NOTHING,
        FOR_THE_PASSWORD,
        FOR_ITS_MD5,
        FOR_SCRAM_WITHOUT_ITS_END,
        FOR_SCRAM_WITH_A_FALSE_END
    }

    private final ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicInteger greeted = new AtomicInteger();
    private final AtomicInteger passwords = new AtomicInteger();
    private final Asking asking;

    FalseDatabase(Asking asking) throws IOException {
        this.asking = asking;
        Thread.ofVirtual().start(this::serve);
    }

    int port() {
        return server.getLocalPort();
    }

    /** How many clients wanted to log in. */
    int greeted() {
        return greeted.get();
    }

    /** How many told a password, or what anybody who has it for another server could use there. */
    int passwords() {
        return passwords.get();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private void serve() {
        while (!server.isClosed()) {
            try (var client = server.accept()) {
                logIn(client);
            } catch (IOException e) {
                // why: the client has left, which is what it should, or the test is over.
                continue;
            }
        }
    }

    private void logIn(Socket client) throws IOException {
        var in = new DataInputStream(client.getInputStream());
        var out = new DataOutputStream(client.getOutputStream());
        var request = startup(in);
        while (request == SSL_REQUEST || request == GSS_REQUEST) {
            out.writeByte('N');
            request = startup(in);
        }
        greeted.incrementAndGet();
        switch (asking) {
            case FOR_NOTHING -> {}
            case FOR_THE_PASSWORD -> tell(out, 3, in);
            case FOR_ITS_MD5 -> tell(out, 5, in, (byte) 1, (byte) 2, (byte) 3, (byte) 4);
            case FOR_SCRAM_WITHOUT_ITS_END -> scram(in, out);
            case FOR_SCRAM_WITH_A_FALSE_END -> {
                scram(in, out);
                authentication(out, 12, ("v=" + base64(new byte[32])).getBytes(StandardCharsets.US_ASCII));
            }
        }
        authentication(out, 0);
        out.writeByte('Z');
        out.writeInt(5);
        out.writeByte('I');
        in.read();
    }

    private static int startup(DataInputStream in) throws IOException {
        var length = in.readInt();
        var request = in.readInt();
        in.skipNBytes(length - 8);
        return request;
    }

    private void tell(DataOutputStream out, int method, DataInputStream in, byte... salt) throws IOException {
        authentication(out, method, salt);
        message(in);
        passwords.incrementAndGet();
    }

    private static void scram(DataInputStream in, DataOutputStream out) throws IOException {
        authentication(out, 10, "SCRAM-SHA-256\0\0".getBytes(StandardCharsets.US_ASCII));
        var first = new String(message(in), StandardCharsets.US_ASCII);
        var nonce = first.substring(first.indexOf("r=") + 2);
        var challenge = "r=%s,s=%s,i=4096".formatted(nonce + "more", base64(new byte[16]));
        authentication(out, 11, challenge.getBytes(StandardCharsets.US_ASCII));
        message(in);
    }

    private static String base64(byte[] bytes) {
        return Base64.getEncoder().encodeToString(bytes);
    }

    private static byte[] message(DataInputStream in) throws IOException {
        in.readByte();
        return in.readNBytes(in.readInt() - 4);
    }

    private static void authentication(DataOutputStream out, int method, byte... more) throws IOException {
        out.write(ByteBuffer.allocate(9 + more.length)
                .put((byte) 'R')
                .putInt(8 + more.length)
                .putInt(method)
                .put(more)
                .array());
    }
}
