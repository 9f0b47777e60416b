package imprint.app.security;

import imprint.imaging.protocol.AgentProtocol;
import imprint.imaging.protocol.ProblemCode;
import imprint.workflows.device.ContactRefused;
import imprint.workflows.device.Contacts;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets in the device that shows its credential, and tells any other what to do. */
final class DeviceCredentialFilter extends OncePerRequestFilter {

    private final Contacts contacts;
    private final Refusals refusals;

    DeviceCredentialFilter(Contacts contacts, Refusals refusals) {
        this.contacts = contacts;
        this.refusals = refusals;
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        try {
            var credential = BearerHeader.of(request)
                    .orElseThrow(() -> new ContactRefused(
                            ProblemCode.CREDENTIAL_UNKNOWN, "No credential was shown: enrol the device."));
            SecurityContextHolder.setContext(new SecurityContextImpl(judged(request, credential)));
        } catch (RuntimeException e) {
            refusals.answer(request, response, e);
            return;
        }
        chain.doFilter(request, response);
    }

    private DeviceAuthentication judged(HttpServletRequest request, String credential) {
        // why: a heartbeat is judged in the transaction that notes it, when its turn has come.
        return request.getServletPath().equals(AgentProtocol.HEARTBEAT_PATH)
                ? DeviceAuthentication.unjudged(credential)
                : DeviceAuthentication.of(contacts.authenticate(credential));
    }
}
