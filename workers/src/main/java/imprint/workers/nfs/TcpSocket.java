package imprint.workers.nfs;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.invoke.MethodHandle;

/** What Linux tells, and does, of a TCP socket of libnfs'. Numbers are of its {@code tcp.h} and {@code socket.h}. */
final class TcpSocket {

    private static final int IPPROTO_TCP = 6;
    private static final int TCP_INFO = 11;
    private static final int SHUT_RDWR = 2;

    /** Of {@code struct tcp_info}, up to and with {@code tcpi_bytes_received}. */
    private static final int INFO_BYTES = 136;

    private static final long BYTES_RECEIVED = 128;

    private static final MethodHandle GETSOCKOPT = LibNfs.ofLinux(
            "getsockopt", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS, ADDRESS));
    private static final MethodHandle SHUTDOWN =
            LibNfs.ofLinux("shutdown", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));

    private TcpSocket() {}

    /** Bytes that have come since it was connected; 0 of one that is none. */
    static long received(int socket) {
        try (Arena arena = Arena.ofConfined()) {
            var info = arena.allocate(INFO_BYTES, Long.BYTES);
            var length = arena.allocateFrom(JAVA_INT, INFO_BYTES);
            var status = NfsContext.of(() -> (int) GETSOCKOPT.invokeExact(socket, IPPROTO_TCP, TCP_INFO, info, length));
            return status == 0 ? info.get(JAVA_LONG, BYTES_RECEIVED) : 0;
        }
    }

    /** Whoever reads from it finds its end. */
    static void shut(int socket) {
        NfsContext.of(() -> (int) SHUTDOWN.invokeExact(socket, SHUT_RDWR));
    }
}
