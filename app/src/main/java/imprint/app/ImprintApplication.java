package imprint.app;

import imprint.app.start.StartCommand;
import java.util.Locale;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the server; the roles say what else it has. */
@SpringBootApplication(scanBasePackages = {"imprint.app.engine", "imprint.app.keys", "imprint.app.role"})
public class ImprintApplication {
    static void main(String[] args) {
        // why: ports, URLs and SQL have the digits that machines read, whatever the language of who starts this.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        System.exit(StartCommand.run(ImprintApplication.class, args));
    }
}
