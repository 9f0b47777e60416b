package imprint.agent.transfer;

import imprint.imaging.protocol.Report;
import java.util.concurrent.atomic.LongAdder;

/** Counts, from several lanes, what became of the chunks. */
final class Tally {

    private final long chunks;
    private final LongAdder zero = new LongAdder();
    private final LongAdder skipped = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder sentBytes = new LongAdder();

    Tally(long chunks) {
        this.chunks = chunks;
    }

    void zero() {
        zero.increment();
    }

    void skipped() {
        skipped.increment();
    }

    void sent(long bytes) {
        sent.increment();
        sentBytes.add(bytes);
    }

    Report.Counts counts() {
        return new Report.Counts(chunks, zero.sum(), skipped.sum(), sent.sum(), sentBytes.sum());
    }
}
