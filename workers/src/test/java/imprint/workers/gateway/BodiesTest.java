package imprint.workers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.netty.buffer.AbstractByteBufAllocator;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

class BodiesTest {

    private static final int LENGTH = 1 << 20;

    private final ByteBufAllocator memory = UnpooledByteBufAllocator.DEFAULT;

    @Test
    void aBodyOfWhichLittleHasComeTakesLittle() throws Refusal {
        var bodies = new Bodies(LENGTH);
        var begun = new ArrayList<Bodies.Body>();
        for (int i = 0; i < 100; i++) {
            var body = bodies.begin(memory, LENGTH, false);
            body.add(bytes(1));
            begun.add(body);
        }
        begun.forEach(Bodies.Body::release);
    }

    @Test
    void aBodyMayTakeAllOfItsMemoryAtOnce() throws Refusal {
        var bodies = new Bodies(LENGTH);
        var first = bodies.begin(memory, LENGTH, true);
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> bodies.begin(memory, LENGTH, true));
        first.release();
        bodies.begin(memory, LENGTH, true).release();
    }

    @Test
    void aBodyIsWhatHasCome() throws Refusal {
        var body = new Bodies(LENGTH).begin(memory, LENGTH, false);
        var sent = Unpooled.buffer(LENGTH);
        for (int i = 0; i < LENGTH / 4; i++) {
            sent.writeInt(i);
        }
        for (int from = 0; from < LENGTH; from += LENGTH / 16) {
            body.add(sent.slice(from, LENGTH / 16));
        }
        assertThat(body.missing()).isZero();
        assertThat(body.bytes()).isEqualTo(sent);
        body.release();
    }

    @Test
    void refusesWhatGrowsBeyondTheMemoryOfAll() throws Refusal {
        var bodies = new Bodies(LENGTH);
        var first = bodies.begin(memory, LENGTH, false);
        var second = bodies.begin(memory, LENGTH, false);
        first.add(bytes(LENGTH / 2));
        assertThatExceptionOfType(Refusal.class).isThrownBy(() -> second.add(bytes(LENGTH)));
        second.release();
        first.add(bytes(LENGTH / 2));
        first.release();
    }

    @Test
    void keepsNothingOfABodyForWhichTheMachineHasNoMemory() throws Refusal {
        var bodies = new Bodies(LENGTH);
        for (int i = 0; i < 3; i++) {
            assertThatExceptionOfType(Refusal.class).isThrownBy(() -> bodies.begin(new NoMemory(), LENGTH, true));
        }
        bodies.begin(memory, LENGTH, true).release();
    }

    private static ByteBuf bytes(int count) {
        return Unpooled.wrappedBuffer(new byte[count]);
    }

    private static final class NoMemory extends AbstractByteBufAllocator {

        @Override
        protected ByteBuf newHeapBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        }

        @Override
        protected ByteBuf newDirectBuffer(int initialCapacity, int maxCapacity) {
            throw new OutOfMemoryError("Cannot reserve direct buffer memory");
        }

        @Override
        public boolean isDirectBufferPooled() {
            return false;
        }
    }
}
