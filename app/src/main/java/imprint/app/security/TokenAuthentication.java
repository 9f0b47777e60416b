package imprint.app.security;

import imprint.workflows.person.AccessTokens;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.authentication.AbstractAuthenticationToken;
import org.springframework.security.core.GrantedAuthority;

/** Somebody who came with an access token: who it is, is known once the token was looked up. */
final class TokenAuthentication extends AbstractAuthenticationToken {

    private final String name;
    private final transient @Nullable String secret;
    private final @Nullable UUID token;

    private TokenAuthentication(
            String name,
            @Nullable String secret,
            @Nullable UUID token,
            Collection<? extends GrantedAuthority> authorities) {
        super(authorities);
        this.name = name;
        this.secret = secret;
        this.token = token;
    }

    static TokenAuthentication shown(String secret) {
        return new TokenAuthentication("unknown", secret, null, List.of());
    }

    static TokenAuthentication proved(AccessTokens.Bearer bearer) {
        var proved = new TokenAuthentication(bearer.person(), null, bearer.token(), Authorities.of(bearer.role()));
        proved.setAuthenticated(true);
        return proved;
    }

    /** Which token it was, once that is known. */
    @Nullable
    UUID token() {
        return token;
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
