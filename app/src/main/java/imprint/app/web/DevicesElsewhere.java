package imprint.app.web;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/** Serves no device at the people's port, where devices would take the places again. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE)
class DevicesElsewhere extends OncePerRequestFilter {

    private final PeoplesDoor door;

    DevicesElsewhere(PeoplesDoor door) {
        this.door = door;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (door.isTakenBy(request) && request.getServletPath().startsWith("/agent/")) {
            response.sendError(HttpServletResponse.SC_NOT_FOUND);
            return;
        }
        chain.doFilter(request, response);
    }
}
