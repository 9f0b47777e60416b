package imprint.app.start;

import imprint.embedded.DatabaseAccess;
import imprint.embedded.StartRefused;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;

/**
 * The schema that the engine's exporter writes to. It has migrations and versions of its own, as the exporter is
 * released apart from the application.
 */
record HistorySchema(DatabaseAccess database) {
    private static final String SCHEMA = "history";

    /** Brings it up to date, where this process knows the owner's password. */
    void migrate() {
        database.owner().ifPresent(owner -> {
            try {
                Flyway.configure()
                        .dataSource(database.url(), owner.user(), owner.password())
                        .locations("classpath:imprint/history", "classpath:imprint/app/start/history")
                        .defaultSchema(SCHEMA)
                        .placeholders(Map.of(
                                "application_role", database.application().user()))
                        .load()
                        .migrate();
            } catch (FlywayException e) {
                throw new StartRefused("The history's tables cannot be made: " + e.getMessage(), e);
            }
        });
    }
}
