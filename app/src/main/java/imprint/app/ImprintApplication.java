package imprint.app;

import imprint.app.start.StartCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the server; the roles say what else it has. */
@SpringBootApplication(scanBasePackages = {"imprint.app.engine", "imprint.app.keys", "imprint.app.role"})
public class ImprintApplication {
    static void main(String[] args) {
        System.exit(StartCommand.run(ImprintApplication.class, args));
    }
}
