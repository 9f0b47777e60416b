package imprint.workers.storage;

import imprint.workers.net.ServerAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.net.ProtocolException;
import java.net.Socket;
import java.net.SocketAddress;

/**
 * A socket that connects to no address that a storage location cannot have, that gives no more bytes than its user allows, and none to a thread that is interrupted. The JDK closes a
 * socket that an interrupted virtual thread waits for; bytes that never cease leave it nothing to wait for.
 */
class GuardedSocket extends Socket {

    private long allowed = Long.MAX_VALUE;

    /** Gives so many bytes from now on, and then fails. */
    final void allow(long bytes) {
        allowed = bytes;
    }

    @Override
    public void connect(SocketAddress endpoint, int timeout) throws IOException {
        ServerAddress.judge(endpoint);
        super.connect(endpoint, timeout);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                if (Thread.currentThread().isInterrupted()) {
                    throw new InterruptedIOException("interrupted while a server was read");
                }
                if (allowed == 0 && length > 0) {
                    throw new ProtocolException("it says more than any answer can be");
                }
                int read = super.read(into, offset, (int) Math.min(length, allowed));
                allowed -= Math.max(read, 0);
                return read;
            }
        };
    }
}
