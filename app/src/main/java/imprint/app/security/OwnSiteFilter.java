package imprint.app.security;

import imprint.app.problem.OtherSite;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.stereotype.Component;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Refuses what pages of other sites have a browser send, which adds the password that it remembers.
 *
 * <p>Browsers say where a request comes from; programs say nothing, and are let through. A page whose own name is made to
 * mean this server is known by that name.
 */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 5)
@EnableConfigurationProperties(WebSettings.class)
class OwnSiteFilter extends OncePerRequestFilter {

    private static final Set<String> OWN = Set.of("same-origin", "none");

    private final WebSettings settings;
    private final Refusals refusals;

    OwnSiteFilter(WebSettings settings, Refusals refusals) {
        this.settings = settings;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        var refused = refused(request);
        if (refused.isPresent()) {
            refusals.answer(request, response, refused.get());
            return;
        }
        chain.doFilter(request, response);
    }

    private Optional<OtherSite> refused(HttpServletRequest request) {
        if (!isMeant(request)) {
            return Optional.of(new OtherSite(
                    "This server is not called by this name: add it to the setting imprint.web.host-names."));
        }
        if (comesFromElsewhere(request) || !isOwnOrigin(request)) {
            return Optional.of(new OtherSite("A page of another site sent this: only pages of this server may."));
        }
        return Optional.empty();
    }

    /**
     * Whether the host that is asked for is this one. An address is: a page that has its address for a name is here.
     *
     * <p>why not of agents: they are no browsers, and call the server by whatever name they were given.
     */
    private boolean isMeant(HttpServletRequest request) {
        if (request.getHeader(HttpHeaders.HOST) == null || isOfAgents(request)) {
            return true;
        }
        var name = request.getServerName();
        return name.equalsIgnoreCase("localhost") || settings.isOwnName(name) || isAddress(name);
    }

    private static boolean isOfAgents(HttpServletRequest request) {
        return request.getRequestURI().startsWith("/agent/");
    }

    private static boolean isAddress(String name) {
        try {
            InetAddress.ofLiteral(name.startsWith("[") ? name.substring(1, name.length() - 1) : name);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** As browsers say it; a link that somebody follows is no page's doing. */
    private static boolean comesFromElsewhere(HttpServletRequest request) {
        var site = request.getHeader("Sec-Fetch-Site");
        var isLink = request.getMethod().equals("GET") && "document".equals(request.getHeader("Sec-Fetch-Dest"));
        return site != null && !OWN.contains(site) && !isLink;
    }

    private boolean isOwnOrigin(HttpServletRequest request) {
        var origin = request.getHeader(HttpHeaders.ORIGIN);
        if (origin == null) {
            return true;
        }
        var from = parsed(origin);
        return from != null
                && from.getHost() != null
                && (from.getAuthority().equalsIgnoreCase(request.getHeader(HttpHeaders.HOST))
                        // why: behind a proxy the host that is asked for may be another one.
                        || settings.isOwnName(from.getHost()));
    }

    private static @Nullable URI parsed(String origin) {
        try {
            return new URI(origin);
        } catch (URISyntaxException e) {
            return null;
        }
    }
}
