package imprint.workflows;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.jdbc.core.simple.JdbcClient;

/** A database as an earlier release has left it. */
public final class OlderDatabase implements AutoCloseable {

    private final EmbeddedPostgres postgres = EmbeddedPostgres.start();
    private final JdbcClient jdbc = JdbcClient.create(postgres.getPostgresDatabase());

    /** @param version of its last migration */
    public OlderDatabase(String version) throws IOException {
        migrate(postgres.getPostgresDatabase(), version);
    }

    /** Makes it a database of this release. */
    public void update() {
        migrate(postgres.getPostgresDatabase(), "latest");
    }

    public static void migrate(DataSource database, String version) {
        Flyway.configure()
                .dataSource(database)
                .locations("classpath:imprint/workflows/db")
                .placeholders(Map.of("application_role", "imprint_app"))
                .target(version)
                .load()
                .migrate();
    }

    public JdbcClient jdbc() {
        return jdbc;
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
