package imprint.workflows.audit;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.device.Devices;
import imprint.workflows.operation.Operations;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What an auditor finds who looks for what was done, by whom, and to what. */
@DomainTest
class ListedEntriesTest {

    @Autowired
    private Fleet fleet;

    @Autowired
    private AuditTrail audit;

    @Autowired
    private Devices devices;

    @Autowired
    private Operations operations;

    /** Like no other's in this database. */
    private final String subject = "subject " + UUID.randomUUID();

    private final Actor somebody = new Actor("somebody " + UUID.randomUUID(), "password", "10.0.0.7");

    @Test
    void theNewestStandsFirst() {
        acts("one", "two", "three");
        assertThat(found(ofSubject(), null, 10)).containsExactly("three", "two", "one");
    }

    @Test
    void pagesGoOnWithTheEntryBeforeTheLastOne() {
        acts("one", "two", "three", "four", "five");
        var first = audit.list(ofSubject(), null, 2);
        var second = audit.list(ofSubject(), first.getLast().number(), 2);
        var third = audit.list(ofSubject(), second.getLast().number(), 2);
        assertThat(Stream.of(first, second, third).flatMap(List::stream).map(AuditEntry::act))
                .containsExactly("five", "four", "three", "two", "one");
        assertThat(audit.list(ofSubject(), third.getLast().number(), 2)).isEmpty();
    }

    @Test
    void whatIsDoneWhileSomebodyReadsDoesNotMoveTheNextPage() {
        acts("one", "two", "three");
        var first = audit.list(ofSubject(), null, 2);
        acts("four");
        assertThat(found(ofSubject(), first.getLast().number(), 2)).containsExactly("one");
    }

    @Test
    void beforeTheFirstEntryThereIsNothing() {
        acts("one");
        assertThat(audit.list(new AuditFilter(null, null, null), 1L, 10)).isEmpty();
        assertThat(audit.list(new AuditFilter(null, null, null), Long.MIN_VALUE, 10))
                .isEmpty();
        assertThat(audit.list(new AuditFilter(null, null, null), Long.MAX_VALUE, 1))
                .hasSize(1);
    }

    @Test
    void everyPartHasToBeFulfilled() {
        acts("one");
        audit.recordApart(Act.done(Fleet.ALICE, "by another", "test", subject));
        audit.recordApart(Act.done(somebody, "to another", "test", subject + " 2"));
        assertThat(found(new AuditFilter(null, null, somebody.name()), null, 10))
                .containsExactly("to another", "one");
        assertThat(found(new AuditFilter(subject, null, somebody.name()), null, 10))
                .containsExactly("one");
        assertThat(found(new AuditFilter(subject, UUID.randomUUID(), somebody.name()), null, 10))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%", "_", "\\", "' or true --", ""})
    void signsOfPatternsAreMeantAsTheyAreWritten(String sign) {
        acts("one");
        assertThat(found(new AuditFilter(subject + sign + "x", null, null), null, 10))
                .isEmpty();
        assertThat(found(new AuditFilter(null, null, sign + "x"), null, 10)).isEmpty();
    }

    @Test
    void whatWasDoneToADeviceIsFoundWithWhatItsOperationsDid() throws InterruptedException {
        var device = fleet.aDevice();
        var other = fleet.aDevice();
        var operation = fleet.aValidatedClone(device);
        fleet.aValidatedClone(other);
        operations.cancel(operation, "no longer wanted", Fleet.ALICE);
        devices.retire(device.id(), "sold", Fleet.ALICE);
        var entries = audit.list(new AuditFilter(null, device.id(), null), null, 100);
        assertThat(entries)
                .extracting(AuditEntry::act)
                .contains("device retired", "operation cancelled", "clone requested");
        assertThat(entries)
                .extracting(AuditEntry::subjectId)
                .containsOnly(device.id().toString(), operation.toString());
        assertThat(found(new AuditFilter(operation.toString(), device.id(), null), null, 100))
                .contains("operation cancelled")
                .doesNotContain("device retired");
    }

    @Test
    void anEntryTellsWhoDidWhatFromWhereAndWhy() {
        audit.recordApart(Act.done(somebody, "tried", "test", subject)
                .because("\"quoted\" ${x}\n😀")
                .with(Map.of("b", "2", "a", "\u2028\\")));
        assertThat(audit.list(ofSubject(), null, 1)).singleElement().satisfies(entry -> {
            assertThat(entry.actor()).isEqualTo(somebody.name());
            assertThat(entry.authentication()).isEqualTo("password");
            assertThat(entry.address()).isEqualTo("10.0.0.7");
            assertThat(entry.subjectKind()).isEqualTo("test");
            assertThat(entry.reason()).isEqualTo("\"quoted\" ${x}\n😀");
            assertThat(entry.outcome()).isEqualTo("done");
            assertThat(entry.details()).startsWith("{\"a\":").endsWith("\"b\":\"2\"}");
        });
    }

    @Test
    void whoReadsOnHearsTheOldestFirst() {
        var end = audit.end().map(AuditTrail.End::number).orElse(0L);
        acts("one", "two", "three");
        assertThat(audit.after(end, 2)).extracting(AuditEntry::act).containsExactly("one", "two");
        assertThat(audit.after(end + 2, 10)).extracting(AuditEntry::act).containsExactly("three");
        assertThat(audit.after(end + 3, 10)).isEmpty();
        assertThat(audit.after(Long.MAX_VALUE, 10)).isEmpty();
    }

    @Test
    void theEndIsTheLastEntry() {
        acts("one");
        var last = audit.list(ofSubject(), null, 1).getFirst();
        assertThat(audit.end()).contains(new AuditTrail.End(last.number(), last.hash()));
    }

    @Test
    void eachEntryFollowsTheOneBeforeThoughManyActAtOnce() {
        var end = audit.end().map(AuditTrail.End::number).orElse(0L);
        IntStream.range(0, 16)
                .parallel()
                .forEach(n -> audit.recordApart(Act.done(somebody, "act " + n, "test", subject)));
        var entries = audit.after(end, 16);
        assertThat(entries.stream().map(AuditEntry::act).collect(Collectors.toSet()))
                .hasSize(16);
        for (int n = 1; n < entries.size(); n++) {
            assertThat(entries.get(n).number()).isEqualTo(entries.get(n - 1).number() + 1);
            assertThat(entries.get(n).previousHash())
                    .isEqualTo(entries.get(n - 1).hash());
        }
    }

    private void acts(String... acts) {
        for (var act : acts) {
            audit.recordApart(Act.done(somebody, act, "test", subject));
        }
    }

    private AuditFilter ofSubject() {
        return new AuditFilter(subject, null, null);
    }

    private List<String> found(AuditFilter filter, @Nullable Long before, int size) {
        return audit.list(filter, before, size).stream().map(AuditEntry::act).toList();
    }
}
