package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import imprint.workflows.person.AccessTokens;
import java.util.Objects;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.AuthenticationException;

/** Knows people by their access tokens. */
final class TokenAuthenticationProvider implements AuthenticationProvider {

    private final AccessTokens tokens;
    private final PasswordCheck passwords;

    TokenAuthenticationProvider(AccessTokens tokens, PasswordCheck passwords) {
        this.tokens = tokens;
        this.passwords = passwords;
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        var bearer = tokens.bearerOf(Objects.toString(shown.getCredentials()));
        if (bearer.isEmpty()) {
            throw refusal(FailedLogIns.address(shown));
        }
        return TokenAuthentication.proved(bearer.get());
    }

    private AuthenticationException refusal(String address) {
        try {
            passwords.countStranger(address);
            return new BadCredentialsException("The access token is not known, or no longer valid.");
        } catch (TooManyRequests e) {
            return new LogInsTooMany(e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return TokenAuthentication.class.isAssignableFrom(authentication);
    }
}
