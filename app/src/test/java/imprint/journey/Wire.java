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

/** What lies between devices and their gateway: it can stand still in the middle of a transfer, and damage one. */
final class Wire implements AutoCloseable {

    /** Of a connection's bytes, so far that it is one of a chunk's content and none of a header. */
    private static final long DAMAGED_AT = 3 * Administrator.MIB;

    private final ServerSocket here;
    private final int gatewayPort;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final AtomicInteger toDamageUp = new AtomicInteger();
    private final AtomicInteger toDamageDown = new AtomicInteger();
    private long left = Long.MAX_VALUE;

    Wire(int gatewayPort) throws IOException {
        this.gatewayPort = gatewayPort;
        this.here = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        threads.submit(this::accept);
    }

    /** What a gateway has to be told, to be behind this wire. */
    String[] gatewaySettings() {
        return new String[] {
            "-Dimprint.worker.port=" + gatewayPort, "-Dimprint.worker.url=http://127.0.0.1:" + here.getLocalPort()
        };
    }

    /** Lets about so many more bytes through, of all devices and in both directions, until it is released. */
    synchronized void holdAfter(long bytes) {
        left = bytes;
    }

    /** Whether all that was let through has passed. */
    synchronized boolean isHolding() {
        return left <= 0;
    }

    synchronized void release() {
        left = Long.MAX_VALUE;
        notifyAll();
    }

    private synchronized void awaitPassage(int bytes) throws InterruptedException {
        while (left <= 0) {
            wait();
        }
        left -= bytes;
    }

    /** Turns a bit around, once in each direction. */
    void damage() {
        toDamageUp.set(1);
        toDamageDown.set(1);
    }

    /** The damage that is yet to be done. */
    int toDamage() {
        return toDamageUp.get() + toDamageDown.get();
    }

    private Void accept() throws IOException {
        while (true) {
            var device = here.accept();
            threads.submit(() -> connect(device));
        }
    }

    private Void connect(Socket device) throws IOException, InterruptedException {
        try (device;
                var gateway = new Socket(InetAddress.getLoopbackAddress(), gatewayPort)) {
            var up = threads.submit(() -> carry(device, gateway, toDamageUp));
            carry(gateway, device, toDamageDown);
            up.cancel(true);
        }
        return null;
    }

    private Void carry(Socket from, Socket to, AtomicInteger toDamage) throws IOException, InterruptedException {
        try (from;
                to;
                InputStream in = from.getInputStream();
                OutputStream out = to.getOutputStream()) {
            var buffer = new byte[64 << 10];
            long passed = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                if (passed <= DAMAGED_AT && DAMAGED_AT < passed + read && toDamage.compareAndSet(1, 0)) {
                    buffer[(int) (DAMAGED_AT - passed)] ^= 1;
                }
                passed += read;
                awaitPassage(read);
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
