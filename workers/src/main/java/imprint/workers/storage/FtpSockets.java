package imprint.workers.storage;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import javax.net.ServerSocketFactory;
import org.apache.commons.net.DefaultSocketFactory;
import org.jspecify.annotations.Nullable;

/** Makes the sockets of an FTP client, for control and for data, in passive and in active mode. */
class FtpSockets extends DefaultSocketFactory {

    @Override
    public Socket createSocket() {
        return new GuardedSocket();
    }

    /** Those of active mode, where the server connects to us. */
    final ServerSocketFactory listening() {
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
