package imprint.http;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.app.audit.AuditCommand;
import imprint.app.keys.CheckpointKeys;
import imprint.workflows.audit.AuditKeys;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** The export over HTTP, through the command that verifies it. */
@HttpTest
@ExtendWith(OutputCaptureExtension.class)
class AuditExportTest {

    private final Fleet fleet;
    private final AuditKeys keys;
    private final CheckpointKeys signing;

    @TempDir
    private Path temporary;

    private List<String> whole;

    /** Of all checkpoints, the last alone. */
    private List<String> export;

    AuditExportTest(Fleet fleet, AuditKeys keys, CheckpointKeys signing) {
        this.fleet = fleet;
        this.keys = keys;
        this.signing = signing;
    }

    @BeforeEach
    void keysAndAnExport() throws IOException {
        var directory = Files.createDirectory(temporary.resolve("keys"));
        Files.write(directory.resolve("audit.key"), keys.all().getFirst().key().getEncoded());
        Files.write(
                directory.resolve("checkpoint.key"), signing.pair().getPrivate().getEncoded());
        Files.write(
                directory.resolve("checkpoint.pub"), signing.pair().getPublic().getEncoded());
        for (int i = 0; i < 3; i++) {
            fleet.administrator()
                    .post("/api/v1/products", Map.of("name", "Product " + UUID.randomUUID()))
                    .is(201);
        }
        whole = fleet.auditor().lines("/api/v1/audit/export").toList();
        export = Stream.concat(whole.stream().filter(line -> line.startsWith("{\"entry\"")), Stream.of(whole.getLast()))
                .toList();
    }

    @Test
    void holdsAsItIs(CapturedOutput output) throws IOException {
        assertThat(export).hasSizeGreaterThan(3);
        assertThat(verify(whole)).isZero();
        assertThat(output).contains("Entries 1 to " + (export.size() - 1) + " are as they were written.");
    }

    @Test
    void namesAnEntryThatWasChanged(CapturedOutput output) throws IOException {
        var changed = new ArrayList<>(export);
        changed.set(1, export.get(1).replace("\"outcome\":\"done\"", "\"outcome\":\"undone\""));
        assertThat(verify(changed)).isOne();
        assertThat(output).contains("Entry 2 was changed");
    }

    @Test
    void namesAnEntryThatWasLeftOut(CapturedOutput output) throws IOException {
        var changed = new ArrayList<>(export);
        changed.remove(1);
        assertThat(verify(changed)).isOne();
        assertThat(output).contains("Entry 2 was left out.");
    }

    @Test
    void namesAnEntryThatWasPutIn(CapturedOutput output) throws IOException {
        var changed = new ArrayList<>(export);
        changed.add(2, export.get(0));
        assertThat(verify(changed)).isOne();
        assertThat(output).contains("Entry 1 was put in after entry 2.");
    }

    @Test
    void namesTheFirstEntryThatWasCutOff(CapturedOutput output) throws IOException {
        var last = export.size() - 1;
        var changed = new ArrayList<>(export);
        changed.remove(last - 1);
        assertThat(verify(changed)).isOne();
        assertThat(output).contains("Entry %d was left out, and all up to %d.".formatted(last, last));
    }

    @Test
    void namesTheFirstEntryThatWasCutOffAtTheBeginning(CapturedOutput output) throws IOException {
        var changed = export.subList(1, export.size());
        assertThat(verify(changed)).isOne();
        assertThat(output).contains("Entry 1 was left out, and all up to 1.");
        assertThat(verify(changed, "--from", "2")).isZero();
        assertThat(output).contains("Entries 2 to %d are as they were written.".formatted(export.size() - 1));
    }

    @Test
    void doesNotTakeACheckpointOfSomebodyElse(CapturedOutput output) throws IOException {
        var last = export.size() - 1;
        var changed = new ArrayList<>(export);
        changed.set(last, export.get(last).replace("\"number\":" + last, "\"number\":" + (last - 1)));
        assertThat(verify(changed)).isOne();
        assertThat(output).contains("The checkpoint of entry %d was changed".formatted(last - 1));
    }

    @Test
    void saysThatTheKeysAreMissing(CapturedOutput output) throws IOException {
        Files.delete(temporary.resolve("keys/audit.key"));
        assertThat(verify(export)).isOne();
        assertThat(output).contains("There is no audit.key in ");
    }

    @Test
    void isForPeopleAlone() {
        fleet.anybody().get("/api/v1/audit/export").is(401);
    }

    private int verify(List<String> lines, String... options) throws IOException {
        var file = Files.write(temporary.resolve("audit.jsonl"), lines);
        var arguments = Stream.of("verify", "--keys", temporary.resolve("keys").toString(), file.toString());
        return AuditCommand.run(Stream.concat(arguments, Stream.of(options)).toArray(String[]::new));
    }
}
