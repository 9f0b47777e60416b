package imprint.app.security;

import imprint.workflows.person.People;
import imprint.workflows.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/**
 * On the first start, makes the person who can let in all others. The password is that in the file which the property
 * {@code imprint.administrator.password-file} names; without one it is made up, and printed.
 */
@Component
@Profile("app")
class FirstAdministrator implements ApplicationRunner {

    static final String NAME = "admin";
    private static final int PASSWORD_LENGTH = 24;

    private final People people;
    private final PasswordEncoder encoder;
    private final @Nullable Path passwordFile;

    FirstAdministrator(
            People people,
            PasswordEncoder encoder,
            @Value("${imprint.administrator.password-file:#{null}}") @Nullable Path passwordFile) {
        this.people = people;
        this.encoder = encoder;
        this.passwordFile = passwordFile;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (!people.list().isEmpty()) {
            return;
        }
        if (passwordFile != null) {
            add(Files.readString(passwordFile).strip());
            return;
        }
        var password = Secrets.random().substring(0, PASSWORD_LENGTH);
        if (add(password)) {
            // why: to the person who started it, once; never to the log.
            System.out.printf("Administrator: %s  Password: %s%n", NAME, password);
        }
    }

    private boolean add(String password) {
        return people.addFirst(NAME, Objects.requireNonNull(encoder.encode(password)));
    }
}
