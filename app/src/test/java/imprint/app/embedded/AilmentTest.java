package imprint.app.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class AilmentTest {
    private final Ailment ailment = new Ailment(0);

    @Test
    void endsAProcessThatHasWorkedAndFailsForMoreThanAMinute() {
        assertThat(ailment.isTooLong(Condition.WORKS, after(10))).isFalse();
        assertThat(ailment.isTooLong(Condition.FAILS, after(60))).isFalse();
        assertThat(ailment.isTooLong(Condition.FAILS, after(71))).isTrue();
    }

    @Test
    void forgetsAFailureThatWasOvercome() {
        ailment.isTooLong(Condition.WORKS, after(10));
        ailment.isTooLong(Condition.FAILS, after(60));
        ailment.isTooLong(Condition.WORKS, after(65));

        assertThat(ailment.isTooLong(Condition.FAILS, after(100))).isFalse();
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

        assertThat(ailment.isTooLong(Condition.FAILS, after(1059))).isFalse();
        assertThat(ailment.isTooLong(Condition.FAILS, after(1061))).isTrue();
    }

    private static long after(long seconds) {
        return Duration.ofSeconds(seconds).toNanos();
    }
}
