package imprint.demo;

import java.time.Duration;
import java.util.function.Function;
import java.util.function.Predicate;

/** Looks again and again, until it sees enough. */
final class Patience {

    private static final Duration PAUSE = Duration.ofMillis(250);

    private Patience() {}

    /**
     * @param complaint what to say of what was seen last
     * @throws DemoFailed when there was not enough to see within the limit
     */
    static <T> T await(Duration limit, Look<T> look, Predicate<T> enough, Function<T, String> complaint)
            throws InterruptedException {
        var begin = System.nanoTime();
        while (true) {
            var seen = look.now();
            if (enough.test(seen)) {
                return seen;
            }
            if (System.nanoTime() - begin > limit.toNanos()) {
                throw new DemoFailed(complaint.apply(seen));
            }
            Thread.sleep(PAUSE);
        }
    }

    @FunctionalInterface
    interface Look<T> {
        T now() throws InterruptedException;
    }
}
