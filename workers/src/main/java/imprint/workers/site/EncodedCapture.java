package imprint.workers.site;

import imprint.workers.image.BlockStream;
import imprint.workers.spool.SpooledDisk;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.util.function.Function;

/** A captured disk, encoded a chunk at a time as it is read. */
final class EncodedCapture extends BlockStream {

    private final SpooledDisk disk;
    private final StepProgress progress;
    private final Output output = new Output();
    private final ChunkEncoder encoder;
    private long chunk;
    private long moved;
    private boolean finished;

    EncodedCapture(SpooledDisk disk, Function<OutputStream, ChunkEncoder> encoder, StepProgress progress) {
        this.disk = disk;
        this.progress = progress;
        this.encoder = encoder.apply(output);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        report();
        while (output.isDrained() && !finished) {
            output.reset();
            encodeNext();
        }
        int count = output.drain(into, offset, length);
        moved += Math.max(count, 0);
        return count;
    }

    private void encodeNext() throws IOException {
        if (chunk < disk.layout().chunks()) {
            awaitChunk();
            encoder.encode(disk, chunk++);
        } else {
            encoder.finish();
            finished = true;
        }
    }

    private void awaitChunk() throws IOException {
        try {
            while (!disk.await(chunk, ProgressReport.INTERVAL)) {
                report();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("Interrupted while waiting for chunk " + chunk);
        }
    }

    private void report() throws IOException {
        long bytes = disk.layout().bytes();
        progress.at(chunk < disk.layout().chunks() ? disk.layout().offset(chunk) : bytes, bytes, moved);
    }

    /** What was encoded and not read yet. */
    private static final class Output extends ByteArrayOutputStream {
        private int drained;

        boolean isDrained() {
            return drained == count;
        }

        int drain(byte[] into, int offset, int length) {
            if (isDrained()) {
                return -1;
            }
            int taken = Math.min(length, count - drained);
            System.arraycopy(buf, drained, into, offset, taken);
            drained += taken;
            return taken;
        }

        @Override
        public synchronized void reset() {
            super.reset();
            drained = 0;
        }
    }
}
