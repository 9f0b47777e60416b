package imprint.agent.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ProgressLineTest {

    private static final long MIB = 1 << 20;

    @Test
    void tellsShareRateAndTimeLeft() {
        assertThat(ProgressLine.line(512 * MIB, 2048 * MIB, Duration.ofSeconds(2)))
                .isEqualTo(" 25 %  512.0 MiB of 2.0 GiB  256.0 MiB/s  6 s left");
    }

    @Test
    void promisesNothingBeforeTheFirstByte() {
        assertThat(ProgressLine.line(0, MIB, Duration.ZERO)).isEqualTo("  0 %  0 B of 1.0 MiB  0 B/s  ");
    }
}
