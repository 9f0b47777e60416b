package imprint.app.security;

import imprint.workflows.audit.Act;
import imprint.workflows.audit.Actor;
import imprint.workflows.audit.AuditTrail;
import java.time.Duration;
import org.springframework.context.event.EventListener;
import org.springframework.security.authentication.event.AuthenticationFailureBadCredentialsEvent;
import org.springframework.security.core.Authentication;
import org.springframework.security.web.authentication.WebAuthenticationDetails;
import org.springframework.stereotype.Component;

/** Notes who failed to come in, and makes guessing slow: each failure takes a while. */
@Component
class FailedLogIns {

    private static final Duration PAUSE = Duration.ofMillis(300);
    private static final int LONGEST_NAME = 100;

    private final AuditTrail audit;

    FailedLogIns(AuditTrail audit) {
        this.audit = audit;
    }

    @EventListener
    void on(AuthenticationFailureBadCredentialsEvent failure) throws InterruptedException {
        var shown = failure.getAuthentication();
        var actor = new Actor(
                printable(shown.getName()),
                shown instanceof TokenAuthentication ? "token" : "password",
                address(shown));
        audit.recordApart(Act.refused(
                actor, "log-in failed", "person", actor.name(), "The password or the token was not the right one."));
        // why: on a virtual thread this costs nobody but the one who guesses.
        Thread.sleep(PAUSE);
    }

    private static String printable(String name) {
        var shortened = name.length() > LONGEST_NAME ? name.substring(0, LONGEST_NAME) : name;
        return shortened.replaceAll("\\p{Cntrl}", "?");
    }

    static String address(Authentication shown) {
        return shown.getDetails() instanceof WebAuthenticationDetails details ? details.getRemoteAddress() : "unknown";
    }
}
