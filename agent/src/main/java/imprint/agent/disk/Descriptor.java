package imprint.agent.disk;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Path;

/** An open file of our own, beside the platform's channel, whose number stays hidden. */
final class Descriptor implements Closeable {

    private final int number;
    private boolean closed;

    private Descriptor(int number) {
        this.number = number;
    }

    static Descriptor open(Path path) throws IOException {
        var result = Linux.open(path, Linux.O_RDONLY);
        if (result.failed()) {
            throw new IOException("%s cannot be opened (error %s)".formatted(path, result.errno()));
        }
        return new Descriptor((int) result.value());
    }

    static Descriptor of(Linux.Result opened) {
        return new Descriptor((int) opened.value());
    }

    /** Where the first byte that is stored begins, at or after {@code offset}; {@code Long.MAX_VALUE} after the last. */
    synchronized long nextData(long offset) {
        if (closed) {
            return offset;
        }
        var result = Linux.lseek(number, offset, Linux.SEEK_DATA);
        if (!result.failed()) {
            return result.value();
        }
        // why: any other error means a file system that cannot tell: then everything counts as data.
        return result.errno() == Linux.ENXIO ? Long.MAX_VALUE : offset;
    }

    synchronized void dropCache() throws IOException {
        Linux.dropCache(number);
    }

    @Override
    public synchronized void close() {
        if (!closed) {
            closed = true;
            Linux.close(number);
        }
    }
}
