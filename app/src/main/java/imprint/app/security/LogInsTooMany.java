package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import org.springframework.security.core.AuthenticationException;

/** In the words of Spring Security: somebody is not even looked at, because of too many requests. */
final class LogInsTooMany extends AuthenticationException {

    private final transient TooManyRequests reason;

    LogInsTooMany(TooManyRequests reason) {
        super(reason.getMessage(), reason);
        this.reason = reason;
    }

    TooManyRequests reason() {
        return reason;
    }
}
