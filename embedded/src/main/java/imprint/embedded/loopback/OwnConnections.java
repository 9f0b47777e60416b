package imprint.embedded.loopback;

import java.io.IOException;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Tells the connections of this process's own user, and of root, from those of others, by what the kernel knows. */
public final class OwnConnections {
    private static final String ESTABLISHED = "01";
    private static final int ROOT = 0;
    // why more than one: the kernel's table is read in pieces while it changes, and a line may be passed over.
    private static final int LOOKS = 3;

    private static final OwnConnections OF_THIS_PROCESS = new OwnConnections(ownUser());

    private final int own;

    OwnConnections(int own) {
        this.own = own;
    }

    /** The accepted connection, or null when there is none, or it was somebody else's and has been dropped. */
    public static @Nullable SocketChannel onlyOwn(@Nullable SocketChannel accepted) throws IOException {
        if (accepted == null || OF_THIS_PROCESS.isOwn(accepted)) {
            return accepted;
        }
        drop(accepted);
        return null;
    }

    boolean isOwn(SocketChannel accepted) {
        try {
            var here = (InetSocketAddress) accepted.getLocalAddress();
            var there = (InetSocketAddress) accepted.getRemoteAddress();
            for (var look = 0; look < LOOKS; look++) {
                var user = userOf(there, here);
                if (user.isPresent()) {
                    return user.getAsInt() == own || user.getAsInt() == ROOT;
                }
            }
            return false;
        } catch (IOException e) {
            // why: who cannot be told is nobody's friend; whoever is ours tries again.
            System.err.println("A connection was dropped, its user cannot be told: " + e.getMessage());
            return false;
        }
    }

    private static void drop(SocketChannel stranger) throws IOException {
        try (stranger) {
            // why: a reset, so that nothing of it lingers here.
            stranger.setOption(StandardSocketOptions.SO_LINGER, 0);
        }
    }

    /** Who holds the socket that is bound to {@code local} and connected to {@code remote}. */
    private static OptionalInt userOf(InetSocketAddress local, InetSocketAddress remote) throws IOException {
        for (var table : List.of("tcp", "tcp6")) {
            var ends = List.of(end(local, table), end(remote, table));
            try (var lines = Files.lines(Path.of("/proc/net", table))) {
                var user = lines.map(line -> line.strip().split("\\s+"))
                        // why established: of a socket that is closed on its side, the kernel names root.
                        .filter(columns -> columns.length > 7 && columns[3].equals(ESTABLISHED))
                        .filter(columns -> ends.equals(List.of(columns[1], columns[2])))
                        .mapToInt(columns -> Integer.parseUnsignedInt(columns[7]))
                        .findAny();
                if (user.isPresent()) {
                    return user;
                }
            }
        }
        return OptionalInt.empty();
    }

    /** Words of four bytes, each in the machine's order, as hexadecimal digits, then the port. */
    private static String end(InetSocketAddress address, String table) {
        var bytes = table.equals("tcp6")
                ? wide(address.getAddress())
                : address.getAddress().getAddress();
        var words = ByteBuffer.wrap(bytes).order(ByteOrder.nativeOrder()).asIntBuffer();
        var text = new StringBuilder();
        while (words.hasRemaining()) {
            text.append(HexFormat.of().withUpperCase().toHexDigits(words.get()));
        }
        return text.append(String.format(Locale.ROOT, ":%04X", address.getPort()))
                .toString();
    }

    /** An address of IPv6, also where it stands for one of IPv4. */
    private static byte[] wide(InetAddress address) {
        var bytes = address.getAddress();
        if (!(address instanceof Inet4Address)) {
            return bytes;
        }
        return ByteBuffer.allocate(16)
                .position(10)
                .putShort((short) 0xFFFF)
                .put(bytes)
                .array();
    }

    private static int ownUser() {
        try {
            return (Integer) Files.getAttribute(Path.of("/proc/self"), "unix:uid");
        } catch (IOException e) {
            throw new ExceptionInInitializerError(e);
        }
    }
}
