package imprint.app.security;

import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** Somebody who came with an access token: who it is, is known once the token was looked up. */
final class TokenAuthentication extends AbstractAuthenticationToken {

    private final String name;
    private final transient @Nullable String secret;

    private TokenAuthentication(
            String name, @Nullable String secret, Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.name = name;
        this.secret = secret;
    }

    static TokenAuthentication shown(String secret) {
        return new TokenAuthentication("unknown", secret, List.of());
    }

    static TokenAuthentication proved(String name, Collection<? extends GrantedAuthority> authorities) {
        var proved = new TokenAuthentication(name, null, authorities);
        proved.setAuthenticated(true);
        return proved;
    }

    @Override
    public @Nullable Object getCredentials() {
        return secret;
    }

    @Override
    public Object getPrincipal() {
        return name;
    }
}
