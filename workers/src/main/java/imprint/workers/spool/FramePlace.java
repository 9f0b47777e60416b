package imprint.workers.spool;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * Where a frame stands in a file, for those who can send it without reading it.
 *
 * @param file never closed by them
 */
public record FramePlace(FileChannel file, long offset, int length) {

    /** The frame, on the heap. */
    public ByteBuffer read() throws IOException {
        ByteBuffer frame = ByteBuffer.allocate(length);
        while (frame.hasRemaining()) {
            if (file.read(frame, offset + frame.position()) < 0) {
                throw new EOFException("The spool ends within a frame");
            }
        }
        return frame.flip();
    }
}
