package imprint.workers.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class DeviceSharesTest {

    private static final int MOST = 8;

    private final UUID device = UUID.randomUUID();
    private final DeviceShares shares = new DeviceShares();

    @Test
    void aDeviceHasSoManyRequestsAtATime() throws Refusal {
        enter(MOST);
        assertRefused();
        shares.leave(device);
        enter(1);
        assertRefused();
    }

    @Test
    void oneThatIsRefusedTakesNothing() throws Refusal {
        enter(MOST);
        for (int i = 0; i < 100; i++) {
            assertRefused();
        }
        for (int i = 0; i < MOST; i++) {
            shares.leave(device);
        }
        enter(MOST);
        assertRefused();
    }

    @Test
    void noDeviceTakesTheShareOfAnother() throws Refusal {
        enter(MOST);
        assertThatCode(() -> shares.enter(UUID.randomUUID())).doesNotThrowAnyException();
    }

    @Test
    void whoLeavesOnceTooOftenGainsNothing() throws Refusal {
        shares.leave(device);
        enter(MOST);
        assertRefused();
    }

    private void enter(int times) throws Refusal {
        for (int i = 0; i < times; i++) {
            shares.enter(device);
        }
    }

    private void assertRefused() {
        assertThatExceptionOfType(Refusal.class)
                .isThrownBy(() -> shares.enter(device))
                .satisfies(refusal -> assertThat(refusal.retryAfter()).isNotNull());
    }
}
