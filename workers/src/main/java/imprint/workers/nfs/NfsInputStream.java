package imprint.workers.nfs;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;

import java.io.IOException;
import java.io.InputStream;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.Future;

/** A file being read, over a connection of its own. */
final class NfsInputStream extends InputStream {

    private final NfsConnection connection;
    private final ReadAhead file;
    private Future<Block> next;
    private Block block = Block.NONE;
    private int position;
    private boolean ended;

    NfsInputStream(NfsConnection connection, ReadAhead file) {
        this.connection = connection;
        this.file = file;
        this.next = connection.submit(() -> file.next(Block.NONE));
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : Byte.toUnsignedInt(one[0]);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (position == block.length && !ended) {
            turn();
        }
        int bytes = Math.min(length, block.length - position);
        MemorySegment.copy(block.memory, JAVA_BYTE, position, into, offset, bytes);
        position += bytes;
        return bytes == 0 ? -1 : bytes;
    }

    @Override
    public void close() {
        connection.close();
    }

    private void turn() throws IOException {
        Block used = block;
        block = NfsConnection.await(next);
        position = 0;
        ended = block.length == 0;
        if (!ended) {
            next = connection.submit(() -> file.next(used));
        }
    }
}
