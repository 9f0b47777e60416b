package imprint.app;

import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Each table belongs to one feature, in whichever module: others ask that feature, and do not read or write it. */
class TablesTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private static final Map<String, Set<String>> TABLES = Map.ofEntries(
            Map.entry("audit", Set.of("audit_entry", "audit_entry_default", "audit_head")),
            Map.entry("command", Set.of("device_command")),
            Map.entry(
                    "device",
                    Set.of(
                            "device",
                            "device_claim",
                            "device_contact",
                            "device_credential",
                            "device_disk",
                            "device_log",
                            "device_mac_address",
                            "join_token")),
            Map.entry("engine", Set.of("engine_command", "process_deployment")),
            Map.entry("image", Set.of("disk_image", "manifest", "manifest_page")),
            // first_answer: of starts of operations; history: what the engine's exporter tells of their processes
            Map.entry("operation", Set.of("operation", "operation_progress", "first_answer", "history")),
            Map.entry("person", Set.of("person", "access_token")),
            Map.entry("product", Set.of("product")),
            Map.entry("site", Set.of("site_gateway")),
            Map.entry("storage", Set.of("storage_location")));

    /** What is done all the same, and why. */
    private static final Map<String, String> EXCEPTIONS = Map.ofEntries(
            Map.entry("audit/AuditTrail operation", "one question for a device with its operations, and its own index"),
            Map.entry("device/Enrolments operation", "a device proves itself by the image that an operation gave it"),
            Map.entry("device/Strangers operation", "one statement: nobody is forgotten who is named meanwhile"),
            Map.entry("device/Strangers disk_image", "the same of the product of an image"),
            Map.entry("device/Strangers product", "a stranger's product goes with the stranger"),
            Map.entry("operation/Holds device", "one statement locks in the one order: the device of an operation"),
            Map.entry("upkeep/Upkeep device_command", "it deletes what served operations that ended, wherever it is"),
            Map.entry("upkeep/Upkeep device_log", "the same"),
            Map.entry("upkeep/Upkeep disk_image", "the same"),
            Map.entry("upkeep/Upkeep engine_command", "the same"),
            Map.entry("upkeep/Upkeep manifest", "the same"),
            Map.entry("upkeep/Upkeep operation", "the same"));

    private static final Pattern CREATED = Pattern.compile("create table (?:if not exists )?(\\w+)");
    private static final Pattern DROPPED = Pattern.compile("drop table (?:if exists )?(\\w+)");
    private static final Pattern COMMENT = Pattern.compile("/\\*.*?\\*/|(?<!:)//[^\n]*", Pattern.DOTALL);
    private static final Pattern TEXT =
            Pattern.compile("\"\"\"(.*?)\"\"\"|\"((?:[^\"\\\\\n]|\\\\.)*)\"", Pattern.DOTALL);
    private static final Pattern SQL = Pattern.compile("\\b(select|insert into|update|delete from|exists)\\b");
    private static final Pattern NAMED =
            Pattern.compile("\\b(?:from|join|into|update|using|,)\\s+(?:only\\s+)?(\\w+)\\b(?!\\s*\\()");

    @Test
    void eachTableBelongsToOneFeature() throws IOException {
        var all = TABLES.values().stream().flatMap(Set::stream).toList();
        assertThat(all).doesNotHaveDuplicates();
        assertThat(all).containsAll(tables());
    }

    @Test
    void noFeatureTouchesTheTablesOfAnother() throws IOException {
        var touched = new TreeSet<String>();
        for (var module : Set.of("workflows", "workers", "app")) {
            try (var sources = Files.walk(ROOT.resolve(module + "/src/main/java/imprint/" + module))) {
                sources.filter(file -> file.toString().endsWith(".java"))
                        .flatMap(TablesTest::foreignTables)
                        .forEach(touched::add);
            }
        }
        assertThat(touched).containsExactlyInAnyOrderElementsOf(EXCEPTIONS.keySet());
    }

    private static Set<String> tables() throws IOException {
        try (var migrations = Files.list(ROOT.resolve("workflows/src/main/resources/imprint/workflows/db"))) {
            var all = migrations.map(TablesTest::read).toList();
            var tables = all.stream().flatMap(sql -> named(CREATED, sql)).collect(toSet());
            all.stream().flatMap(sql -> named(DROPPED, sql)).forEach(tables::remove);
            // why: one that is made by a function, for another month, has no name of its own.
            tables.removeIf(table -> table.equals("public"));
            return tables;
        }
    }

    /** Each as the feature and class, and the table of another. */
    private static Stream<String> foreignTables(Path source) {
        var feature = source.getName(source.getNameCount() - 2).toString();
        var name = source.getName(source.getNameCount() - 1).toString().replace(".java", "");
        var own = TABLES.getOrDefault(feature, Set.of());
        return TEXT.matcher(COMMENT.matcher(read(source)).replaceAll(""))
                .results()
                .map(text -> text.group(1) == null ? text.group(2) : text.group(1))
                .filter(text -> SQL.matcher(text).find())
                .flatMap(sql -> named(NAMED, sql))
                .filter(table -> TABLES.values().stream().anyMatch(tables -> tables.contains(table)))
                .filter(table -> !own.contains(table))
                .map(table -> "%s/%s %s".formatted(feature, name, table));
    }

    private static Stream<String> named(Pattern pattern, String text) {
        return pattern.matcher(text).results().map((MatchResult found) -> found.group(1));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
