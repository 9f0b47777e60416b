package imprint.workers.storage;

import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import java.net.Socket;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import org.apache.commons.net.ftp.FTPSClient;
import org.jspecify.annotations.Nullable;

/**
 * An FTP client with explicit TLS (RFC 4217) whose data connections continue the TLS session of the control connection:
 * servers demand it, lest somebody else takes the data. One login is good for one transfer: a ticket of TLS 1.3
 * continues one session, and an upload brings no new one.
 */
final class FtpsClient extends FTPSClient {

    private static final int FAREWELL_MILLIS = 500;

    private final SSLContext tls;
    private final FtpControl control;
    private @Nullable Socket data;

    FtpsClient(SSLContext tls, StorageAddress location) {
        super(false, tls);
        this.tls = tls;
        this.control = new FtpControl(location);
        setSocketFactory(new FtpSockets());
    }

    @Override
    protected void _connectAction_() throws IOException {
        control.begin(_socket_);
        super._connectAction_();
    }

    @Override
    public int sendCommand(String command, @Nullable String argument) throws IOException {
        control.say(argument);
        return super.sendCommand(command, argument);
    }

    @Override
    public void execPROT(String protection) throws IOException {
        super.execPROT(protection);
        // why: the data connections are made plain, and TLS is laid over them below.
        FtpsDataSockets sockets = new FtpsDataSockets(getRemotePort());
        setSocketFactory(sockets);
        setServerSocketFactory(sockets.listening());
    }

    @Override
    protected @Nullable Socket _openDataConnection_(String command, @Nullable String argument) throws IOException {
        data = super._openDataConnection_(command, argument);
        if (data == null) {
            return null;
        }
        // why: the JDK finds the session to continue by the server's name and port, here those of the control
        // connection.
        SSLSocket secured = (SSLSocket) tls.getSocketFactory().createSocket(data, _hostname_, getRemotePort(), true);
        try {
            secured.startHandshake();
            return secured;
        } catch (IOException e) {
            secured.close();
            throw e;
        }
    }

    @Override
    public void disconnect() throws IOException {
        // why: TLS would wait for the server's farewell, and the server for us to take the rest of the file.
        try {
            if (data != null) {
                data.close();
            }
            if (_socket_ != null) {
                _socket_.setSoTimeout(FAREWELL_MILLIS);
            }
        } finally {
            super.disconnect();
        }
    }
}
