package imprint.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.NoSuchElementException;

/**
 * Where the built programs lie.
 *
 * @param home holds {@code postgres/}, {@code zeebe/}, {@code exporters/} and {@code agents/}
 */
public record Distribution(Path home) {
    private static final String PROPERTY = "imprint.home";

    public Distribution {
        if (!Files.isDirectory(home)) {
            throw new StartRefused("There is no distribution in %s; start with ./imprint.".formatted(home));
        }
    }

    /** As the launcher says by the system property {@code imprint.home}. */
    public static Distribution current() {
        var home = System.getProperty(PROPERTY);
        if (home == null) {
            throw new StartRefused("The system property imprint.home is not set; start with ./imprint.");
        }
        return new Distribution(Path.of(home).toAbsolutePath());
    }

    Path postgres(String program) {
        return home.resolve("postgres/bin").resolve(program);
    }

    Path zeebe() {
        return home.resolve("zeebe");
    }

    Path zeebeLogging() {
        return home.resolve("zeebe-log4j2.xml");
    }

    /** The Java agent that keeps the engine on loopback. */
    Path loopbackAgent() {
        try (var agents = Files.newDirectoryStream(home.resolve("agents"), "*-loopback.jar")) {
            return agents.iterator().next();
        } catch (IOException | NoSuchElementException e) {
            throw new StartRefused("The distribution in %s is not complete; build it again.".formatted(home), e);
        }
    }

    Path historyExporter() {
        return home.resolve("exporters/imprint-history-exporter.jar");
    }
}
