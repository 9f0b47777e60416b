package imprint.app.security;

import imprint.workflows.audit.Actor;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.web.bind.support.WebDataBinderFactory;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodArgumentResolver;
import org.springframework.web.method.support.ModelAndViewContainer;

/** Hands a controller who is asking, as an {@link Actor}. */
final class ActorResolver implements HandlerMethodArgumentResolver {

    @Override
    public boolean supportsParameter(MethodParameter parameter) {
        return parameter.getParameterType() == Actor.class;
    }

    @Override
    public Actor resolveArgument(
            MethodParameter parameter,
            @Nullable ModelAndViewContainer container,
            NativeWebRequest request,
            @Nullable WebDataBinderFactory binderFactory) {
        return asking(Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)));
    }

    static Actor asking(HttpServletRequest request) {
        var authentication = Objects.requireNonNull(
                SecurityContextHolder.getContext().getAuthentication(), "nobody comes here unknown");
        return new Actor(
                authentication.getName(),
                authentication instanceof TokenAuthentication ? "token" : "password",
                request.getRemoteAddr());
    }
}
