package imprint.app.security;

import imprint.workflows.person.People;
import imprint.workflows.secret.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Profile;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/** On the first start, makes the person who can let in all others. */
@Component
@Profile("app")
@EnableConfigurationProperties(AdministratorSettings.class)
class FirstAdministrator implements ApplicationRunner {

    static final String NAME = "admin";
    private static final int PASSWORD_LENGTH = 24;

    private final People people;
    private final PasswordEncoder encoder;
    private final AdministratorSettings settings;

    FirstAdministrator(People people, PasswordEncoder encoder, AdministratorSettings settings) {
        this.people = people;
        this.encoder = encoder;
        this.settings = settings;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (!people.list().isEmpty()) {
            return;
        }
        if (settings.passwordFile() != null) {
            add(read(settings.passwordFile()));
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

    private static String read(Path file) throws IOException {
        try (var lines = Files.lines(file)) {
            return lines.map(String::strip)
                    .filter(line -> !line.isEmpty())
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(
                            "The file %s holds no password for the administrator.".formatted(file)));
        }
    }
}
