package imprint.workers.storage;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file on its way: at its end the server is asked whether that was all. */
final class FtpDownload extends FilterInputStream {

    private final FtpSession session;
    private boolean ended;

    FtpDownload(InputStream data, FtpSession session) {
        super(data);
        this.session = session;
    }

    @Override
    public int read() throws IOException {
        int read = ended ? -1 : super.read();
        atEnd(read);
        return read;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int read = ended ? -1 : super.read(into, offset, length);
        atEnd(read);
        return read;
    }

    private void atEnd(int read) throws IOException {
        if (read < 0 && !ended) {
            ended = true;
            in.close();
            if (!session.client().completePendingCommand()) {
                throw session.cut();
            }
        }
    }
}
