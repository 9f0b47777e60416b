package imprint.agent;

import imprint.agent.device.DiskKind;
import imprint.agent.device.HalfWritten;
import imprint.agent.device.HostMachine;
import imprint.agent.device.Machine;
import imprint.agent.device.VirtualHardware;
import imprint.agent.device.VirtualMachine;
import imprint.agent.http.Failures;
import imprint.agent.server.AgentVersion;
import imprint.agent.server.Pace;
import imprint.agent.state.StateDirectory;
import imprint.agent.transfer.Patience;
import imprint.imaging.protocol.DiskFacts;
import imprint.imaging.protocol.Environment;
import imprint.imaging.unpacking.NativeCode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import tools.jackson.databind.json.JsonMapper;

/** The agent's command line. */
@Command(
        name = "imprint-agent",
        mixinStandardHelpOptions = true,
        versionProvider = AgentCommand.Version.class,
        description = "Lets an Imprint server clone this device's disk and apply images to it.",
        footer = "The join token may also stand in the environment variable IMPRINT_JOIN_TOKEN.")
public final class AgentCommand implements Callable<Integer> {

    static final class Version implements CommandLine.IVersionProvider {

        @Override
        public String[] getVersion() {
            return new String[] {"imprint-agent " + AgentVersion.CURRENT};
        }
    }

    private static final Path STATE_OF_A_HOST = Path.of("/var/lib/imprint-agent");

    private static final int SECTOR_BYTES = 512;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Option(names = "--server", required = true, paramLabel = "URL", description = "Address of the Imprint server.")
    @SuppressWarnings("NullAway.Init")
    private URI server;

    @Option(
            names = "--join",
            paramLabel = "TOKEN",
            description = "Join token, or @FILE that holds it; for the first start.")
    private @Nullable String join;

    @Option(names = "--join-file", paramLabel = "FILE", description = "File that holds the join token.")
    private @Nullable Path joinFile;

    @Option(
            names = "--disk",
            paramLabel = "PATH",
            description =
                    "File or loop device that is the disk of a virtual device; or a disk of this machine, the only one to "
                            + "be touched. Without it: this machine, all its disks.")
    private @Nullable Path disk;

    @Option(
            names = "--state",
            paramLabel = "DIR",
            description = "Where the agent keeps its credential. Default: PATH.agent, or /var/lib/imprint-agent.")
    private @Nullable Path state;

    @Option(
            names = "--environment",
            paramLabel = "NAME",
            defaultValue = "OWN_DISK",
            description =
                    "What this machine has booted: ${COMPLETION-CANDIDATES}; a virtual device knows it by itself.")
    @SuppressWarnings("NullAway.Init")
    private Environment environment;

    @Mixin
    private final VirtualDeviceOptions virtual = new VirtualDeviceOptions();

    private final JsonMapper json = JsonMapper.builder().build();
    private final SecureRandom random = new SecureRandom();

