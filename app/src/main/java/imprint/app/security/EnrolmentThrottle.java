package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds how often an address may ask to enrol: the one thing that nobody has to prove anything for. */
final class EnrolmentThrottle extends OncePerRequestFilter {

    private final RateLimit enrolments;
    private final Refusals refusals;

    EnrolmentThrottle(RateLimit enrolments, Refusals refusals) {
        this.enrolments = enrolments;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!enrolments.spend(RemoteAddress.counted(request.getRemoteAddr()))) {
            refusals.answer(
                    request,
                    response,
                    new TooManyRequests("Too many devices of this address ask to enrol: wait.", Duration.ofSeconds(5)));
            return;
        }
        chain.doFilter(request, response);
    }
}
