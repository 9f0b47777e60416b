package imprint.workflows.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import imprint.testing.Need;
import imprint.testing.Needs;
import java.io.IOException;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the application's own role can do to the past: nothing. */
@Needs(Need.POSTGRES)
class AppendOnlyTest {

    private static final String NOW = "clock_timestamp()";

    private static Trail trail;

    @BeforeAll
    static void aTrail() throws IOException {
        trail = Trail.ofThisRelease();
        trail.record("1");
    }

    @AfterAll
    static void end() throws IOException {
        trail.close();
    }

    @Test
    void anEntryLiesInThePartitionOfItsMonth() {
        assertThat(trail.owner()
                        .sql("select tableoid::regclass::text from audit_entry")
                        .query(String.class)
                        .list())
                .containsOnly(partitionOf(thisMonth()));
    }

    @Test
    void theApplicationMakesRoomForTheMonthsToCome() {
        trail.audit().prepareMonths();
        trail.owner()
                .sql("drop table " + partitionOf(thisMonth().plusMonths(3)))
                .update();
        trail.audit().prepareMonths();
        assertThat(partitions()).contains(partitionOf(thisMonth().plusMonths(3)), "audit_entry_default");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update %s set reason = 'another'",
                "delete from %s",
                "truncate %s",
                "insert into %s select * from audit_entry"
            })
    void theApplicationCannotChangeThePast(String statement) {
        trail.audit().prepareMonths();
        assertThat(partitions()).hasSizeGreaterThan(4).allSatisfy(table -> assertDenied(statement, table));
        assertDenied(statement, "audit_entry");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update %s set number = number - 1",
                "delete from %s",
                "truncate %s",
                "insert into %s select * from %1$s"
            })
    void theApplicationCannotMoveTheEndOfTheChain(String statement) {
        assertDenied(statement, "audit_head");
    }

    @Test
    void theApplicationCanAddAndRead() {
        trail.record("2");
        assertThat(trail.audit().list(new AuditFilter("2", null, null), null, 10))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"number", "number + 2", "9223372036854775807", "0", "null"})
    void theNextEntryHasTheNextNumber(String number) {
        assertRefused(
                append(number, NOW, "hash", "'0123456789abcdef'", "hash"), "The next entry of the audit trail is");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "clock_timestamp() - interval '1 hour'",
                "clock_timestamp() + interval '1 minute'",
                "'infinity'",
                "null"
            })
    void theNextEntryIsOfThePresent(String at) {
        assertRefused(append("number + 1", at, "hash", "'0123456789abcdef'", "hash"), "the time of the present");
    }

    @Test
    void theNextEntryFollowsTheLast() {
        assertRefused(
                append("number + 1", NOW, "sha256('another')", "'0123456789abcdef'", "hash"),
                "does not follow the last");
    }

    @ParameterizedTest
    @ValueSource(strings = {"null, hash", "'', hash", "'0123456789abcdef', 'short'", "'0123456789abcdef', null"})
    void theNextEntryHasAHashThatWasMadeWithAKey(String keyAndHash) {
        var parts = keyAndHash.split(", ", 2);
        assertRefused(append("number + 1", NOW, "hash", parts[0], parts[1]), "a hash that was made with a key");
    }

    @Test
    void theChainIsLockedLast() {
        assertTimeoutPreemptively(
                Duration.ofMinutes(1),
                () -> trail.inTransaction(() -> {
                    trail.audit().record(Act.done(Actor.SYSTEM, "tested", "test", "outer"));
                    // why: an act of somebody else, who does not wait for this transaction.
                    trail.record("inner");
                }));
        assertThat(trail.entries()).extracting(AuditEntry::subjectId).containsSubsequence("inner", "outer");
    }

    @Test
    void nothingIsNotedOfATransactionThatFails() {
        assertThatThrownBy(() -> trail.inTransaction(() -> {
                    trail.audit().record(Act.done(Actor.SYSTEM, "tested", "test", "failed"));
                    throw new IllegalStateException("on purpose");
                }))
                .hasMessage("on purpose");
        assertThat(trail.entries()).extracting(AuditEntry::subjectId).doesNotContain("failed");
    }

    private static String append(String number, String at, String previous, String keyId, String hash) {
        return """
                select audit_append(%s, %s, 'imprint', 'none', 'localhost', 'tested', 'test', '1', null, 'done', '{}',
                    %s, %s, %s)
                from audit_head
                """.formatted(number, at, keyId, previous, hash);
    }

    private static void assertRefused(String statement, String why) {
        var before = trail.entries();
        assertThatThrownBy(() -> trail.application().sql(statement).query().singleRow())
                .rootCause()
                .hasMessageContaining(why);
        assertThat(trail.entries()).isEqualTo(before);
    }

    private static void assertDenied(String statement, @Nullable String table) {
        assertThatThrownBy(() ->
                        trail.application().sql(statement.formatted(table)).update())
                .rootCause()
                .hasMessageContaining("permission denied for table " + table);
    }

    private static YearMonth thisMonth() {
        return YearMonth.now(ZoneOffset.UTC);
    }

    private static String partitionOf(YearMonth month) {
        return "audit_entry_" + month.format(DateTimeFormatter.ofPattern("yyyy_MM"));
    }

    private static List<@Nullable String> partitions() {
        return trail.owner()
                .sql("select inhrelid::regclass::text from pg_inherits where inhparent = 'audit_entry'::regclass")
                .query(String.class)
                .list();
    }
}
