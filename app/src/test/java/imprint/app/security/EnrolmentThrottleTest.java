package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class EnrolmentThrottleTest {

    private final EnrolmentThrottle throttle =
            new EnrolmentThrottle(new RateLimit(2, 1, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)), mock());

    @Test
    void takesAllAddressesThatACallerCanChooseForOne() throws Exception {
        assertThat(passes("127.0.0.1")).isTrue();
        assertThat(passes("127.0.0.2")).isTrue();
        assertThat(passes("127.1.2.3")).isFalse();

        assertThat(passes("2001:db8::1")).isTrue();
        assertThat(passes("2001:db8::2")).isTrue();
        assertThat(passes("2001:db8::3")).isFalse();

        assertThat(passes("192.0.2.1")).isTrue();
    }

    private boolean passes(String address) throws Exception {
        var request = new MockHttpServletRequest("POST", "/agent/v1/enrolment");
        request.setRemoteAddr(address);
        var chain = new MockFilterChain();
        throttle.doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }
}
