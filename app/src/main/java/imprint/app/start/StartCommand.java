package imprint.app.start;

import imprint.embedded.StartRefused;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code imprint [options]}: starts the system and runs until it is told to stop. */
@Command(
        name = "imprint",
        sortOptions = false,
        usageHelpAutoWidth = true,
        description = "Starts Imprint: clones, inventories and applies the disk images of device fleets.")
public final class StartCommand implements Callable<Integer> {
    private final Class<?> application;

    @Option(
            names = "--data",
            paramLabel = "DIR",
            // why: the launcher says where it lies itself; from there this is not the current directory.
            defaultValue = "${sys:imprint.data:-data}",
            description = "Everything is kept here (default: ${DEFAULT-VALUE}).")
    private Path data = Path.of("data");

    @Option(
            names = "--port",
            paramLabel = "PORT",
            description = "Port of the web server on loopback (default: ${DEFAULT-VALUE}).")
    private int port = 8080;

    @Option(
            names = "--zeebe",
            paramLabel = "HOST:PORT",
            description = "Use this Zeebe gateway (gRPC) instead of an embedded engine.%n"
                    + "IMPRINT_ENGINE_CERTIFICATE names a file with its certificate, or that of its authority; then the"
                    + " connection is by TLS.")
    private @Nullable String zeebe;

    @Option(
            names = "--database",
            paramLabel = "URL",
            description = "Use this PostgreSQL (jdbc:postgresql://HOST:PORT/NAME) instead of an embedded one.%n"
                    + "IMPRINT_DATABASE_PASSWORD is the password of the role imprint_app, IMPRINT_DATABASE_OWNER_PASSWORD"
                    + " that of imprint_owner, who migrates the schema (without it, this process does not migrate)."
                    + " Each with _FILE names a file that holds it.")
    private @Nullable String database;

    @Option(
            names = "--role",
            paramLabel = "ROLE",
            description = "app, worker or all (default: ${DEFAULT-VALUE}); worker needs --zeebe and --database.")
    private Role role = Role.ALL;

    @Option(
            names = "--site",
            paramLabel = "NAME",
            description = "The site that this process serves (default: ${DEFAULT-VALUE}).")
    private String site = "main";

    private StartCommand(Class<?> application) {
        this.application = application;
    }

    /**
     * Runs until it is told to stop.
     *
     * @return the exit status: 0 stopped as asked, 1 cannot start, 2 wrong options
     */
    public static int run(Class<?> application, String... args) {
        return new CommandLine(new StartCommand(application))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setParameterExceptionHandler(StartCommand::refuseOptions)
                .setExecutionExceptionHandler(StartCommand::refuse)
                .execute(args);
    }

    @Override
    public Integer call() throws InterruptedException {
        // why: Ctrl-C runs the hooks while this thread waits; the process ends when the hook has stopped everything.
        var forever = new CountDownLatch(1);
        try (var system = new RunningSystem()) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(system)));
            var address = system.start(application, settings(), System.out::println);
            System.out.println("Imprint is ready: " + address);
            forever.await();
        }
        return 0;
    }

    private static void stop(RunningSystem system) {
        if (system.isOpen()) {
            System.out.println("Stopping ...");
            system.close();
        }
    }

    private StartSettings settings() {
        var servers = new GivenServers(System.getenv());
        return new StartSettings(
                data,
                port,
                role,
                site,
                Optional.ofNullable(zeebe).map(servers::engine),
                Optional.ofNullable(database).map(servers::database));
    }

    private static int refuseOptions(CommandLine.ParameterException e, String[] args) {
        System.err.println("imprint: " + e.getMessage() + " (see ./imprint --help)");
        return 2;
    }

    private static int refuse(Exception e, CommandLine command, CommandLine.ParseResult parsed) throws Exception {
        if (e instanceof StartRefused) {
            System.err.println("imprint: " + e.getMessage());
            return 1;
        }
        throw e;
    }
}
