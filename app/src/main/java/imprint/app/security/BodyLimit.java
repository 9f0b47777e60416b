package imprint.app.security;

import imprint.app.problem.BodyTooLarge;
import imprint.imaging.protocol.AgentProtocol;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Set;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * No request brings more than the largest that is meant: a batch of log entries. What anybody may send, and what devices
 * say of themselves, is smaller by far.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 10)
class BodyLimit extends OncePerRequestFilter {

    static final long MOST_BYTES = 4 << 20;
    private static final long MOST_OF_AGENTS = 64 << 10;
    private static final Set<String> SMALL =
            Set.of(AgentProtocol.ENROLMENT_PATH, AgentProtocol.HEARTBEAT_PATH, AgentProtocol.REPORT_PATH);

    private final Refusals refusals;

    BodyLimit(Refusals refusals) {
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var most = SMALL.contains(request.getServletPath()) ? MOST_OF_AGENTS : MOST_BYTES;
        if (request.getContentLengthLong() > most) {
            refusals.answer(request, response, new BodyTooLarge(most));
            return;
        }
        chain.doFilter(new BoundedRequest(request, most), response);
    }
}
