package imprint.agent.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class LanesTest {

    private final AtomicInteger open = new AtomicInteger();

    private interface Work {
        void on(long chunk) throws Exception;
    }

    private final class TestLane implements Lanes.Lane {

        private final Work work;

        TestLane(Work work) {
            this.work = work;
            open.incrementAndGet();
        }

        @Override
        public void work(long chunk) throws Exception {
            work.on(chunk);
        }

        @Override
        public void close() {
            open.decrementAndGet();
        }
    }

    @Test
    void worksOnEveryChunkOnce() throws Exception {
        var seen = new ConcurrentLinkedQueue<Long>();

        Lanes.run(3, 1_000, () -> new TestLane(seen::add));

        assertThat(seen)
                .containsExactlyInAnyOrderElementsOf(
                        LongStream.range(0, 1_000).boxed().toList());
        assertThat(open).hasValue(0);
    }

    @Test
    void theFirstFailureEndsTheLanesThatWait() {
        var never = new CountDownLatch(1);

        assertThatThrownBy(() -> Lanes.run(
                        3,
                        100,
                        () -> new TestLane(chunk -> {
                            if (chunk == 2) {
                                throw new IOException("broken");
                            }
                            never.await();
                        })))
                .isInstanceOf(IOException.class)
                .hasMessage("broken");
        assertThat(open).hasValue(0);
    }

    @Test
    void anInterruptEndsAllLanes() {
        var never = new CountDownLatch(1);
        Thread.currentThread().interrupt();

        assertThatThrownBy(() -> Lanes.run(2, 100, () -> new TestLane(_ -> never.await())))
                .isInstanceOf(InterruptedException.class);
        assertThat(open).hasValue(0);
    }
}
