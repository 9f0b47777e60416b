package imprint.app.start;

import imprint.embedded.DatabaseAccess;
import imprint.embedded.EngineAccess;
import imprint.embedded.StartRefused;
import java.nio.file.Path;
import java.util.Optional;

/**
 * What the command line says of a start, checked.
 *
 * @param port of the web server on loopback; 0 takes any free one
 * @param engine a Zeebe gateway that is used instead of the embedded one
 * @param database used instead of the embedded one
 * @param site whose devices this process serves
 */
public record StartSettings(
        Path data, int port, Role role, String site, Optional<EngineAccess> engine, Optional<DatabaseAccess> database) {
    /** What the name of a site looks like: a job type ends in it. */
    public static final String SITE = "[a-z0-9][a-z0-9-]{0,39}";

    public StartSettings {
        if (port < 0 || port > 65_535) {
            throw new StartRefused("--port must be between 0 and 65535, and is %s.".formatted(port));
        }
        if (!site.matches(SITE)) {
            throw new StartRefused(
                    "--site must be 1 to 40 lower-case letters, digits and hyphens, and is '%s'.".formatted(site));
        }
        if (role == Role.WORKER && (engine.isEmpty() || database.isEmpty())) {
            throw new StartRefused("--role worker needs --zeebe and --database: the embedded ones are the app's own.");
        }
    }

    /** Everything embedded, in one process. */
    public static StartSettings embedded(Path data, int port) {
        return new StartSettings(data, port, Role.ALL, "main", Optional.empty(), Optional.empty());
    }
}
