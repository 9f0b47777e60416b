package imprint.workers.storage;

import java.net.Socket;

/**
 * Makes the sockets that TLS is laid over for FTP's data. They name the control connection's port as their peer's: the
 * JDK looks for a TLS session that can be continued by the server's name and that port.
 */
final class FtpsDataSockets extends FtpSockets {

    private final int controlPort;

    FtpsDataSockets(int controlPort) {
        this.controlPort = controlPort;
    }

    @Override
    public Socket createSocket() {
        return new GuardedSocket() {
            @Override
            public int getPort() {
                return controlPort;
            }
        };
    }
}
