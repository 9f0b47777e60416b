package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import imprint.app.problem.TooManyRequests;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class EnrolmentThrottleTest {

    private static final int AT_ONCE = 100;

    private final EnrolmentThrottle throttle = new EnrolmentThrottle(Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));

    @Test
    void takesAllAddressesThatACallerCanChooseForOne() {
        for (int n = 0; n < AT_ONCE; n++) {
            assertThat(passes("127.0.0." + n, false)).isTrue();
            assertThat(passes("2001:db8::" + n, false)).isTrue();
        }

        assertThat(passes("127.1.2.3", false)).isFalse();
        assertThat(passes("2001:db8::ffff", false)).isFalse();
        assertThat(passes("192.0.2.1", false)).isTrue();
    }

    @Test
    void letsAWholeFleetWithAJoinTokenComeFromOneAddress() {
        for (int n = 0; n < 10 * AT_ONCE; n++) {
            assertThat(passes("192.0.2.1", true)).isTrue();
        }
        assertThat(passes("192.0.2.1", false)).isTrue();
    }

    @Test
    void worksOnAFewAtOneTimeAndTellsTheOthersToComeAgainAtRandom() {
        assertThatExceptionOfType(TooManyRequests.class)
                .isThrownBy(() -> admitWithin(5))
                .withMessageContaining("ask again");
        assertThat(admitWithin(4)).isTrue();
    }

    /** One within the other. */
    private boolean admitWithin(int depth) {
        return depth == 0 || throttle.admit("192.0.2.1", () -> true, () -> admitWithin(depth - 1));
    }

    private boolean passes(String address, boolean showsToken) {
        try {
            return throttle.admit(address, () -> showsToken, () -> true);
        } catch (TooManyRequests e) {
            return false;
        }
    }
}
