package imprint.app.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeldomToldTest {

    private final List<Long> lines = new ArrayList<>();
    private Instant now = Instant.EPOCH;
    private final InstantSource time = () -> now;
    private final SeldomTold told = new SeldomTold(time.withZone(ZoneOffset.UTC));

    @Test
    void tellsTheFirstAtOnceAndCountsTheNext() {
        for (int failure = 0; failure < 1000; failure++) {
            told.tell(DatabaseTrouble.AWAY, lines::add);
        }
        assertThat(lines).containsExactly(0L);
        now = now.plus(Duration.ofSeconds(10));
        told.tell(DatabaseTrouble.AWAY, lines::add);
        assertThat(lines).containsExactly(0L, 999L);
    }

    @Test
    void tellsOfAnotherTroubleAtOnce() {
        told.tell(DatabaseTrouble.AWAY, lines::add);
        told.tell(DatabaseTrouble.FULL, lines::add);
        assertThat(lines).hasSize(2);
    }
}
