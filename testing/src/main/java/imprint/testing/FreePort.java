package imprint.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.concurrent.ThreadLocalRandom;

/** A port of loopback for a server that a test starts later. */
public final class FreePort {

    // why: Linux gives the ports from 32768 on to outgoing connections, one of which could have it before the server
    // does,
    // and Imprint takes its own ports from 20000 on.
    private static final int LOWEST = 10_000;

    private static final int BOUND = 20_000;

    private FreePort() {}

    /** A port that nobody listens at now. */
    public static int find() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, BOUND)
                .filter(FreePort::isFree)
                .findFirst()
                .orElseThrow();
    }

    private static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
