package imprint.workers.storage;

import imprint.workflows.address.StorageAddress;
import java.io.IOException;
import org.apache.commons.net.ftp.FTPClient;
import org.jspecify.annotations.Nullable;

/** A client of plain FTP whose server cannot fill our memory. */
final class FtpClient extends FTPClient {

    private final FtpControl control;

    FtpClient(StorageAddress location) {
        this.control = new FtpControl(location);
        FtpSockets sockets = new FtpSockets();
        setSocketFactory(sockets);
        setServerSocketFactory(sockets.listening());
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
}
