package imprint.app;

import imprint.app.start.StartCommand;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/** Entry point of the server. */
@SpringBootApplication
public class ImprintApplication {
    static void main(String[] args) {
        System.exit(StartCommand.run(ImprintApplication.class, args));
    }
}
