package imprint.app.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.isA;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;

import imprint.app.problem.TooManyRequests;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextHolder;

class StartThrottleTest {

    private final Refusals refusals = mock();
    private final StartThrottle throttle =
            new StartThrottle(new RateLimit(2, 1, Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)), refusals);

    @AfterEach
    void logOut() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void refusesMoreStartsThanOnePersonMayAsk() throws Exception {
        assertThat(passes("otto", "POST", "/api/v1/operations/apply")).isTrue();
        assertThat(passes("otto", "POST", "/api/v1/operations/clone")).isTrue();
        assertThat(passes("otto", "POST", "/api/v1/operations/add")).isFalse();

        verify(refusals, times(1)).answer(any(), any(), isA(TooManyRequests.class));
    }

    @Test
    void keepsToStartsAndToThePerson() throws Exception {
        passes("otto", "POST", "/api/v1/operations/apply");
        passes("otto", "POST", "/api/v1/operations/apply");

        assertThat(passes("otto", "GET", "/api/v1/operations")).isTrue();
        assertThat(passes("otto", "POST", "/api/v1/me/access-tokens")).isTrue();
        assertThat(passes("olga", "POST", "/api/v1/operations/apply")).isTrue();
    }

    @Test
    void knowsAPathHoweverItIsWritten() throws Exception {
        passes("otto", "POST", "/api/v1/operations/apply");
        passes("otto", "POST", "/api/v1/operations/apply");

        assertThat(passes("otto", "POST", "/api/v1/%6fperations/apply")).isFalse();
    }

    private boolean passes(String person, String method, String path) throws Exception {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
        var chain = new MockFilterChain();
        var request = new MockHttpServletRequest(method, path);
        request.setServletPath(URLDecoder.decode(path, StandardCharsets.UTF_8));
        throttle.doFilter(request, new MockHttpServletResponse(), chain);
        return chain.getRequest() != null;
    }
}
