package imprint.workers.storage;

import imprint.workers.image.BlockStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Content on its way to a location: counts its bytes, and remembers whether the content itself failed. */
final class CountedContent extends BlockStream {

    private final InputStream in;
    private final OptionalLong bytes;
    private long count;
    private @Nullable IOException failure;

    /** @param bytes how many there are, where that is known */
    CountedContent(InputStream in, OptionalLong bytes) {
        this.in = in;
        this.bytes = bytes;
    }

    /** How many there are, where that is known before they come. */
    OptionalLong bytes() {
        return bytes;
    }

    long count() {
        return count;
    }

    /** Runs a transfer of this content; a failure of the content is thrown as it is, not as one of the location. */
    void translating(Transfer transfer) throws IOException {
        try {
            transfer.run();
        } catch (IOException e) {
            throw failure == null ? e : failure;
        }
        if (failure != null) {
            // why: a server may keep what it has got, and say that all is well.
            throw failure;
        }
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        try {
            int read = in.read(into, offset, length);
            count += Math.max(read, 0);
            return read;
        } catch (IOException e) {
            failure = e;
            throw e;
        }
    }

    @Override
    public void close() throws IOException {
        in.close();
    }

    @FunctionalInterface
    interface Transfer {
        void run() throws IOException;
    }
}