    public static void main(String[] arguments) {
        // why: addresses and numbers have the digits that machines read, whatever the language of the device.
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT);
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        // why: picocli's own "@FILE" would read options from the file and break the token at spaces.
        return new CommandLine(new AgentCommand())
                // why: whoever starts many devices by one script overrides what it says by what comes after.
                .setOverwrittenOptionsAllowed(true)
                .setExpandAtFiles(false)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler(AgentCommand::sayWhy);
    }

    private static int sayWhy(Exception failure, CommandLine command, CommandLine.ParseResult result) {
        command.getErr().println("imprint-agent: " + Failures.sentence(failure));
        return command.getCommandSpec().exitCodeOnExecutionException();
    }

    @Override
    public Integer call() throws IOException, InterruptedException {
        checkArguments();
        var token = joinToken();
        try (var kept = StateDirectory.open(stateDirectory(), json)) {
            NativeCode.load(stateDirectory().resolve("native"));
            var halfWritten = new HalfWritten(kept.file("half-written", HalfWritten.Mark.class));
            var machine = machine(kept, halfWritten);
            new Agent(server, token, kept, machine, halfWritten, Pace.NORMAL, Patience.NORMAL, json, random).run();
        }
        return CommandLine.ExitCode.OK;
    }

    private void checkArguments() throws IOException {
        var web = "http".equals(server.getScheme()) || "https".equals(server.getScheme());
        if (!web || server.getHost() == null) {
            throw wrong("--server: give an address like http://imprint.example:8080");
        }
        if (disk != null) {
            checkDisk(disk);
        }
        if (virtual.blankOption() != null) {
            throw wrong(virtual.blankOption() + ": give a text");
        }
        if (isThisMachine() && !virtual.forVirtualDevicesOnly().isEmpty()) {
            throw wrong("%s: only a virtual device can be told that; leave it out, or give a file as --disk"
                    .formatted(String.join(", ", virtual.forVirtualDevicesOnly())));
        }
    }

    private void checkDisk(Path disk) throws IOException {
        if (!Files.exists(disk)) {
            throw wrong("--disk: there is no " + disk);
        }
        switch (DiskKind.of(disk)) {
            case NONE ->
                throw wrong(
                        "--disk: %s is neither a file nor a block device: give a disk, or a file that stands for one"
                                .formatted(disk));
            case PARTITION -> throw wrong("--disk: %s is a partition: give the whole disk".formatted(disk));
            case FILE -> {
                if (Files.size(disk) == 0 || Files.size(disk) % SECTOR_BYTES != 0) {
                    throw wrong("--disk: %s has %s bytes: give a file of whole sectors of %s bytes"
                            .formatted(disk, Files.size(disk), SECTOR_BYTES));
                }
            }
            case LOOP_DEVICE, DEVICE -> {}
        }
    }

    private ParameterException wrong(String sentence) {
        return new ParameterException(spec.commandLine(), sentence);
    }

    private Path stateDirectory() throws IOException {
        if (state != null) {
            return state;
        }
        if (disk == null || isThisMachine()) {
            return STATE_OF_A_HOST;
        }
        // why: what is written beside a device node is gone after the next boot.
        return DiskKind.of(disk) == DiskKind.LOOP_DEVICE
                ? STATE_OF_A_HOST.resolve(disk.getFileName())
                : disk.resolveSibling(disk.getFileName() + ".agent");
    }

    private Machine machine(StateDirectory kept, HalfWritten halfWritten) throws IOException {
        if (disk == null || isThisMachine()) {
            return thisMachine();
        }
        var file = kept.file("virtual-device", VirtualHardware.class);
        var hardware = virtual.applyTo(file.read().orElseGet(() -> VirtualHardware.madeUp(random)));
        file.write(hardware);
        return new VirtualMachine(
                hardware, disk.toAbsolutePath(), kept.file("next-boot", Environment.class), halfWritten);
    }

    private HostMachine thisMachine() throws IOException {
        // why: what lies under /dev/disk is but a link to the name by which the machine lists it.
        var only = disk == null ? null : disk.toRealPath();
        var machine = new HostMachine(environment, only, virtual.told());
        if (only != null && machine.disks().isEmpty()) {
            throw wrong("--disk: %s is none of this machine's disks, which are %s"
                    .formatted(disk, paths(new HostMachine(environment, null, virtual.told()))));
        }
        machine.requireIdentity();
        return machine;
    }

    private static String paths(HostMachine machine) throws IOException {
        return machine.disks().stream().map(DiskFacts::path).collect(Collectors.joining(", ", "[", "]"));
    }

    private boolean isThisMachine() throws IOException {
        return disk == null || DiskKind.of(disk) == DiskKind.DEVICE;
    }

    private @Nullable String joinToken() throws IOException {
        if (joinFile != null) {
            return tokenIn("--join-file", joinFile);
        }
        if (join != null && join.startsWith("@")) {
            return tokenIn("--join", Path.of(join.substring(1)));
        }
        return join != null ? join : System.getenv("IMPRINT_JOIN_TOKEN");
    }

    private @Nullable String tokenIn(String option, Path file) throws IOException {
        try {
            return Files.readString(file).strip();
        } catch (NoSuchFileException e) {
            if (StateDirectory.holds(stateDirectory(), Agent.CREDENTIAL)) {
                // why: who is enrolled needs no token, and does well not to leave it lying about.
                return null;
            }
            throw new ParameterException(spec.commandLine(), "%s: there is no %s".formatted(option, file), e);
        } catch (IOException e) {
            throw new ParameterException(
                    spec.commandLine(),
                    "%s: %s cannot be read: give a text file that holds the join token".formatted(option, file),
                    e);
        }
    }
}
