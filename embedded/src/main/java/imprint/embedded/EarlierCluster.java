package imprint.embedded;

import static imprint.embedded.DatabaseSetup.execute;
import static imprint.embedded.DatabaseSetup.exists;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/**
 * A cluster that an earlier release made. Its superuser was the owner; it gets another name, cannot log in any more, and
 * leaves everything to an owner who is an ordinary role.
 */
record EarlierCluster(DatabaseSetup setup) {
    private static final String SUPERUSER = "postgres";
    private static final String HELPER = "imprint_handover";

    void handOver(String maintenanceUrl, String databaseUrl, Properties owner) throws SQLException {
        try (var connection = DriverManager.getConnection(maintenanceUrl, owner)) {
            // why: the first start of that release may have been cut before there was one.
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", setup.database())) {
                execute(connection, "CREATE DATABASE " + setup.database());
            }
        }
        try (var connection = DriverManager.getConnection(databaseUrl, owner)) {
            connection.setAutoCommit(false);
            makeRoles(connection);
            moveObjects(connection);
            execute(connection, "RESET SESSION AUTHORIZATION");
            execute(connection, "DROP ROLE " + HELPER);
            connection.commit();
        }
    }

    private void makeRoles(Connection connection) throws SQLException {
        var application = setup.application();
        // why another superuser for a moment: nobody can be renamed by a session of its own.
        execute(connection, "CREATE ROLE %s SUPERUSER".formatted(HELPER));
        execute(connection, "SET SESSION AUTHORIZATION " + HELPER);
        execute(connection, "ALTER ROLE %s RENAME TO %s".formatted(setup.owner().user(), SUPERUSER));
        execute(connection, DatabaseSetup.role(setup.owner()));
        if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", application.user())) {
            execute(connection, DatabaseSetup.role(application));
        }
        for (var statement : setup.ofEveryCluster(SUPERUSER)) {
            execute(connection, statement);
        }
    }

    private void moveObjects(Connection connection) throws SQLException {
        execute(
                connection,
                "ALTER DATABASE %s OWNER TO %s"
                        .formatted(setup.database(), setup.owner().user()));
        // why each by itself: what the first superuser owns cannot be reassigned as a whole. Sequences and indexes go
        // with their tables.
        execute(connection, """
                DO $$
                DECLARE
                    object text;
                BEGIN
                    FOR object IN
                        SELECT format('SCHEMA %%I', nspname)
                        FROM pg_namespace
                        WHERE nspname !~ '^pg_' AND nspname NOT IN ('public', 'information_schema')
                        UNION ALL
                        SELECT format('TABLE %%I.%%I', nspname, relname)
                        FROM pg_class JOIN pg_namespace n ON n.oid = relnamespace
                        WHERE relkind IN ('r', 'p', 'v', 'm') AND nspname !~ '^pg_' AND nspname <> 'information_schema'
                        UNION ALL
                        SELECT format('ROUTINE %%s', p.oid::regprocedure)
                        FROM pg_proc p JOIN pg_namespace n ON n.oid = pronamespace
                        WHERE nspname !~ '^pg_' AND nspname <> 'information_schema'
                    LOOP
                        EXECUTE format('ALTER %%s OWNER TO %s', object);
                    END LOOP;
                END
                $$
                """.formatted(setup.owner().user()));
    }
}
