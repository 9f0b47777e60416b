package imprint.app.embedded;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Where the built programs lie.
 *
 * @param home holds {@code lib/}, {@code postgres/}, {@code zeebe/} and {@code exporters/}
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

    Path historyExporter() {
        return home.resolve("exporters/imprint-history-exporter.jar");
    }
}
