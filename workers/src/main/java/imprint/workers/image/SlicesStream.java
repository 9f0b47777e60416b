package imprint.workers.image;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Slices as a stream again. */
final class SlicesStream extends InputStream {

    private final Slices slices;
    private @Nullable Slice slice;
    private int position;
    private boolean begun;
    private long handedOut;

    SlicesStream(Slices slices) {
        this.slices = slices;
    }

    @Override
    public int read() throws IOException {
        Slice current = current();
        if (current == null) {
            return -1;
        }
        handedOut++;
        return Byte.toUnsignedInt(current.bytes[position++]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        Slice current = current();
        if (current == null || length == 0) {
            return current == null ? -1 : 0;
        }
        int count = Math.min(length, current.length() - position);
        System.arraycopy(current.bytes, position, into, offset, count);
        position += count;
        handedOut += count;
        return count;
    }

    /** The bytes that were read so far. */
    long handedOut() {
        return handedOut;
    }

    private @Nullable Slice current() throws IOException {
        if (!begun || (slice != null && position == slice.length())) {
            begun = true;
            slice = slices.next();
            position = 0;
        }
        return slice;
    }
}
