package imprint.app.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.web.authentication.WebAuthenticationDetailsSource;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in who shows an access token. */
final class TokenFilter extends OncePerRequestFilter {

    private final AuthenticationManager people;
    private final Refusals refusals;

    TokenFilter(AuthenticationManager people, Refusals refusals) {
        this.people = people;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var secret = BearerHeader.of(request);
        if (secret.isPresent()) {
            var shown = TokenAuthentication.shown(secret.get());
            shown.setDetails(new WebAuthenticationDetailsSource().buildDetails(request));
            try {
                SecurityContextHolder.setContext(new SecurityContextImpl(people.authenticate(shown)));
            } catch (AuthenticationException e) {
                refusals.commence(request, response, e);
                return;
            }
        }
        chain.doFilter(request, response);
    }
}
