package imprint.embedded;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.postgresql.util.PasswordUtil;

/**
 * The database, its owner, who is no superuser, and the application's role. The application may read and write what the
 * owner creates; what it may not even write (the audit trail), the migration that creates it takes away again.
 */
record DatabaseSetup(String database, Login owner, Login application) {

    /** The statements that make all of it in a new cluster. */
    List<String> ofNewCluster(String superuser) {
        return Stream.concat(
                        Stream.of(
                                role(owner),
                                role(application),
                                "CREATE DATABASE %s OWNER %s".formatted(database, owner.user())),
                        ofEveryCluster(superuser).stream())
                .toList();
    }

    /** The statements after which nobody can log in as the superuser, and the application in its own database alone. */
    List<String> ofEveryCluster(String superuser) {
        return List.of(
                "REVOKE ALL ON DATABASE postgres, template1 FROM PUBLIC",
                // why: whether the server is up is asked there.
                "GRANT CONNECT ON DATABASE postgres TO " + owner.user(),
                "ALTER ROLE %s NOLOGIN PASSWORD NULL".formatted(superuser));
    }

    /** Brings the rights up to date, and a cluster of an earlier release, whose superuser the owner was, before that. */
    void run(String maintenanceUrl, String databaseUrl, Properties properties) throws SQLException {
        if (isOwnerSuperuser(maintenanceUrl, properties)) {
            new EarlierCluster(this).handOver(maintenanceUrl, databaseUrl, properties);
        }
        try (var connection = DriverManager.getConnection(databaseUrl, properties)) {
            grant(connection);
        }
    }

    private static boolean isOwnerSuperuser(String url, Properties properties) throws SQLException {
        try (var connection = DriverManager.getConnection(url, properties)) {
            return exists(
                    connection,
                    "SELECT 1 FROM pg_roles WHERE rolname = ? AND rolsuper",
                    connection.getMetaData().getUserName());
        }
    }

    private void grant(Connection connection) throws SQLException {
        var user = application.user();
        execute(connection, "REVOKE ALL ON DATABASE %s FROM PUBLIC, %s".formatted(database, user));
        execute(connection, "GRANT CONNECT ON DATABASE %s TO %s".formatted(database, user));
        execute(connection, "REVOKE ALL ON SCHEMA public FROM PUBLIC");
        execute(connection, "GRANT USAGE ON SCHEMA public TO %s".formatted(user));
        execute(connection, "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON ROUTINES FROM PUBLIC");
        execute(connection, "ALTER DEFAULT PRIVILEGES GRANT USAGE ON SCHEMAS TO %s".formatted(user));
        execute(
                connection,
                "ALTER DEFAULT PRIVILEGES GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO %s".formatted(user));
        execute(connection, "ALTER DEFAULT PRIVILEGES GRANT USAGE, SELECT ON SEQUENCES TO %s".formatted(user));
    }

    /** Makes a role that can log in and nothing else. */
    static String role(Login login) {
        // why hashed here: the password itself is in no log of statements.
        return "CREATE ROLE %s LOGIN PASSWORD '%s'"
                .formatted(
                        login.user(),
                        PasswordUtil.encodeScramSha256(login.password().toCharArray()));
    }

    static boolean exists(Connection connection, String query, String name) throws SQLException {
        try (var statement = connection.prepareStatement(query)) {
            statement.setString(1, name);
            try (var rows = statement.executeQuery()) {
                return rows.next();
            }
        }
    }

    static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
