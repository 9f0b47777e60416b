package imprint.journey;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** What lies between devices and their gateway: once in each direction it turns a bit around. */
final class Wire implements AutoCloseable {

    /** Of a connection's bytes, so far that it is one of a chunk's content and none of a header. */
    private static final long AT = 3 * Administrator.MIB;

    private final ServerSocket here;
    private final int gatewayPort;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger damagedUp = new AtomicInteger();
    private final AtomicInteger damagedDown = new AtomicInteger();

    Wire(int gatewayPort) throws IOException {
        this.gatewayPort = gatewayPort;
        this.here = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    int port() {
        return here.getLocalPort();
    }

    /** Bits turned around on their way to the gateway. */
    int damagedUp() {
        return damagedUp.get();
    }

    /** Bits turned around on their way to a device. */
    int damagedDown() {
        return damagedDown.get();
    }

    private Void accept() throws IOException {
        while (true) {
            var device = here.accept();
            var gateway = new Socket(InetAddress.getLoopbackAddress(), gatewayPort);
            threads.submit(() -> carry(device, gateway, damagedUp));
            threads.submit(() -> carry(gateway, device, damagedDown));
        }
    }

    private static Void carry(Socket from, Socket to, AtomicInteger damaged) throws IOException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[64 << 10];
            long passed = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (passed <= AT && AT < passed + read && damaged.compareAndSet(0, 1)) {
                    buffer[(int) (AT - passed)] ^= 1;
                }
                passed += read;
                out.write(buffer, 0, read);
            }
        }
        return null;
    }

    @Override
    public void close() throws IOException {
        here.close();
        threads.shutdownNow();
    }
}
