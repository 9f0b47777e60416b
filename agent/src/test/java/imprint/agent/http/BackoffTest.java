package imprint.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackoffTest {

    private final Backoff backoff = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new Random(1));

    @Test
    void doublesUpToTheLongestPause() {
        var pauses = Stream.generate(backoff::next).limit(20).toList();

        assertThat(pauses.get(0)).isBetween(Duration.ofMillis(50), Duration.ofMillis(100));
        assertThat(pauses.get(1)).isBetween(Duration.ofMillis(100), Duration.ofMillis(200));
        assertThat(pauses.subList(4, 20))
                .allSatisfy(pause -> assertThat(pause).isBetween(Duration.ofMillis(500), Duration.ofSeconds(1)));
    }

    @Test
    void isDifferentForEveryAgent() {
        var other = new Backoff(Duration.ofMillis(100), Duration.ofSeconds(1), new Random(2));

        assertThat(Stream.generate(backoff::next).limit(5).toList())
                .isNotEqualTo(Stream.generate(other::next).limit(5).toList());
    }

    @Test
    void leavesTheOtherSideAloneForAsLongAsItAsks() {
        assertThat(backoff.next(Duration.ofSeconds(10))).isBetween(Duration.ofSeconds(10), Duration.ofMillis(12_500));
        assertThat(backoff.next(Duration.ofDays(9))).isLessThan(Duration.ofMinutes(3));
        assertThat(backoff.next(Duration.ZERO)).isPositive();
    }

    @Test
    void beginsAnewAfterASuccess() {
        Stream.generate(backoff::next).limit(10).forEach(_ -> {});

        backoff.reset();

        assertThat(backoff.next()).isLessThanOrEqualTo(Duration.ofMillis(100));
    }
}
