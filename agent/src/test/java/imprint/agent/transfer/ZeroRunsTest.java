package imprint.agent.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.BitSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ZeroRunsTest {

    private static long[] pairs(int... chunks) throws IOException {
        var found = new BitSet();
        IntStream.of(chunks).forEach(found::set);
        var longs = ByteBuffer.wrap(ZeroRuns.pairs(found)).asLongBuffer();
        var pairs = new long[longs.remaining()];
        longs.get(pairs);
        return pairs;
    }

    @Test
    void joinsNeighboursIntoRuns() throws IOException {
        assertThat(pairs(7, 0, 1, 2, 9, 8)).containsExactly(0, 3, 7, 3);
    }

    @Test
    void aSingleChunkIsARunOfOne() throws IOException {
        assertThat(pairs(5)).containsExactly(5, 1);
    }

    @Test
    void aWholeDiskIsOneRun() throws IOException {
        assertThat(pairs(IntStream.range(0, 2_000_000).toArray())).containsExactly(0, 2_000_000);
    }
}
