package imprint.workflows.device;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.imaging.protocol.LogBatch;
import imprint.imaging.protocol.LogBatch.Severity;
import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

/** What is kept of what devices have to tell, and how it is read. */
@DomainTest
class DeviceLogsTest {

    private static final int LONGEST_MESSAGE = 4000;
    private static final int MORE_THAN_IS_KEPT = 400;

    @Autowired
    private Fleet fleet;

    @Autowired
    private DeviceLogs logs;

    @Autowired
    private MovableClock clock;

    private UUID device;

    @BeforeEach
    void aDevice() throws InterruptedException {
        device = fleet.aDevice().id();
    }

    @Test
    void linesAreListedTheOneHeardLastFirstWhateverTheDevicesClockSays() {
        var now = clock.instant();
        keep(line(now.plus(Duration.ofDays(365)), Severity.INFO, "first"));
        keep(line(now.minus(Duration.ofDays(365)), Severity.INFO, "second"));
        assertThat(messages(null, null, 10)).containsExactly("second", "first");
    }

    @Test
    void aBatchThatComesTwiceIsKeptOnce() {
        var batch = new LogBatch(List.of(line("one"), line("two")));
        logs.keep(device, batch);
        logs.keep(device, batch);
        assertThat(messages(null, null, 10)).containsExactly("two", "one");
    }

    @Test
    void ofABatchThatComesAgainWithMoreTheNewLinesAreKept() {
        var first = line("one");
        keep(first);
        keep(first, line("two"));
        assertThat(messages(null, null, 10)).containsExactly("two", "one");
    }

    @Test
    void anEmptyBatchIsNothing() {
        keep();
        assertThat(messages(null, null, 10)).isEmpty();
    }

    @Test
    void pagesGoOnWithTheLineBeforeTheLastOne() {
        keep(IntStream.rangeClosed(1, 5).mapToObj(n -> line("line " + n)).toArray(LogBatch.Entry[]::new));
        var first = list(null, null, 2);
        var second = list(null, first.getLast().number(), 2);
        var third = list(null, second.getLast().number(), 2);
        assertThat(Stream.of(first, second, third).flatMap(List::stream).map(DeviceLogs.Line::message))
                .containsExactly("line 5", "line 4", "line 3", "line 2", "line 1");
        assertThat(list(null, third.getLast().number(), 2)).isEmpty();
    }

    @Test
    void linesThatComeWhileSomebodyReadsDoNotMoveTheNextPage() {
        keep(line("one"), line("two"), line("three"));
        var first = list(null, null, 2);
        keep(line("four"));
        assertThat(list(null, first.getLast().number(), 2))
                .extracting(DeviceLogs.Line::message)
                .containsExactly("one");
    }

    @Test
    void aSeverityIsMeantAlone() {
        keep(line(clock.instant(), Severity.ERROR, "broken"), line("fine"));
        assertThat(messages(Severity.ERROR, null, 10)).containsExactly("broken");
        assertThat(messages(Severity.WARNING, null, 10)).isEmpty();
    }

    @Test
    void linesOfOtherDevicesAreTheirs() throws InterruptedException {
        var other = fleet.aDevice().id();
        keep(line("mine"));
        logs.keep(other, new LogBatch(List.of(line("theirs"))));
        assertThat(messages(null, null, 10)).containsExactly("mine");
        assertThat(logs.list(null, null, null, 2))
                .extracting(DeviceLogs.Line::deviceId)
                .containsExactly(other, device);
    }

    @Test
    void ofADeviceThatIsNotThereThereAreNone() {
        assertThat(logs.list(UUID.randomUUID(), null, null, 10)).isEmpty();
    }

    @Test
    void aLineTellsWhenItWasWrittenAndWhenItWasHeard() {
        var written = clock.instant().minus(Duration.ofDays(3));
        keep(line(written, Severity.INFO, "offline"));
        assertThat(list(null, null, 1)).singleElement().satisfies(line -> {
            assertThat(line.at()).isEqualTo(written);
            assertThat(line.receivedAt()).isEqualTo(clock.instant());
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-1000000000-01-01T00:00:00Z",
                "1969-12-31T23:59:59Z",
                "9999-12-31T00:00:00Z",
                "+1000000000-12-31T23:59:59.999999999Z"
            })
    void aTimeThatNoClockTellsIsThatOfTheServer(Instant at) {
        keep(line(at, Severity.INFO, "no battery"));
        assertThat(list(null, null, 1)).extracting(DeviceLogs.Line::at).containsExactly(clock.instant());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1970-01-01T00:00:00Z", "9999-12-30T23:59:59Z"})
    void theEarliestAndTheLatestTimeThatAClockTellsAreKept(Instant at) {
        keep(line(at, Severity.INFO, "odd clock"));
        assertThat(list(null, null, 1)).extracting(DeviceLogs.Line::at).containsExactly(at);
    }

    @Test
    void aLongMessageIsCut() {
        keep(line("x".repeat(LONGEST_MESSAGE)), line("y".repeat(LONGEST_MESSAGE + 1)));
        assertThat(messages(null, null, 10)).containsExactly("y".repeat(LONGEST_MESSAGE), "x".repeat(LONGEST_MESSAGE));
    }

    @Test
    void whatTheServerSaysOfADeviceStandsAmongItsLines() {
        keep(line("hello"));
        logs.note(device, Severity.WARNING, "It was silent.");
        assertThat(list(null, null, 1)).singleElement().satisfies(line -> {
            assertThat(line.message()).isEqualTo("It was silent.");
            assertThat(line.severity()).isEqualTo(Severity.WARNING);
            assertThat(line.at()).isEqualTo(clock.instant());
        });
    }

    @Test
    void aDeviceThatWritesWithoutEndIsCutShortAndToldSoOnce() {
        for (int batch = 0; batch < 3; batch++) {
            keep(tooMuch());
        }
        var kept = list(null, null, 2000);
        assertThat(kept).hasSizeBetween(2, MORE_THAN_IS_KEPT);
        assertThat(kept).first().extracting(DeviceLogs.Line::message).asString().contains("lines are left out");
        assertThat(kept).filteredOn(line -> line.severity() == Severity.WARNING).hasSize(1);
    }

    @Test
    void aDeviceThatWasCutShortIsHeardAgainAfterAWhile() {
        keep(tooMuch());
        clock.pass(Duration.ofHours(1));
        keep(line("calm again"));
        assertThat(messages(null, null, 1)).containsExactly("calm again");
    }

    /** A megabyte and a half. */
    private LogBatch.Entry[] tooMuch() {
        return IntStream.range(0, MORE_THAN_IS_KEPT)
                .mapToObj(n -> line("x".repeat(LONGEST_MESSAGE)))
                .toArray(LogBatch.Entry[]::new);
    }

    private void keep(LogBatch.Entry... entries) {
        logs.keep(device, new LogBatch(List.of(entries)));
    }

    private LogBatch.Entry line(String message) {
        return line(clock.instant(), Severity.INFO, message);
    }

    private static LogBatch.Entry line(Instant at, Severity severity, String message) {
        return new LogBatch.Entry(UUID.randomUUID(), at, severity, message);
    }

    private List<String> messages(@Nullable Severity severity, @Nullable Long before, int size) {
        return list(severity, before, size).stream()
                .map(DeviceLogs.Line::message)
                .toList();
    }

    private List<DeviceLogs.Line> list(@Nullable Severity severity, @Nullable Long before, int size) {
        return logs.list(device, severity, before, size);
    }
}
