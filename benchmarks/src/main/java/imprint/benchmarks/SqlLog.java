package imprint.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;

/** What the system says to its database, written down by PostgreSQL itself for a while. */
record SqlLog(Path data) {

    /** A statement as the log has it: its parameters are numbered, and given as texts. */
    record Statement(String sql, List<String> parameters) {}

    private static final Pattern LINE = Pattern.compile("^@(\\d+)@ (\\w+):\\s+(.*)$");
    private static final Pattern EXECUTED = Pattern.compile("(?s)(?:execute [^:]+|statement): (.*)");
    private static final Pattern PARAMETER = Pattern.compile("\\$\\d+ = (?:'((?:[^']++|'')*+)'|(NULL))");
    private static final Set<String> ENDS = Set.of("COMMIT", "ROLLBACK");
    private static final String NO_TEXT = "\0";

    /** @return the transactions that were begun while the work went on; a statement outside of any is one of its own */
    List<List<Statement>> during(Work work) throws Exception {
        var settings = data.resolve("postgres/postgresql.conf");
        var before = Files.readString(settings);
        var log = currentLog();
        Files.writeString(settings, "\nlog_statement = all\nlog_line_prefix = '@%p@ '\n", StandardOpenOption.APPEND);
        reload();
        var from = Files.size(log);
        try {
            work.run();
        } finally {
            Files.writeString(settings, before, StandardOpenOption.TRUNCATE_EXISTING);
            reload();
        }
        try (var in = Files.newInputStream(log)) {
            in.skipNBytes(from);
            return transactions(new String(in.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    @FunctionalInterface
    interface Work {
        void run() throws Exception;
    }

    private void reload() throws IOException, InterruptedException {
        var pid = Files.readAllLines(data.resolve("postgres/postmaster.pid")).getFirst();
        Shell.run("kill -HUP \"$1\"", pid);
        // why: its processes read the settings one after the other, and tell nobody when.
        Thread.sleep(1000);
    }

    private Path currentLog() throws IOException {
        try (var logs = Files.list(data.resolve("log"))) {
            var newest = logs.filter(each -> each.getFileName().toString().matches("postgres-\\w{3}\\.log"))
                    .max(Comparator.comparing(each -> each.toFile().lastModified()));
            return newest.orElseThrow(() -> new IOException("PostgreSQL keeps no log"));
        }
    }

    private static List<List<Statement>> transactions(String log) {
        var all = new ArrayList<List<Statement>>();
        var underWay = new HashMap<String, List<Statement>>();
        var isOpen = new HashSet<String>();
        for (var entry : log.split("\n(?=@\\d+@ )")) {
            var line = LINE.matcher(entry.replace("\n", " "));
            if (!line.matches()) {
                continue;
            }
            var process = line.group(1);
            var executed = EXECUTED.matcher(line.group(3));
            if (line.group(2).equals("DETAIL") && underWay.containsKey(process)) {
                var last = underWay.get(process);
                last.add(new Statement(last.removeLast().sql(), parameters(line.group(3))));
            } else if (executed.matches() && executed.group(1).startsWith("BEGIN")) {
                isOpen.add(process);
                underWay.remove(process);
            } else if (executed.matches() && ENDS.contains(executed.group(1).strip())) {
                isOpen.remove(process);
                underWay.remove(process);
            } else if (executed.matches()) {
                if (!isOpen.contains(process) || !underWay.containsKey(process)) {
                    var fresh = new ArrayList<Statement>();
                    underWay.put(process, fresh);
                    all.add(fresh);
                }
                underWay.get(process).add(new Statement(executed.group(1).strip(), List.of()));
            }
        }
        return all;
    }

    private static List<String> parameters(String detail) {
        return PARAMETER
                .matcher(detail)
                .results()
                .map(each -> each.group(2) != null ? NO_TEXT : each.group(1).replace("''", "'"))
                .toList();
    }

    static boolean isNull(String parameter) {
        return parameter.equals(NO_TEXT);
    }
}
