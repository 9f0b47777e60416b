package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BackoffTest {
    private final Backoff backoff = new Backoff();

    @Test
    void growsWithEachQuickDeathUpToALimit() {
        var first = backoff.pause();
        backoff.ranFor(Duration.ZERO);
        assertThat(backoff.pause()).isEqualTo(first.multipliedBy(2));

        for (int death = 0; death < 100; death++) {
            backoff.ranFor(Duration.ZERO);
        }
        assertThat(backoff.pause()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void startsAfreshAfterALongLife() {
        var first = backoff.pause();
        backoff.ranFor(Duration.ZERO);
        backoff.ranFor(Duration.ofHours(1));

        assertThat(backoff.pause()).isEqualTo(first);
    }
}
