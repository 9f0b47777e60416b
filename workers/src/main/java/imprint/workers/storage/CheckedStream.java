package imprint.workers.storage;

import imprint.imaging.image.FileName;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;

/** A file being read: checks that it has the length it had, and gives each failure its name. */
final class CheckedStream extends InputStream {

    private final InputStream in;
    private final Closeable transfer;
    private final StorageLocation location;
    private final FileName name;
    private long left;

    /**
     * @param left the bytes until the file's end
     * @param transfer closed with this stream, whether or not the file was read to its end
     */
    CheckedStream(InputStream in, long left, Closeable transfer, StorageLocation location, FileName name) {
        this.in = in;
        this.left = left;
        this.transfer = transfer;
        this.location = location;
        this.name = name;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws StorageException {
        int read = readTranslated(into, offset, length);
        if (read < 0 ? left > 0 : read > left) {
            throw new FileChanged(location, name);
        }
        left -= Math.max(read, 0);
        return read;
    }

    @Override
    public void close() throws StorageException {
        try {
            transfer.close();
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private int readTranslated(byte[] into, int offset, int length) throws StorageException {
        try {
            return in.read(into, offset, length);
        } catch (StorageException e) {
            throw e;
        } catch (IOException e) {
            throw broken(e);
        }
    }

    private StorageUnreachable broken(IOException e) {
        return new StorageUnreachable(
                "Reading %s from %s broke %d bytes before its end: %s"
                        .formatted(name, location.label(), left, e.getMessage()),
                e);
    }
}
