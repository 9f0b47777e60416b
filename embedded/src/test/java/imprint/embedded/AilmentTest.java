package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AilmentTest {
    private final Ailment ailment = new Ailment(0);

    @Test
    void endsAProcessThatHasWorkedAndFailsForTwoOfItsOwnLooks() {
        assertThat(ailment.isTooLong(Condition.WORKS, after(10))).isFalse();
        assertThat(ailment.isTooLong(Condition.FAILS, after(159))).isFalse();
        assertThat(ailment.isTooLong(Condition.FAILS, after(161))).isTrue();
    }

    @Test
    void forgetsAFailureThatWasOvercome() {
        ailment.isTooLong(Condition.WORKS, after(10));
        ailment.isTooLong(Condition.FAILS, after(100));
        ailment.isTooLong(Condition.WORKS, after(105));

        assertThat(ailment.isTooLong(Condition.FAILS, after(200))).isFalse();
    }

    @Test
    void givesAProcessThatHasJustStartedFiveMinutes() {
        assertThat(ailment.isTooLong(Condition.FAILS, after(299))).isFalse();
        assertThat(ailment.isTooLong(Condition.FAILS, after(301))).isTrue();
    }

    @Test
    void doesNotCountTheTimeWithoutRoom() {
        ailment.isTooLong(Condition.WORKS, after(10));
        ailment.isTooLong(Condition.WAITS_FOR_ROOM, after(1000));

        assertThat(ailment.isTooLong(Condition.FAILS, after(1149))).isFalse();
        assertThat(ailment.isTooLong(Condition.FAILS, after(1151))).isTrue();
    }

    private static long after(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
