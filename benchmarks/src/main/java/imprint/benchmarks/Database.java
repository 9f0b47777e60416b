package imprint.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The system's own PostgreSQL, as its application sees it. */
record Database(Path data) {

    Connection connect() throws IOException, SQLException {
        var ports = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("ports.properties"))) {
            ports.load(in);
        }
        return DriverManager.getConnection(
                "jdbc:postgresql://127.0.0.1:%s/imprint?ApplicationName=benchmark"
                        .formatted(ports.getProperty("postgres")),
                "imprint_app",
                Files.readString(data.resolve("secrets/database-password")));
    }

    double number(String query) throws IOException, SQLException {
        try (var connection = connect();
                var statement = connection.createStatement();
                var row = statement.executeQuery(query)) {
            row.next();
            return row.getDouble(1);
        }
    }
}
