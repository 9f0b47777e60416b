package imprint.workflows.operation;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.workflows.DomainTest;
import imprint.workflows.Fleet;
import imprint.workflows.MovableClock;
import imprint.workflows.operation.OperationProgress.Snapshot;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

/** How far a step has come, and how long it may still take. */
@DomainTest
class OperationProgressTest {

    private static final long ALL = 1_000_000;

    @Autowired
    private Fleet fleet;

    @Autowired
    private OperationProgress progress;

    @Autowired
    private MovableClock clock;

    private UUID operation;

    @BeforeEach
    void anOperation() throws InterruptedException {
        operation = fleet.aValidatedClone(fleet.aDevice());
    }

    @Test
    void ofAnOperationThatHasToldNothingNothingIsKnown() {
        assertThat(progress.of(operation)).isEmpty();
        assertThat(progress.of(UUID.randomUUID())).isEmpty();
    }

    @Test
    void atFirstNothingCanBeToldOfItsRate() {
        progress.note(operation, 400_000, ALL, 10);
        var first = now();
        assertThat(first.bytesDone()).isEqualTo(400_000);
        assertThat(first.bytesSent()).isEqualTo(10);
        assertThat(first.bytesPerSecond()).isZero();
        assertThat(first.timeLeft()).isEmpty();
    }

    @Test
    void itsRateIsThatOfWhatWasDoneSinceItBegan() {
        progress.note(operation, 400_000, ALL, 0);
        clock.pass(Duration.ofSeconds(10));
        progress.note(operation, 500_000, ALL, 0);
        clock.pass(Duration.ofSeconds(30));
        progress.note(operation, 600_000, ALL, 0);
        assertThat(now().bytesPerSecond()).isEqualTo(5_000);
        assertThat(now().timeLeft()).contains(Duration.ofSeconds(80));
    }

    @Test
    void whoDoesNothingForAWhileSlowsDown() {
        progress.note(operation, 0, ALL, 0);
        clock.pass(Duration.ofSeconds(10));
        progress.note(operation, 100_000, ALL, 0);
        clock.pass(Duration.ofSeconds(10));
        progress.note(operation, 100_000, ALL, 0);
        assertThat(now().bytesPerSecond()).isEqualTo(5_000);
    }

    @Test
    void fewerBytesThanBeforeAreThoseOfAnotherStep() {
        progress.note(operation, 0, ALL, 0);
        clock.pass(Duration.ofSeconds(10));
        progress.note(operation, ALL, ALL, ALL);
        clock.pass(Duration.ofSeconds(1));
        progress.note(operation, 100, ALL, 0);
        assertThat(now().bytesPerSecond()).isZero();
        assertThat(now().beganBytes()).isEqualTo(100);
        assertThat(now().beganAt()).isEqualTo(clock.instant());
    }

    @Test
    void otherBytesInAllAreThoseOfAnotherStep() {
        progress.note(operation, 0, ALL, 0);
        clock.pass(Duration.ofSeconds(10));
        progress.note(operation, 500_000, 2 * ALL, 0);
        assertThat(now().bytesPerSecond()).isZero();
        clock.pass(Duration.ofSeconds(1));
        progress.note(operation, 500_100, 2 * ALL, 0);
        assertThat(now().bytesPerSecond()).isEqualTo(100);
    }

    @Test
    void aStepThatIsDoneHasNothingLeft() {
        progress.note(operation, 0, ALL, 0);
        clock.pass(Duration.ofSeconds(1));
        progress.note(operation, ALL, ALL, 0);
        assertThat(now().timeLeft()).contains(Duration.ZERO);
    }

    @Test
    void manyBytesOverflowNothing() {
        var bytes = 64L << 40;
        progress.note(operation, 0, bytes, 0);
        clock.pass(Duration.ofMillis(1));
        progress.note(operation, bytes / 2, bytes, 0);
        assertThat(now().bytesPerSecond()).isEqualTo(bytes / 2 * 1000);
        assertThat(now().timeLeft()).contains(Duration.ZERO);
    }

    @Test
    void thoseThatHaveMovedSinceAreTold() throws InterruptedException {
        var other = fleet.aValidatedClone(fleet.aDevice());
        progress.note(operation, 1, ALL, 0);
        var since = clock.instant();
        clock.pass(Duration.ofSeconds(1));
        progress.note(other, 2, ALL, 0);
        assertThat(progress.of(List.of(operation, other, UUID.randomUUID()), since))
                .containsOnlyKeys(other)
                .hasEntrySatisfying(
                        other, moved -> assertThat(moved.bytesDone()).isEqualTo(2));
        assertThat(progress.of(List.of(operation, other), since.minusMillis(1))).containsOnlyKeys(operation, other);
        assertThat(progress.of(List.of(), since)).isEmpty();
    }

    private Snapshot now() {
        return progress.of(operation).orElseThrow();
    }
}
