package imprint.workers.site;

import imprint.imaging.image.FileName;
import imprint.imaging.zstd.RangeReader;
import imprint.workers.storage.FileSource;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;

/** A file at a storage location of which parts are read; a buffer on the heap takes each of them. */
record RemoteFile(FileSource source, FileName name, long size) implements RangeReader {

    static RemoteFile of(FileSource source, FileName name) throws IOException {
        return new RemoteFile(source, name, source.size(name));
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        try (InputStream in = source.open(name, offset)) {
            int wanted = into.remaining();
            int read = in.readNBytes(into.array(), into.arrayOffset() + into.position(), wanted);
            into.position(into.position() + read);
            if (read < wanted) {
                throw new EOFException("The file ends at byte " + (offset + read));
            }
        }
    }
}
