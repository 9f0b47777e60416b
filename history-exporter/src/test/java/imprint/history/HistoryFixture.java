package imprint.history;

import static java.nio.charset.StandardCharsets.UTF_8;

import imprint.testing.FreePort;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.StringJoiner;
import java.util.stream.Collectors;

/** A real PostgreSQL that can be stopped and started again with its data and its port. */
final class HistoryFixture implements AutoCloseable {
    private final Path directory;
    private final int port;
    private EmbeddedPostgres server;

    HistoryFixture(Path directory) throws IOException {
        this.directory = directory;
        this.port = FreePort.find();
        Files.writeString(directory.resolve("password"), "none\n");
        server = launched();
    }

    Map<String, Object> arguments() {
        return Map.of(
                "url", "jdbc:postgresql://127.0.0.1:%s/postgres".formatted(port),
                "user", "postgres",
                "passwordfile", passwordFile());
    }

    String passwordFile() {
        return directory.resolve("password").toString();
    }

    void createSchema() {
        execute("DROP SCHEMA IF EXISTS history CASCADE");
        for (var migration : List.of("V1__history.sql", "V2__rights.sql")) {
            try (var script = getClass().getResourceAsStream("/imprint/history/" + migration)) {
                execute(new String(script.readAllBytes(), UTF_8));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    void empty() {
        execute("TRUNCATE history.exporter_position, "
                + Arrays.stream(Table.values())
                        .map(table -> "history." + table.name())
                        .collect(Collectors.joining(", ")));
    }

    void stop() throws IOException {
        server.close();
    }

    void start() throws IOException {
        server = launched();
    }

    void execute(String sql) {
        try (var connection = connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The rows of a query, each as its columns joined by a bar; null is "-". */
    List<String> rows(String sql) {
        var rows = new ArrayList<String>();
        try (var connection = connect();
                var statement = connection.createStatement();
                var result = statement.executeQuery(sql)) {
            while (result.next()) {
                var row = new StringJoiner("|");
                for (int i = 1; i <= result.getMetaData().getColumnCount(); i++) {
                    row.add(result.getString(i) == null ? "-" : result.getString(i));
                }
                rows.add(row.toString());
            }
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
        return rows;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }

    private Connection connect() throws SQLException {
        return server.getPostgresDatabase().getConnection();
    }

    private EmbeddedPostgres launched() throws IOException {
        return EmbeddedPostgres.builder()
                .setPort(port)
                .setDataDirectory(directory.resolve("postgres"))
                .setCleanDataDirectory(false)
                // why: this PostgreSQL is stopped, but its machine is not.
                .setServerConfig("fsync", "off")
                .start();
    }
}
