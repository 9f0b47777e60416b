package imprint.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Properties;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;

/** Free ports on loopback, the same at each start as long as they are free. */
public final class Ports {
    // why: below the ports that Linux gives to outgoing connections (32768 and up); one of those could be taken, even
    // by a client that is waiting for the very server which is being restarted on it.
    private static final int LOWEST = 20_000;

    private static final int BOUND = 32_768;

    private final Random random = new Random();
    private final Set<Integer> given = new HashSet<>();
    private final Properties remembered = new Properties();
    private final Path file;

    private Ports(Path file) {
        this.file = file;
    }

    static Ports rememberedIn(Path file) {
        var ports = new Ports(file);
        try {
            if (Files.exists(file)) {
                try (var in = Files.newBufferedReader(file)) {
                    ports.remembered.load(in);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ports;
    }

    /** The port of the server with this name. */
    public int port(String name) {
        var port = Integer.parseInt(remembered.getProperty(name, "0"));
        while (port == 0 || given.contains(port) || !isFree(port)) {
            port = random.nextInt(LOWEST, BOUND);
        }
        given.add(port);
        remember(name, port);
        return port;
    }

    /** One that nobody listens at now, for a server that is started later. */
    public static int unused() {
        return ThreadLocalRandom.current()
                .ints(LOWEST, BOUND)
                .filter(Ports::isFree)
                .findFirst()
                .orElseThrow();
    }

    /** All that were ever given, and may be in use. */
    public List<Integer> all() {
        return remembered.values().stream()
                .map(port -> Integer.valueOf(port.toString()))
                .toList();
    }

    /** Whether a server could listen there, on loopback, at this moment. */
    public static boolean isFree(int port) {
        try (var socket = new ServerSocket()) {
            // why: as servers do, so that connections which are only lingering do not count.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
            return true;
        } catch (IOException e) {
            return false;
        }
    }

    private void remember(String name, int port) {
        remembered.setProperty(name, Integer.toString(port));
        try (var out = Files.newBufferedWriter(file)) {
            remembered.store(out, "Ports on loopback; chosen anew when one is taken.");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
