package imprint.app.security;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.AuditTrail;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.core.AuthenticationException;
import org.springframework.security.web.AuthenticationEntryPoint;
import org.springframework.security.web.access.AccessDeniedHandler;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import org.springframework.web.servlet.HandlerExceptionResolver;

/** Has what filters refuse answered where all other failures are, as problems, and noted whom it was refused to. */
@Component
class Refusals implements AuthenticationEntryPoint, AccessDeniedHandler {

    private static final int LONGEST = 200;

    private final HandlerExceptionResolver resolver;

    private final AuditTrail audit;

    Refusals(@Qualifier("handlerExceptionResolver") HandlerExceptionResolver resolver, AuditTrail audit) {
        this.resolver = resolver;
        this.audit = audit;
    }

    @Override
    public void commence(HttpServletRequest request, HttpServletResponse response, AuthenticationException e) {
        answer(request, response, e instanceof LogInsTooMany tooMany ? tooMany.reason() : e);
    }

    /** Of somebody who is known, and may not do this. */
    @Override
    public void handle(HttpServletRequest request, HttpServletResponse response, AccessDeniedException e) {
        audit.recordApart(Act.refused(
                ActorResolver.asking(request),
                "request refused",
                "request",
                StringUtils.truncate("%s %s".formatted(request.getMethod(), request.getRequestURI()), LONGEST),
                "The role does not allow it."));
        answer(request, response, e);
    }

    void answer(HttpServletRequest request, HttpServletResponse response, Exception e) {
        resolver.resolveException(request, response, null, e);
    }
}
