package imprint.journey;

import imprint.embedded.EngineAccess;
import io.camunda.client.CamundaClient;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.Properties;

/** The engine and the database of an installation, past its API. */
final class Below {

    private final Path data;
    private final Properties ports = new Properties();

    /** @param data directory of an installation that runs */
    Below(Path data) throws IOException {
        this.data = data;
        try (Reader in = Files.newBufferedReader(data.resolve("ports.properties"))) {
            ports.load(in);
        }
    }

    CamundaClient engine() {
        var address = URI.create("https://127.0.0.1:" + ports.getProperty("zeebe.grpc"));
        return new EngineAccess(address, Optional.of(data.resolve("secrets/engine-certificate.pem")))
                .client()
                .build();
    }

    /** Has the engine take a snapshot now, as it does every few minutes. */
    void takeSnapshot() throws IOException, InterruptedException {
        var asked = URI.create("http://127.0.0.1:%s/actuator/partitions/takeSnapshot"
                .formatted(ports.getProperty("zeebe.monitoring")));
        try (var http = HttpClient.newHttpClient()) {
            http.send(
                    HttpRequest.newBuilder(asked).POST(BodyPublishers.noBody()).build(), BodyHandlers.discarding());
        }
    }

    /** @param query for one number about the process instances of an operation, which it names as {@code ?} */
    long number(String query, Operation operation) throws IOException, SQLException {
        var url = "jdbc:postgresql://127.0.0.1:%s/imprint?requireAuth=scram-sha-256"
                .formatted(ports.getProperty("postgres"));
        var password = Files.readString(data.resolve("secrets").resolve("database-password"));
        try (var connection = DriverManager.getConnection(url, "imprint_app", password.strip());
                var statement = connection.prepareStatement(query)) {
            statement.setString(1, operation.id().toString());
            try (var rows = statement.executeQuery()) {
                rows.next();
                return rows.getLong(1);
            }
        }
    }
}
