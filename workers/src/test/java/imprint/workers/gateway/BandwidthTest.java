package imprint.workers.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class BandwidthTest {

    /** Shortly before the nanoseconds of a clock overflow. */
    private long now = Long.MAX_VALUE - 1000;

    @Test
    void theFirstBytesGoAtOnceAndTheNextWaitForThem() {
        var bandwidth = new Bandwidth(1_000_000, () -> now);
        assertThat(bandwidth.reserve(500_000)).isZero();
        assertThat(bandwidth.reserve(250_000)).isEqualTo(Duration.ofMillis(500));
        assertThat(bandwidth.reserve(1)).isEqualTo(Duration.ofMillis(750));
    }

    @Test
    void timeThatNobodyUsedIsNotSavedUp() {
        var bandwidth = new Bandwidth(1_000_000, () -> now);
        bandwidth.reserve(500_000);
        now += Duration.ofSeconds(10).toNanos();
        assertThat(bandwidth.reserve(500_000)).isZero();
        assertThat(bandwidth.reserve(1)).isEqualTo(Duration.ofMillis(500));
    }

    @Test
    void withoutALimitNothingWaitsAndFramesAreSentWhole() {
        var bandwidth = new Bandwidth(Long.MAX_VALUE, () -> now);
        assertThat(bandwidth.reserve(Integer.MAX_VALUE)).isZero();
        assertThat(bandwidth.reserve(1)).isZero();
        assertThat(bandwidth.step(4 << 20)).isEqualTo(4 << 20);
    }
}
