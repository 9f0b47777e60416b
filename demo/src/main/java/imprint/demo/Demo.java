package imprint.demo;

import imprint.app.ImprintApplication;
import imprint.app.start.RunningSystem;
import imprint.app.start.StartSettings;
import imprint.embedded.StartRefused;
import imprint.imaging.text.ByteCount;
import imprint.imaging.unpacking.NativeCode;
import imprint.imaging.unpacking.NoExec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code imprint demo}: the whole system and three virtual devices, and the proof that their disks are equal. */
@Command(
        name = "imprint demo",
        sortOptions = false,
        usageHelpAutoWidth = true,
        mixinStandardHelpOptions = true,
        description = "Clones, adds and applies disk images on virtual devices, and proves that the disks are equal.")
public final class Demo implements Callable<Integer> {
    private static final String USER = "admin";
    private static final Path ROOT = Path.of(System.getProperty("imprint.root", ""));

    private final Screen screen = Screen.ofThisProcess();

    @Option(
            names = "--data",
            paramLabel = "DIR",
            description = "Everything of the demo is kept here, in place of what an earlier demo left"
                    + " (default: demo-data, beside the launcher).")
    private @Nullable Path data;

    @Option(names = "--port", paramLabel = "PORT", description = "Port of the web server (default: any free one).")
    private int port;

    @Option(names = "--exit", description = "End when all is done, instead of running on for a look round.")
    private boolean exit;

    @Option(
            names = "--storage",
            paramLabel = "KIND",
            description = "Where the images are kept: ${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}). All but"
                    + " file start a server of that kind with Docker.")
    private StorageChoice storage = StorageChoice.FILE;

    static void main(String[] args) {
        // why: as in ImprintApplication.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        System.exit(run(args));
    }

    /** @return the exit status: 0 when all operations succeeded and all disks are equal, 1 when not, 2 wrong options */
    static int run(String... args) {
        return new CommandLine(new Demo())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .execute(args);
    }

    @Override
    public Integer call() throws Exception {
        try (var started = new Started()) {
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> stop(started)));
            try {
                return show(started);
            } catch (DemoFailed | StartRefused | NoExec e) {
                // why not when it was stopped: then everything fails, and that is what was asked for.
                if (!started.isClosed()) {
                    screen.say("imprint demo: " + e.getMessage());
                }
                return 1;
            }
        }
    }

    private void stop(Started started) {
        if (!started.isClosed()) {
            screen.say("Stopping ...");
        }
        started.close();
    }

    private int show(Started started) throws IOException, InterruptedException {
        Tool.requireAll(storage);
        var agent = agent();
        var directory = started.add(DemoDirectory.fresh(data == null ? ROOT.resolve("demo-data") : data));
        NativeCode.load(directory.directory("native"));
        screen.say("Everything of this demo is in " + directory.path());
        screen.say("Making three disks of %s ...".formatted(new ByteCount(DiskTemplate.DISK_BYTES)));
        var fleet = Fleet.make(directory.directory("disks"), agent);
        var images = directory.directory("images");
        var location = location(started, directory, images);
        var password = randomPassword();
        var passwordFile = directory.keepSecret("password", password);
        var server = start(started, directory, passwordFile);
        var api = new DemoApi(server, USER, password);

        api.addProduct(VirtualDevice.PRODUCT);
        screen.say("Switching on three devices ...");
        var joinToken = directory.keepSecret(
                "join-token", api.makeJoinToken(fleet.devices().size()));
        fleet.start(started, agent.resolve("bin/imprint-agent"), server, joinToken, directory.directory("log"));
        var ids = fleet.awaitEnrolled(api);

        var results = new Journey(screen, api, images, fleet, ids).run(addLocation(api, location));
        tell(results);
        if (!exit) {
            screen.say("Imprint runs on: %s  User: %s  Password: in %s  Ctrl-C ends it."
                    .formatted(server, USER, passwordFile));
            new CountDownLatch(1).await();
        }
        return results.stream().allMatch(Result::isProven) ? 0 : 1;
    }

    /** The fields of the storage location, whose server runs when this returns. */
    private Map<String, ?> location(Started started, DemoDirectory directory, Path images)
            throws IOException, InterruptedException {
        var server = storage.server();
        if (server == null) {
            return Map.of("kind", storage.name(), "directory", images.toString());
        }
        screen.say("Starting a server for the images (%s), in a container ...".formatted(server));
        var dockerfile = ROOT.resolve("docker/storage-servers").resolve(server).toAbsolutePath();
        return started.add(StorageServer.start(storage, directory, images, dockerfile))
                .location();
    }

    private UUID addLocation(DemoApi api, Map<String, ?> fields) throws InterruptedException {
        var location = api.addLocation("Demo images", fields);
        api.awaitUsable(location.id());
        screen.say("The images are kept at " + location.url());
        return location.id();
    }

    private URI start(Started started, DemoDirectory directory, Path passwordFile) throws InterruptedException {
        System.setProperty("imprint.administrator.password-file", passwordFile.toString());
        var system = started.add(new RunningSystem());
        return system.start(ImprintApplication.class, StartSettings.embedded(directory.data(), port), screen::say);
    }

    private void tell(List<Result> results) {
        screen.say("");
        Result.table(results).forEach(screen::say);
        screen.say("");
        var proven = results.stream().filter(Result::isProven).count();
        screen.say("%s of %s operations succeeded and left equal disks.".formatted(proven, results.size()));
    }

    /** The built agent: it runs on the devices, and its files are the content of the first disk. */
    private static Path agent() {
        var agent = ROOT.resolve("agent/target/dist").toAbsolutePath().normalize();
        if (!Files.isExecutable(agent.resolve("bin/imprint-agent"))) {
            throw new DemoFailed("There is no agent in %s; start with ./imprint demo.".formatted(agent));
        }
        return agent;
    }

    static String randomPassword() {
        var bytes = new byte[18];
        new SecureRandom().nextBytes(bytes);
        return Base64.getUrlEncoder().encodeToString(bytes);
    }
}
