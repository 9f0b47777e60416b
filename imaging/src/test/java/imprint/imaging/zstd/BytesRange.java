package imprint.imaging.zstd;

import java.io.EOFException;
import java.nio.ByteBuffer;

/** A file in memory. */
@SuppressWarnings("ArrayRecordComponent")
record BytesRange(byte[] bytes) implements RangeReader {

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public void read(long offset, ByteBuffer into) throws EOFException {
        if (offset + into.remaining() > bytes.length) {
            throw new EOFException();
        }
        into.put(bytes, (int) offset, into.remaining());
    }
}
