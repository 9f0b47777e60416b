package imprint.app.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;

/** PostgreSQL on loopback, with the cluster, the two roles and the database that Imprint needs. */
final class EmbeddedPostgres implements Child {
    private static final String OWNER = "imprint_owner";
    private static final String APPLICATION = "imprint_app";
    private static final String DATABASE = "imprint";
    private static final String OWNER_SECRET = "database-owner-password";
    private static final String APPLICATION_SECRET = "database-password";

    private final Distribution distribution;
    private final Path cluster;
    private final Path log;
    private final Path ownerPassword;
    private final int port;
    private final Login owner;
    private final Login application;

    /**
     * Prepares passwords and places, and starts nothing.
     *
     * @throws StartRefused there is a cluster already, but its password is lost
     */
    EmbeddedPostgres(Distribution distribution, DataDirectory data, int port) {
        this.distribution = distribution;
        this.cluster = data.path().resolve("postgres");
        this.log = data.directory("log");
        this.port = port;
        var secrets = data.secrets();
        this.ownerPassword = secrets.file(OWNER_SECRET);
        if (Files.exists(cluster) && !Files.exists(ownerPassword)) {
            throw new StartRefused(
                    "The database in %s has lost its password: %s is missing.".formatted(cluster, ownerPassword));
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
        PostmasterLock.of(cluster).removeIfStale();
        // why QUIT: after a kill -9 of its parent it ends at once and leaves nothing behind; the next start recovers.
        var command = unprivileged(Leash.hold(
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

    /** Makes database, roles and rights; repeating it changes nothing. */
    void provision() throws SQLException {
        new DatabaseSetup(DATABASE, application).run(url("postgres"), url(DATABASE), ownerProperties());
    }

    DatabaseAccess access() {
        return new DatabaseAccess(url(DATABASE), application, Optional.of(owner));
    }

    private String url(String database) {
        return "jdbc:postgresql://127.0.0.1:%d/%s".formatted(port, database);
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
        var command = unprivileged(Leash.hold(
                "KILL",
                List.of(
                        distribution.postgres("initdb").toString(),
                        "--pgdata=" + directory,
                        "--username=" + OWNER,
                        "--pwfile=" + ownerPassword,
                        "--auth=scram-sha-256",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--locale-provider=builtin",
                        "--builtin-locale=C.UTF-8",
                        "--no-instructions")));
        var initdb = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(startLog().toFile()))
                .start();
        try {
            if (initdb.waitFor() != 0) {
                throw new IOException("initdb failed, see " + startLog());
            }
        } catch (InterruptedException e) {
            initdb.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new IOException("initdb was interrupted", e);
        }
    }

    /**
     * PostgreSQL refuses to run as root. In a user namespace of its own, without any mapping, root is an ordinary user
     * without privileges to whom its files still belong.
     */
    private static List<String> unprivileged(List<String> command) {
        var whole = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            whole.addAll(List.of("unshare", "--user", "--"));
        }
        whole.addAll(command);
        return whole;
    }
}
