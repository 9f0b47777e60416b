package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final Clock clock = new Clock() {
        @Override
        public Instant instant() {
            return now.get();
        }

        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    };
    private final RateLimit limit = new RateLimit(3, 2, clock);

    @Test
    void admitsSoManyAtOnceAndNoMore() {
        assertThat(admitted("a", 5)).isEqualTo(3);
        assertThat(limit.spend("a")).isFalse();
    }

    @Test
    void admitsAgainAfterAWhile() {
        admitted("a", 5);

        now.set(Instant.EPOCH.plusMillis(1_000));

        assertThat(admitted("a", 5)).isEqualTo(2);
    }

    @Test
    void savesNoMoreThanItsBurst() {
        admitted("a", 5);

        now.set(Instant.EPOCH.plusSeconds(3_600));

        assertThat(admitted("a", 5)).isEqualTo(3);
    }

    @Test
    void holdsNobodyToWhatAnotherDid() {
        admitted("a", 5);

        assertThat(limit.spend("b")).isTrue();
    }

    @Test
    void givesBackWhatShouldNotCount() {
        admitted("a", 3);

        limit.giveBack("a");

        assertThat(admitted("a", 5)).isEqualTo(1);
    }

    @Test
    void forgetsAddressesRatherThanRunOutOfMemory() {
        admitted("a", 5);

        IntStream.range(0, 10_000).forEach(n -> limit.spend("other " + n));

        assertThat(limit.spend("a")).isTrue();
    }

    private long admitted(String address, int times) {
        return IntStream.range(0, times).filter(n -> limit.spend(address)).count();
    }
}
