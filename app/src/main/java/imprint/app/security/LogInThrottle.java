package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.http.HttpHeaders;
import org.springframework.web.filter.OncePerRequestFilter;

/** Turns away those who guess, before their next guess is looked at. */
final class LogInThrottle extends OncePerRequestFilter {

    private final FailedLogIns failed;
    private final Refusals refusals;

    LogInThrottle(FailedLogIns failed, Refusals refusals) {
        this.failed = failed;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (request.getHeader(HttpHeaders.AUTHORIZATION) != null && failed.areTooMany(request.getRemoteAddr())) {
            refusals.answer(
                    request,
                    response,
                    new TooManyRequests("Too many log-ins failed from your address: wait.", Duration.ofSeconds(5)));
            return;
        }
        chain.doFilter(request, response);
    }
}
