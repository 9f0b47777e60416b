package imprint.workers.storage;

import imprint.imaging.image.FileName;
import imprint.workflows.address.StorageAddress;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A file on its way: gives the server's failures their names. */
final class NfsDownload extends FilterInputStream {

    private final StorageAddress.Nfs location;
    private final FileName name;

    NfsDownload(InputStream in, StorageAddress.Nfs location, FileName name) {
        super(in);
        this.location = location;
        this.name = name;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws StorageException {
        try {
            return in.read(into, offset, length);
        } catch (IOException e) {
            throw NfsFailure.of(e, location, name);
        }
    }
}
