package imprint.app.audit;

import imprint.app.keys.KeptKeys;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code imprint audit verify FILE}: needs the keys, and neither the system nor its database. */
@Command(
        name = "imprint audit",
        mixinStandardHelpOptions = true,
        usageHelpAutoWidth = true,
        description = "Looks whether an exported audit trail is as it was written.",
        subcommands = AuditCommand.Verify.class)
public final class AuditCommand {

    private AuditCommand() {}

    static void main(String[] args) {
        System.exit(run(args));
    }

    /** @return the exit status: 0 it is as it was written, 1 it is not, or nobody can say, 2 wrong options */
    public static int run(String... args) {
        return new CommandLine(new AuditCommand())
                .setExecutionExceptionHandler((e, _, _) -> refuse(e))
                .execute(args.length == 0 ? new String[] {"--help"} : args);
    }

    private static int refuse(Exception e) throws Exception {
        if (e instanceof IllegalStateException) {
            System.err.println("imprint: " + e.getMessage());
            return 1;
        }
        throw e;
    }

    @Command(
            name = "verify",
            sortOptions = false,
            mixinStandardHelpOptions = true,
            usageHelpAutoWidth = true,
            description = "Names the first entry that was changed, left out or put in.")
    static final class Verify implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "What GET /api/v1/audit/export has answered.")
        private Path file = Path.of("audit.jsonl");

        @Option(
                names = "--keys",
                paramLabel = "DIR",
                description = "Directory of the installation's keys (default: keys in the data directory"
                        + " beside the launcher).")
        private Path keys = Path.of(System.getProperty("imprint.data", "data")).resolve("keys");

        @Option(
                names = "--checkpoints",
                paramLabel = "FILE",
                description = "Checkpoints that were kept elsewhere, besides those in FILE.")
        private @Nullable Path checkpoints;

        @Option(
                names = "--from",
                paramLabel = "NUMBER",
                defaultValue = "1",
                description = "First entry that there is to be, where the months before were dropped (default: 1).")
        private long from;

        @Override
        public Integer call() {
            var kept = new KeptKeys(keys);
            var verified = new ExportVerification(kept).verify(file, checkpoints, from);
            System.out.println(verified.sentence());
            return verified.holds() ? 0 : 1;
        }
    }
}
