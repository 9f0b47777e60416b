package imprint.workers.cifs;

import imprint.workers.net.ServerAddress;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.time.Duration;

/** A TCP connection that breaks when no byte moves for a while, in either direction. */
final class Wire implements Closeable {

    // why: the JDK keeps a buffer of this size for each thread that reads or writes.
    private static final int STEP = 256 << 10;

    private final SocketChannel channel;
    private final Selector selector;
    private final SelectionKey key;
    private Duration patience;

    private Wire(SocketChannel channel, Selector selector, Duration patience) throws IOException {
        this.channel = channel;
        this.selector = selector;
        this.patience = patience;
        channel.configureBlocking(false);
        this.key = channel.register(selector, 0);
    }

    static Wire connect(String host, int port, Duration connect, Duration stall) throws IOException {
        InetSocketAddress address = new InetSocketAddress(ServerAddress.of(host), port);
        Wire wire = new Wire(SocketChannel.open(), Selector.open(), connect);
        try {
            wire.channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
            if (!wire.channel.connect(address)) {
                wire.await(SelectionKey.OP_CONNECT);
                wire.channel.finishConnect();
            }
            wire.patience = stall;
            return wire;
        } catch (IOException e) {
            wire.close();
            throw e;
        }
    }

    void write(byte[] bytes, int length) throws IOException {
        for (int at = 0; at < length; ) {
            int written = channel.write(ByteBuffer.wrap(bytes, at, Math.min(STEP, length - at)));
            if (written == 0) {
                await(SelectionKey.OP_WRITE);
            }
            at += written;
        }
    }

    /** Reads all {@code length} bytes. */
    void read(byte[] into, int offset, int length) throws IOException {
        for (int at = 0; at < length; ) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("interrupted while a server was read");
            }
            int read = channel.read(ByteBuffer.wrap(into, offset + at, Math.min(STEP, length - at)));
            if (read < 0) {
                throw new EOFException("the server closed the connection");
            }
            if (read == 0) {
                await(SelectionKey.OP_READ);
            }
            at += read;
        }
    }

    @Override
    public void close() throws IOException {
        try (selector) {
            channel.close();
        }
    }

    private void await(int operation) throws IOException {
        key.interestOps(operation);
        if (selector.select(patience.toMillis()) == 0) {
            throw new SocketTimeoutException("nothing moved for %s seconds".formatted(patience.toSeconds()));
        }
        selector.selectedKeys().clear();
    }
}
