package imprint.app.security;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.authority.AuthorityUtils;

/** A device that has shown its credential; the principal is the device's id. */
final class DeviceAuthentication extends AbstractAuthenticationToken {

    private final UUID deviceId;

    DeviceAuthentication(UUID deviceId) {
        super(AuthorityUtils.createAuthorityList("DEVICE"));
        this.deviceId = deviceId;
        setAuthenticated(true);
    }

    @Override
    public @Nullable Object getCredentials() {
        return null;
    }

    @Override
    public Object getPrincipal() {
        return deviceId;
    }
}
