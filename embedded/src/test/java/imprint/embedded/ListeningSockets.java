package imprint.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Where a process can be reached from, read from Linux's {@code /proc}: listening TCP and bound UDP sockets. */
final class ListeningSockets {
    private static final String LISTENING = "0A";
    private static final String UNCONNECTED = "07";

    private ListeningSockets() {}

    static List<InetAddress> of(ProcessHandle process) throws IOException {
        var mine = inodes(process);
        return Stream.of("tcp", "tcp6", "udp", "udp6")
                .flatMap(ListeningSockets::table)
                .map(line -> line.strip().split("\\s+"))
                .filter(columns -> columns[3].equals(LISTENING) || columns[3].equals(UNCONNECTED))
                .filter(columns -> mine.contains("socket:[" + columns[9] + "]"))
                .map(columns -> address(columns[1]))
                .toList();
    }

    private static Set<String> inodes(ProcessHandle process) throws IOException {
        var inodes = new HashSet<String>();
        try (var files = Files.newDirectoryStream(Path.of("/proc/%d/fd".formatted(process.pid())))) {
            for (var file : files) {
                inodes.add(Files.readSymbolicLink(file).toString());
            }
        }
        return inodes;
    }

    private static Stream<String> table(String protocol) {
        try {
            return Files.readAllLines(Path.of("/proc/net", protocol)).stream().skip(1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Words of four bytes, each in the machine's order, as hexadecimal digits, then the port. */
    private static InetAddress address(String hexAndPort) {
        var bytes = HexFormat.of().parseHex(hexAndPort.substring(0, hexAndPort.indexOf(':')));
        var network = ByteBuffer.allocate(bytes.length);
        var machine = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        while (machine.hasRemaining()) {
            network.putInt(machine.get());
        }
        try {
            return InetAddress.getByAddress(network.array());
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(hexAndPort, e);
        }
    }
}
