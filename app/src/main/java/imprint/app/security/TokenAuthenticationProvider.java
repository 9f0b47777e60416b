package imprint.app.security;

import imprint.workflows.person.AccessTokens;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;

/** Knows people by their access tokens. */
final class TokenAuthenticationProvider implements AuthenticationProvider {

    private final AccessTokens tokens;

    TokenAuthenticationProvider(AccessTokens tokens) {
        this.tokens = tokens;
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        return tokens.ownerOf(Objects.toString(shown.getCredentials()))
                .map(person -> TokenAuthentication.proved(person.name(), Authorities.of(person.role())))
                .orElseThrow(() -> new BadCredentialsException("The access token is not known, or no longer valid."));
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return TokenAuthentication.class.isAssignableFrom(authentication);
    }
}
