package imprint.imaging.zstd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A local file. */
record FileRange(FileChannel file) implements RangeReader {

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public void read(long offset, ByteBuffer into) throws IOException {
        long at = offset;
        while (into.hasRemaining()) {
            int count = file.read(into, at);
            if (count < 0) {
                throw new EOFException("The file ends at byte " + at);
            }
            at += count;
        }
    }
}
