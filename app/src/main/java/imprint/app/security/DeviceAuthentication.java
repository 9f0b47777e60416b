package imprint.app.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A device that has shown its credential; the principal is the device's id, or the credential that is yet to be judged. */
final class DeviceAuthentication extends AbstractAuthenticationToken {

    private final Object principal;

    private DeviceAuthentication(Object principal) {
        super(AuthorityUtils.createAuthorityList("DEVICE"));
        this.principal = principal;
        setAuthenticated(true);
    }

    static DeviceAuthentication of(UUID deviceId) {
        return new DeviceAuthentication(deviceId);
    }

    /** Whoever serves the request has to judge the credential. */
    static DeviceAuthentication unjudged(String credential) {
        return new DeviceAuthentication(credential);
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return principal;
    }
}
