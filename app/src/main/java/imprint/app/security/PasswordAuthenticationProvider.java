package imprint.app.security;

import imprint.app.problem.TooManyRequests;
import imprint.workflows.person.People;
import imprint.workflows.person.Person;
import java.util.Objects;
import java.util.Optional;
import org.springframework.security.authentication.AuthenticationProvider;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;

/** Knows people by their names and passwords. */
final class PasswordAuthenticationProvider implements AuthenticationProvider {

    private final People people;
    private final PasswordCheck passwords;

    PasswordAuthenticationProvider(People people, PasswordCheck passwords) {
        this.people = people;
        this.passwords = passwords;
    }

    @Override
    public Authentication authenticate(Authentication shown) {
        var person = people.find(shown.getName());
        var password = Objects.toString(shown.getCredentials());
        if (!isRight(person, password, FailedLogIns.address(shown))) {
            throw new BadCredentialsException("The name or the password is not right.");
        }
        return UsernamePasswordAuthenticationToken.authenticated(
                shown.getName(), null, Authorities.of(person.orElseThrow().role()));
    }

    private boolean isRight(Optional<Person> person, String password, String address) {
        try {
            return passwords.isRight(person, password, address);
        } catch (TooManyRequests e) {
            throw new LogInsTooMany(e);
        }
    }

    @Override
    public boolean supports(Class<?> authentication) {
        return UsernamePasswordAuthenticationToken.class.isAssignableFrom(authentication);
    }
}
