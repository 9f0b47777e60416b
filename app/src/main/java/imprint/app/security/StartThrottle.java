package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;
import org.springframework.web.filter.OncePerRequestFilter;

/** Bounds how much work one person starts: operations, and looks at image files. */
final class StartThrottle extends OncePerRequestFilter {

    private final RateLimit starts;
    private final Refusals refusals;

    StartThrottle(RateLimit starts, Refusals refusals) {
        this.starts = starts;
        this.refusals = refusals;
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        // why not the URI: a path can be written in many ways, and is served in all of them.
        var path = request.getServletPath();
        return !request.getMethod().equals("POST") || !path.startsWith("/api/v1/operations");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (!starts.spend(ActorResolver.asking(request).name())) {
            refusals.answer(
                    request,
                    response,
                    new TooManyRequests(
                            "You start too much at once: wait, or name many devices in one apply.",
                            Duration.ofSeconds(5)));
            return;
        }
        chain.doFilter(request, response);
    }
}
