package imprint.embedded;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * PostgreSQL on loopback, with the cluster, the two roles and the database that Imprint needs. Neither role is a
 * superuser, and the superuser of the cluster cannot log in.
 */
final class EmbeddedPostgres implements Child {
    private static final Logger LOG = LoggerFactory.getLogger(EmbeddedPostgres.class);
    private static final String SUPERUSER = "postgres";
    private static final String OWNER = "imprint_owner";
    private static final String APPLICATION = "imprint_app";
    private static final String DATABASE = "imprint";
    private static final String OWNER_SECRET = "database-owner-password";
    private static final String APPLICATION_SECRET = "database-password";

    private final Distribution distribution;
    private final OrdinaryUser user;
    private final Path cluster;
    private final Path log;
    private final Path ownerPassword;
    private final int port;
    private final Login owner;
    private final Login application;

    /**
     * Prepares passwords and places, and starts nothing.
     *
     * @throws StartRefused there is a cluster already, but its password is lost; or nobody is here who may run it
     */
    EmbeddedPostgres(Distribution distribution, DataDirectory data, int port) {
        this.user = OrdinaryUser.here();
        this.distribution = distribution;
        this.cluster = data.path().resolve("postgres");
        this.log = data.directory("log");
        this.port = port;
        var secrets = data.secrets();
        this.ownerPassword = secrets.file(OWNER_SECRET);
        for (var password : List.of(ownerPassword, secrets.file(APPLICATION_SECRET))) {
            if (Files.exists(cluster) && !Files.exists(password)) {
                throw new StartRefused(
                        "The database in %s has lost its password: %s is missing.".formatted(cluster, password));
            }
        }
        this.owner = new Login(OWNER, secrets.findOrGenerate(OWNER_SECRET));
        this.application = new Login(APPLICATION, secrets.findOrGenerate(APPLICATION_SECRET));
    }

    @Override
    public String name() {
        return "PostgreSQL";
    }

    @Override
    public ProcessBuilder command() throws IOException {
        createCluster();
        user.own(cluster);
        ownLogs();
        PostmasterLock.of(cluster).removeIfStale();
        // why QUIT: after a kill -9 of its parent it ends at once and leaves nothing behind; the next start recovers.
        var command = user.command(Leash.hold(
                "QUIT",
                List.of(
                        distribution.postgres("postgres").toString(),
                        "-D",
                        cluster.toString(),
                        "-p",
                        Integer.toString(port))));
        for (var setting : settings()) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(startLog().toFile()));
    }

    @Override
    public boolean isReady() {
        try (var connection = DriverManager.getConnection(url("postgres"), ownerProperties())) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** PostgreSQL's fast shutdown: clients are cut off, the cluster is left clean. */
    @Override
    public String stopSignal() {
        return "INT";
    }

    /** Gives the rights, in a cluster of an earlier release also to the roles; repeating it changes nothing. */
    void provision() throws SQLException {
        setup().run(url("postgres"), url(DATABASE), ownerProperties());
    }

    private DatabaseSetup setup() {
        return new DatabaseSetup(DATABASE, owner, application);
    }

    DatabaseAccess access() {
        return new DatabaseAccess(url(DATABASE), application, Optional.of(owner));
    }

    // why SCRAM or nothing: in it the server has to know the password, too, and is not told it. Who has taken the port
    // while the database is down can ask for what it likes.
    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?requireAuth=scram-sha-256";
    }

    private Properties ownerProperties() {
        var properties = new Properties();
        properties.setProperty("user", owner.user());
        properties.setProperty("password", owner.password());
        properties.setProperty("connectTimeout", "2");
        properties.setProperty("socketTimeout", "30");
        return properties;
    }

    private List<String> settings() {
        return List.of(
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                // A week of logs, a file a weekday.
                "logging_collector=on",
                "log_directory=" + log,
                "log_filename=postgres-%a.log",
                "log_truncate_on_rotation=on",
                "log_rotation_age=1d",
                "log_rotation_size=0");
    }

    private Path startLog() {
        return log.resolve("postgres-start.log");
    }

    private void ownLogs() throws IOException {
        try (var logs = Files.newDirectoryStream(log, "postgres-???.log")) {
            for (var file : logs) {
                user.own(file);
            }
        }
    }

    private void createCluster() throws IOException {
        if (Files.exists(cluster)) {
            return;
        }
        var unfinished = cluster.resolveSibling("postgres.unfinished");
        Directories.delete(unfinished);
        initialise(unfinished);
        // why: a cluster appears only when it is whole.
        Files.move(unfinished, cluster, StandardCopyOption.ATOMIC_MOVE);
    }

    private void initialise(Path directory) throws IOException {
        // why the builtin locale: the order of texts in indexes must not change with the machine's C library.
        run(
                "initdb",
                List.of(
                        distribution.postgres("initdb").toString(),
                        "--pgdata=" + directory,
                        "--username=" + SUPERUSER,
                        "--pwfile=" + ownerPassword,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions"),
                List.of());
        // why without a server: the superuser loses its password before anybody could log in with it.
        run(
                "the set-up of the database",
                List.of(
                        distribution.postgres("postgres").toString(),
                        "--single",
                        "-D",
                        directory.toString(),
                        "-c",
                        "exit_on_error=on",
                        "postgres"),
                setup().ofNewCluster(SUPERUSER));
    }

    /** @param input lines that the program reads; each is a statement to a server of a single user */
    private void run(String what, List<String> program, List<String> input) throws IOException {
        var process = new ProcessBuilder(user.command(Leash.hold("KILL", program)))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(startLog().toFile()))
                .start();
        try (var lines = process.outputWriter(StandardCharsets.UTF_8)) {
            for (var line : input) {
                lines.write(line + "\n");
            }
        } catch (IOException e) {
            // why: it ended before it had read everything, and its status and its log say why.
            LOG.debug("{} has stopped reading", what, e);
        }
        try {
            if (process.waitFor() != 0) {
                throw new IOException("%s failed, see %s".formatted(what, startLog()));
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException(what + " was interrupted", e);
        }
    }
}
