package imprint.app.start;

import imprint.embedded.DatabaseAccess;
import imprint.embedded.EngineAccess;
import imprint.embedded.Login;
import imprint.embedded.StartRefused;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Engine and database that somebody else runs, as named on the command line, with the passwords of the environment.
 *
 * @param environment variables; a secret X is X itself or the content of the file that X_FILE names
 */
record GivenServers(Map<String, String> environment) {
    private static final Pattern ADDRESS = Pattern.compile("[^\\s/:@]+:(?<port>[0-9]{1,5})");
    private static final String CERTIFICATE = "IMPRINT_ENGINE_CERTIFICATE";
    private static final String APPLICATION = "IMPRINT_DATABASE_PASSWORD";
    private static final String OWNER = "IMPRINT_DATABASE_OWNER_PASSWORD";

    EngineAccess engine(String hostAndPort) {
        var parts = ADDRESS.matcher(hostAndPort);
        if (!parts.matches() || Integer.parseInt(parts.group("port")) > 65_535) {
            throw new StartRefused(
                    "--zeebe must be HOST:PORT of a gateway's gRPC, and is '%s'.".formatted(hostAndPort));
        }
        var certificate = Optional.ofNullable(environment.get(CERTIFICATE))
                .filter(file -> !file.isBlank())
                .map(Path::of);
        certificate
                .filter(file -> !Files.isRegularFile(file) || !Files.isReadable(file))
                .ifPresent(file -> {
                    throw new StartRefused("The file %s that %s names cannot be read.".formatted(file, CERTIFICATE));
                });
        return new EngineAccess(
                URI.create((certificate.isPresent() ? "https://" : "http://") + hostAndPort), certificate);
    }

    DatabaseAccess database(String url) {
        if (!url.startsWith("jdbc:postgresql://")) {
            throw new StartRefused("--database must be jdbc:postgresql://HOST:PORT/NAME.");
        }
        if (url.contains("password=")) {
            throw new StartRefused(
                    "--database must not hold a password; use " + APPLICATION + " or " + APPLICATION + "_FILE.");
        }
        var application = secret(APPLICATION)
                .map(password -> new Login("imprint_app", password))
                .orElseThrow(() -> new StartRefused("--database needs the password of the role imprint_app in "
                        + APPLICATION + " or " + APPLICATION + "_FILE."));
        return new DatabaseAccess(
                url, application, secret(OWNER).map(password -> new Login("imprint_owner", password)));
    }

    private Optional<String> secret(String name) {
        var value = environment.get(name);
        var file = environment.get(name + "_FILE");
        if (value != null && file != null) {
            throw new StartRefused("%s and %s_FILE are both set; one of them is enough.".formatted(name, name));
        }
        return value != null ? Optional.of(value) : Optional.ofNullable(file).map(path -> read(name, path));
    }

    private static String read(String name, String file) {
        try {
            return Files.readString(Path.of(file)).strip();
        } catch (IOException e) {
            throw new StartRefused("The file %s that %s_FILE names cannot be read.".formatted(file, name), e);
        }
    }
}
