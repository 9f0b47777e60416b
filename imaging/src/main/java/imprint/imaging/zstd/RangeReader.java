package imprint.imaging.zstd;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A file of which any part can be read, wherever it is stored. */
public interface RangeReader {

    /** The file's length in bytes. */
    long size() throws IOException;

    /**
     * Fills {@code into} up to its limit with what stands at {@code offset}.
     *
     * @throws EOFException when the file ends before
     */
    void read(long offset, ByteBuffer into) throws IOException;

    /** Reads a local file, whose position stays. */
    static RangeReader of(FileChannel file) {
        return new FileRange(file);
    }
}
