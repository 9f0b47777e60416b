package imprint.history;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/**
 * What the exporter is told at its start.
 *
 * @param url JDBC address of the database, without user and password
 * @param passwordFile read at each connect, so that a password can be changed under a running engine
 * @param batchRecords how many log records are held in memory and written in one transaction, at most
 * @param flushInterval how long a record waits for company before it is written
 * @param valueLength how many characters of a variable's value or of an error message are kept
 */
record Settings(String url, String user, Path passwordFile, int batchRecords, Duration flushInterval, int valueLength) {
    Settings {
        if (!url.startsWith("jdbc:postgresql:")) {
            throw new IllegalArgumentException("The history exporter's url must begin with jdbc:postgresql:");
        }
        if (url.contains("password=")) {
            throw new IllegalArgumentException("The history exporter's url carries a password: use passwordFile");
        }
        if (!Files.isReadable(passwordFile)) {
            throw new IllegalArgumentException("The history exporter cannot read its password file " + passwordFile);
        }
    }

    /** @throws IllegalArgumentException with a sentence for people: an argument is missing, wrong or unknown */
    static Settings of(Map<String, Object> arguments) {
        var given = new Arguments(arguments);
        var settings = new Settings(
                given.text("url"),
                given.text("user"),
                Path.of(given.text("passwordFile")),
                given.positive("batchRecords", 1_000),
                Duration.ofMillis(given.positive("flushMillis", 100)),
                given.positive("valueLength", 8_192));
        given.refuseTheRest();
        return settings;
    }

    String password() throws IOException {
        return Files.readString(passwordFile).strip();
    }
}
