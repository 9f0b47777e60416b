package imprint.workers.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import imprint.bpmn.ErrorCode;
import imprint.workflows.failure.BusinessFailure;
import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class PatienceTest {

    private static final Patience LONG = new Patience(Duration.ofMinutes(5));

    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void tellsWhatWasFound() {
        assertThat(LONG.look(() -> "found", () -> "late")).isEqualTo("found");
    }

    @Test
    void endsALookThatLastsAndInterruptsIt() throws Exception {
        assertThat(new Patience(Duration.ofMillis(10)).look(this::lastForEver, () -> "late"))
                .isEqualTo("late");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void throwsWhatTheLookThrewAsItWas() {
        var refused = new BusinessFailure(ErrorCode.STORAGE_REFUSED, "No.");
        assertThatExceptionOfType(BusinessFailure.class)
                .isThrownBy(() -> LONG.look(
                        () -> {
                            throw refused;
                        },
                        () -> "late"))
                .isSameAs(refused);
    }

    @Test
    void namesAnErrorOfTheLookAsItsCause() {
        var error = new AssertionError("made up");
        assertThatIllegalStateException()
                .isThrownBy(() -> LONG.look(
                        () -> {
                            throw error;
                        },
                        () -> "late"))
                .withCause(error);
    }

    @Test
    void endsTheLookOfOneWhoIsInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(CancellationException.class)
                .isThrownBy(() -> LONG.look(this::lastForEver, () -> "late"));
        assertThat(Thread.interrupted()).isTrue();
    }

    @Test
    void saysHowLongItWas() {
        assertThat(new Patience(Duration.ofSeconds(90)).sentence("The listing"))
                .isEqualTo("The listing took longer than 90 s in all: the server, or the way to it, is too slow.");
    }

    private String lastForEver() {
        try {
            new CountDownLatch(1).await();
            return "found";
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw new IllegalStateException(e);
        }
    }
}
