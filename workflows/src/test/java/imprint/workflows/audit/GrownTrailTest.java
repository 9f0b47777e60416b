package imprint.workflows.audit;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A trail that began in a release whose entries had no key. */
@Needs(Need.POSTGRES)
class GrownTrailTest {

    private Trail trail;

    @BeforeEach
    void aTrail() throws IOException {
        trail = Trail.ofARelease("14");
        var previous = AuditChain.START;
        for (int number = 1; number <= 3; number++) {
            previous = writeWithoutKey(number, previous);
        }
        trail.migrate("latest");
    }

    @AfterEach
    void end() throws IOException {
        trail.close();
    }

    @Test
    void goesOnWhereItWas() {
        trail.record("4");
        assertThat(trail.entries()).extracting(AuditEntry::number).containsExactly(1L, 2L, 3L, 4L);
        assertThat(verified(trail.entries())).isEmpty();
    }

    @Test
    void isSealedOnce() {
        for (int start = 1; start <= 2; start++) {
            trail.inTransaction(() -> trail.audit().seal());
        }
        assertThat(trail.entries())
                .extracting(AuditEntry::act)
                .containsExactly("tested", "tested", "tested", "audit trail sealed");
        assertThat(verified(trail.entries())).isEmpty();
    }

    @Test
    void showsAlsoOfTheOldPartWhatWasChanged() {
        trail.inTransaction(() -> trail.audit().seal());
        var entries = new ArrayList<>(trail.entries());
        // why: without a key, anybody can compute this one anew.
        var changed = withoutKey(3, HexFormat.of().parseHex(entries.get(1).hash()), "another");
        entries.set(2, changed);
        assertThat(verified(entries)).contains("Entry 4 was changed, or put in there.");
    }

    @Test
    void goesOnWithANewKey() {
        trail.record("4");
        trail.renewKey();
        trail.record("5");
        assertThat(trail.entries())
                .extracting(AuditEntry::keyId)
                .filteredOn(Objects::nonNull)
                .hasSize(2)
                .doesNotHaveDuplicates();
        assertThat(verified(trail.entries())).isEmpty();
    }

    private Optional<String> verified(List<AuditEntry> entries) {
        var verification = new Verification(trail.keys());
        return entries.stream()
                .flatMap(entry -> verification.next(entry).stream())
                .findFirst();
    }

    private byte[] writeWithoutKey(long number, byte[] previous) {
        var reason = "a reason";
        var entry = withoutKey(number, previous, reason);
        var hash = HexFormat.of().parseHex(entry.hash());
        trail.owner()
                .sql("""
                        insert into audit_entry (number, at, actor, authentication, address, act, subject_kind,
                            subject_id, reason, outcome, details, previous_hash, hash)
                        values (?, cast(? as timestamptz), 'imprint', 'none', 'localhost', 'tested', 'test', '1', ?, 'done',
                            '{}', ?, ?)
                        """)
                .params(number, entry.at().toString(), reason, previous, hash)
                .update();
        return hash;
    }

    private static AuditEntry withoutKey(long number, byte[] previous, String reason) {
        var entry = new AuditEntry(
                number,
                Instant.parse("2026-01-01T00:00:00.123456Z"),
                "imprint",
                "none",
                "localhost",
                "tested",
                "test",
                "1",
                reason,
                "done",
                "{}",
                null,
                HexFormat.of().formatHex(previous),
                "");
        return new AuditEntry(
                entry.number(),
                entry.at(),
                entry.actor(),
                entry.authentication(),
                entry.address(),
                entry.act(),
                entry.subjectKind(),
                entry.subjectId(),
                entry.reason(),
                entry.outcome(),
                entry.details(),
                null,
                entry.previousHash(),
                HexFormat.of().formatHex(AuditChain.hashWithoutKey(previous, entry)));
    }
}
