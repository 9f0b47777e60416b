package imprint.app.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.postgresql.PGConnection;

/**
 * Makes the database and the application's role in it, as the owner. The application may read and write what the owner
 * creates; what it may not even write (the audit trail), the migration that creates it takes away again.
 */
record DatabaseSetup(String database, Login application) {
    void run(String maintenanceUrl, String databaseUrl, Properties owner) throws SQLException {
        try (var connection = DriverManager.getConnection(maintenanceUrl, owner)) {
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = ?", database)) {
                execute(connection, "CREATE DATABASE " + database);
            }
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = ?", application.user())) {
                execute(connection, "CREATE ROLE " + application.user() + " LOGIN");
            }
            // why the driver: it hashes the password before it is sent, so it is in no log of statements.
            connection
                    .unwrap(PGConnection.class)
                    .alterUserPassword(
                            application.user(), application.password().toCharArray(), "scram-sha-256");
        }
        try (var connection = DriverManager.getConnection(databaseUrl, owner)) {
            grant(connection);
        }
    }

    private void grant(Connection connection) throws SQLException {
        var user = application.user();
        execute(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC".formatted(database));
        execute(connection, "GRANT CONNECT, TEMPORARY ON DATABASE %s TO %s".formatted(database, user));
        execute(connection, "GRANT USAGE ON SCHEMA public TO %s".formatted(user));
        execute(connection, "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO %s".formatted(user));
        execute(
                connection,
                "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s".formatted(user));
        execute(connection, "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO %s".formatted(user));
    }

    private static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
