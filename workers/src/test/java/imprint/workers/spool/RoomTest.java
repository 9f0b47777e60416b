package imprint.workers.spool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RoomTest {

    private static final int MAX = 100;

    /** What may be evicted, by its bytes. */
    private final Deque<Integer> evictable = new ArrayDeque<>();

    private final AtomicInteger evictions = new AtomicInteger();
    private final Room room = new Room(MAX, this::evictOne);

    @Test
    void givesAllThatThereIsAndNoByteMore() throws Exception {
        room.take(60);
        room.take(40);
        assertThatExceptionOfType(SpoolFull.class)
                .isThrownBy(() -> room.take(1))
                .withMessage("The spool has no room for 1 more bytes.");
    }

    @Test
    void evictsNoMoreThanItMust() throws Exception {
        occupy(30, 30, 30);
        room.take(40);
        assertThat(evictable).containsExactly(30, 30);
    }

    @Test
    void evictsAsManyAsItTakes() throws Exception {
        occupy(30, 30, 30);
        room.take(MAX);
        assertThat(evictable).isEmpty();
    }

    @Test
    void evictsNothingForWhatHasRoom() throws Exception {
        occupy(30, 30);
        room.take(40);
        assertThat(evictions).hasValue(0);
    }

    @Test
    void takesNothingWhenItIsFull() throws Exception {
        room.take(50);
        assertThatExceptionOfType(SpoolFull.class).isThrownBy(() -> room.take(51));
        assertThatCode(() -> room.take(50)).doesNotThrowAnyException();
    }

    @Test
    void gainsNoneUntilWhatIsTooMuchHasGone() {
        room.takeExisting(MAX + 50);
        room.give(50);
        assertThatExceptionOfType(SpoolFull.class).isThrownBy(() -> room.take(1));
        room.give(1);
        assertThatCode(() -> room.take(1)).doesNotThrowAnyException();
    }

    @Test
    void isNeverOverdrawnHoweverManyTakeAtOnce() throws Exception {
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Boolean>> takers = IntStream.range(0, 500)
                    .mapToObj(_ -> threads.submit(() -> takes(1)))
                    .toList();
            int taken = 0;
            for (Future<Boolean> taker : takers) {
                taken += taker.get() ? 1 : 0;
            }
            assertThat(taken).isEqualTo(MAX);
        }
    }

    @Test
    void hasAllOfAShareBackOnceItIsClosed() throws Exception {
        Share share = new Share(room);
        share.take(40);
        share.takeExisting(20);
        share.give(10);
        assertThat(share.taken()).isEqualTo(50);
        share.close();
        share.close();
        assertThat(takes(MAX)).isTrue();
        assertThat(takes(1)).isFalse();
    }

    /** As when a chunk arrives while its capture is discarded. */
    @Test
    void hasBackWhatAShareTakesOrGivesAfterItsEnd() throws Exception {
        Share share = new Share(room);
        share.take(40);
        share.close();
        share.give(40);
        share.take(30);
        assertThat(share.taken()).isZero();
        assertThat(takes(MAX)).isTrue();
        assertThat(takes(1)).isFalse();
    }

    private boolean takes(long bytes) {
        try {
            room.take(bytes);
            return true;
        } catch (SpoolFull e) {
            return false;
        }
    }

    private void occupy(int... sizes) throws SpoolFull {
        for (int bytes : sizes) {
            room.take(bytes);
            evictable.add(bytes);
        }
    }

    private boolean evictOne() {
        evictions.incrementAndGet();
        Integer bytes = evictable.poll();
        if (bytes == null) {
            return false;
        }
        room.give(bytes);
        return true;
    }
}
