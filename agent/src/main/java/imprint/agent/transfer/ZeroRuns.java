package imprint.agent.transfer;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.BitSet;
import java.util.UUID;

/**
 * Collects the chunks of zeros that the lanes find, and tells the gateway of them in runs: four times a second, so that
 * the upload that follows the capture need not wait for its end.
 */
final class ZeroRuns {

    private static final long PAUSE_NANOS = Duration.ofMillis(250).toNanos();

    private final Gateway gateway;
    private final UUID operation;
    private BitSet found = new BitSet();
    private long lastSentNanos = System.nanoTime();

    ZeroRuns(Gateway gateway, UUID operation) {
        this.gateway = gateway;
        this.operation = operation;
    }

    synchronized void add(long chunk) {
        found.set(Math.toIntExact(chunk));
    }

    void sendIfDue() throws IOException, InterruptedException {
        BitSet due;
        synchronized (this) {
            if (found.isEmpty() || System.nanoTime() - lastSentNanos < PAUSE_NANOS) {
                return;
            }
            due = takeAll();
        }
        send(due);
    }

    void sendAll() throws IOException, InterruptedException {
        var rest = takeAll();
        if (!rest.isEmpty()) {
            send(rest);
        }
    }

    private synchronized BitSet takeAll() {
        var all = found;
        found = new BitSet();
        lastSentNanos = System.nanoTime();
        return all;
    }

    private void send(BitSet chunks) throws IOException, InterruptedException {
        gateway.putZeros(operation, pairs(chunks));
    }

    /** Big-endian pairs: int64 first chunk, int64 count. */
    static byte[] pairs(BitSet chunks) throws IOException {
        var bytes = new ByteArrayOutputStream();
        var pairs = new DataOutputStream(bytes);
        for (int from = chunks.nextSetBit(0); from >= 0; ) {
            var to = chunks.nextClearBit(from);
            pairs.writeLong(from);
            pairs.writeLong(to - from);
            from = chunks.nextSetBit(to);
        }
        return bytes.toByteArray();
    }
}
