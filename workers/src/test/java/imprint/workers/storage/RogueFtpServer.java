package imprint.workers.storage;

import imprint.workflows.address.FtpMode;
import imprint.workflows.address.StorageAccess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;

/** An FTP server on loopback that says what it is told to say, some of it for ever. */
final class RogueFtpServer implements AutoCloseable {

    private final Loopback loopback;
    private final List<String> heard = new CopyOnWriteArrayList<>();
    private Endless greeting = new Endless("220 welcome\r\n", "");
    private Endless data = new Endless("", "");
    private String system = "UNIX";

    RogueFtpServer() throws IOException {
        this.loopback = new Loopback(this::serve);
    }

    RogueFtpServer greeting(String once, String forEver) {
        greeting = new Endless(once, forEver);
        return this;
    }

    /** Sent for {@code LIST} and {@code RETR}. */
    RogueFtpServer data(String once, String forEver) {
        data = new Endless(once, forEver);
        return this;
    }

    RogueFtpServer calledSystem(String name) {
        system = name;
        return this;
    }

    StorageAccess location(String password) {
        return Places.ftp(
                "127.0.0.1", loopback.port(), "images", new Credentials("imprint", password), FtpMode.PASSIVE, null);
    }

    /** The lines that came. */
    List<String> heard() {
        return heard;
    }

    @Override
    public void close() throws IOException {
        loopback.close();
    }

    private void serve(Socket client) throws IOException {
        try (OutputStream out = client.getOutputStream();
                BufferedReader in =
                        new BufferedReader(new InputStreamReader(client.getInputStream(), StandardCharsets.UTF_8));
                ServerSocket transfers = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            greeting.to(out);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                heard.add(line);
                answer(line, out, transfers);
            }
        }
    }

    private void answer(String line, OutputStream out, ServerSocket transfers) throws IOException {
        int port = transfers.getLocalPort();
        switch (line.substring(0, Math.min(4, line.length())).toUpperCase(Locale.ROOT)) {
            case "USER" -> say(out, "331 and the password?");
            case "PASS" -> say(out, "230 come in");
            case "SYST" -> say(out, "215 " + system);
            case "SIZE" -> say(out, "213 " + Long.MAX_VALUE / 100);
            case "PASV" -> say(out, "227 (127,0,0,1,%d,%d)".formatted(port / 256, port % 256));
            case "LIST", "RETR" -> {
                say(out, "150 here it comes");
                transfer(transfers);
                say(out, "226 that was it");
            }
            default -> say(out, "200 well");
        }
    }

    private void transfer(ServerSocket transfers) throws IOException {
        try (Socket client = transfers.accept();
                OutputStream out = client.getOutputStream()) {
            data.to(out);
        } catch (IOException e) {
            // why: the client wanted no more of it.
        }
    }

    private static void say(OutputStream out, String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.UTF_8));
    }

    private record Endless(String once, String forEver) {

        void to(OutputStream out) throws IOException {
            out.write(once.getBytes(StandardCharsets.UTF_8));
            byte[] more = forEver.repeat(1000).getBytes(StandardCharsets.UTF_8);
            while (more.length > 0) {
                out.write(more);
            }
        }
    }
}
