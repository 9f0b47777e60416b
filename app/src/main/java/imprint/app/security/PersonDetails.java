package imprint.app.security;

import imprint.workflows.person.People;
import org.springframework.security.core.userdetails.User;
import org.springframework.security.core.userdetails.UserDetails;
import org.springframework.security.core.userdetails.UserDetailsService;
import org.springframework.security.core.userdetails.UsernameNotFoundException;
import org.springframework.stereotype.Component;

/** People in the words of Spring Security. */
@Component
class PersonDetails implements UserDetailsService {

    private final People people;

    PersonDetails(People people) {
        this.people = people;
    }

    @Override
    public UserDetails loadUserByUsername(String name) {
        return people.find(name)
                .map(person -> User.withUsername(person.name())
                        .password(person.passwordHash())
                        .authorities(Authorities.of(person.role()))
                        .build())
                .orElseThrow(() -> new UsernameNotFoundException("There is nobody of this name."));
    }
}
