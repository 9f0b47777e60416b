package imprint.journey;

import java.io.IOException;
import java.net.ServerSocket;

/** A port of loopback that nobody listened on a moment ago. */
final class FreePort {

    private FreePort() {}

    static int find() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
