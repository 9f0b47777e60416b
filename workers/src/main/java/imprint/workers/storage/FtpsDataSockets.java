package imprint.workers.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import org.apache.commons.net.DefaultSocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Makes the sockets that TLS is laid over for FTP's data. They name the control connection's port as their peer's: the
 * JDK looks for a TLS session that can be continued by the server's name and that port.
 */
final class FtpsDataSockets extends DefaultSocketFactory {

    private final int controlPort;

    FtpsDataSockets(int controlPort) {
        this.controlPort = controlPort;
    }

    @Override
    public Socket createSocket() {
        return new Socket() {
            @Override
            public int getPort() {
                return controlPort;
            }
        };
    }

    /** Those of active mode, where the server connects to us. */
    ServerSocketFactory listening() {
        return new ServerSocketFactory() {
            @Override
            public ServerSocket createServerSocket(int port) throws IOException {
                return createServerSocket(port, 1);
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog) throws IOException {
                return createServerSocket(port, backlog, null);
            }

            @Override
            public ServerSocket createServerSocket(int port, int backlog, @Nullable InetAddress address)
                    throws IOException {
                return new ServerSocket(port, backlog, address) {
                    @Override
                    public Socket accept() throws IOException {
                        Socket accepted = createSocket();
                        implAccept(accepted);
                        return accepted;
                    }
                };
            }
        };
    }
}
