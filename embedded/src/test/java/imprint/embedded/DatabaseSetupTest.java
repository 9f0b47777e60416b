package imprint.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class DatabaseSetupTest {
    @TempDir
    private Path temporary;

    private DataDirectory data;

    @BeforeEach
    void open() {
        data = DataDirectory.open(temporary.resolve("data"));
    }

    @AfterEach
    void close() throws Exception {
        data.close();
    }

    @Test
    void takesTheOwnerOfAnEarlierReleasesClusterItsPowerAndNothingElse() throws Exception {
        makeEarlierCluster();
        // why twice: the second start finds everything done.
        for (int start = 1; start <= 2; start++) {
            try (var servers = start()) {
                var database = servers.awaitDatabase();
                var owner = database.owner().orElseThrow();
                assertThat(rows(database, owner, "SELECT rolname FROM pg_roles WHERE rolsuper AND rolcanlogin"))
                        .isEmpty();
                assertThat(rows(database, owner, "SELECT rolname FROM pg_roles WHERE rolname !~ '^pg_'"))
                        .containsExactlyInAnyOrder("postgres", "imprint_owner", "imprint_app");
                assertThatThrownBy(() -> rows(database, new Login("postgres", owner.password()), "SELECT 1"))
                        .isInstanceOf(SQLException.class);
                assertThat(rows(database, owner, """
                                SELECT c.oid::regclass::text FROM pg_class c
                                WHERE relnamespace::regnamespace::text IN ('public', 'history')
                                  AND relowner <> 'imprint_owner'::regrole
                                UNION ALL
                                SELECT p.oid::regprocedure::text FROM pg_proc p
                                WHERE pronamespace::regnamespace::text IN ('public', 'history')
                                  AND proowner <> 'imprint_owner'::regrole
                                UNION ALL
                                SELECT datname FROM pg_database
                                WHERE datname = 'imprint' AND datdba <> 'imprint_owner'::regrole
                                """)).isEmpty();
                migrate(database);
                assertThat(rows(database, database.application(), "SELECT name FROM person"))
                        .containsExactly("kept");
                assertThatThrownBy(() -> rows(database, database.application(), "CREATE TEMPORARY TABLE mine (id int)"))
                        .hasMessageContaining("permission denied");
            }
        }
    }

    private EngineAndDatabase start() {
        var engine = Optional.of(new EngineAccess(URI.create("http://127.0.0.1:1"), Optional.empty()));
        return new EngineAndDatabase(Distribution.current(), data, Optional.empty(), engine);
    }

    /** As the earlier releases made it: by the superuser imprint_owner, who asks for a password. */
    private void makeEarlierCluster() throws Exception {
        var secrets = data.secrets();
        var owner = new Login("imprint_owner", secrets.findOrGenerate("database-owner-password"));
        var application = new Login("imprint_app", secrets.findOrGenerate("database-password"));
        var cluster = data.path().resolve("postgres");
        try (var server = io.zonky.test.db.postgres.embedded.EmbeddedPostgres.builder()
                .setDataDirectory(cluster)
                .setCleanDataDirectory(false)
                .start()) {
            execute(
                    server.getPostgresDatabase(),
                    "CREATE ROLE other SUPERUSER",
                    "SET SESSION AUTHORIZATION other",
                    "ALTER ROLE postgres RENAME TO imprint_owner",
                    DatabaseSetup.role(owner).replace("CREATE", "ALTER"),
                    DatabaseSetup.role(application),
                    "RESET SESSION AUTHORIZATION",
                    "DROP ROLE other",
                    "CREATE DATABASE imprint");
            var database = server.getDatabase("imprint_owner", "imprint");
            execute(
                    database,
                    "REVOKE ALL ON DATABASE imprint FROM PUBLIC",
                    "GRANT CONNECT, TEMPORARY ON DATABASE imprint TO imprint_app",
                    "GRANT USAGE ON SCHEMA public TO imprint_app",
                    "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO imprint_app",
                    "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO imprint_app",
                    "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO imprint_app");
            domain().dataSource(database).target("14").load().migrate();
            history().dataSource(database).target("1").load().migrate();
            execute(database, "INSERT INTO person VALUES ('kept', 'none', 'AUDITOR', now())");
        }
        var rules = cluster.resolve("pg_hba.conf");
        Files.writeString(rules, Files.readString(rules).replaceAll("\\btrust\\b", "scram-sha-256"));
    }

    private static void migrate(DatabaseAccess database) {
        var owner = database.owner().orElseThrow();
        for (var schema : List.of(domain(), history())) {
            schema.dataSource(database.url(), owner.user(), owner.password())
                    .load()
                    .migrate();
        }
    }

    private static FluentConfiguration domain() {
        return Flyway.configure()
                .locations("classpath:imprint/workflows/db")
                .placeholders(Map.of("application_role", "imprint_app"));
    }

    private static FluentConfiguration history() {
        return Flyway.configure().locations("classpath:imprint/history").defaultSchema("history");
    }

    private static void execute(DataSource database, String... statements) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.createStatement()) {
            for (var each : statements) {
                statement.execute(each);
            }
        }
    }

    private static List<String> rows(DatabaseAccess database, Login login, String query) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), login.user(), login.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            var list = new ArrayList<String>();
            while (rows.next()) {
                list.add(rows.getString(1));
            }
            return list;
        }
    }
}
