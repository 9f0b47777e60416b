package imprint.workers.site;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIOException;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 60, unit = TimeUnit.SECONDS)
class WatchTest {

    private static final Duration LONG = Duration.ofMinutes(10);

    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Test
    void givesBackWhatTheTransferGives() throws IOException {
        assertThat(new Watch(LONG).run(() -> "stored", Watch.Question.UNASKED)).isEqualTo("stored");
    }

    @Test
    void throwsWhatTheTransferThrewAsItWas() {
        var broken = new IOException("The disk is broken");
        assertThatIOException()
                .isThrownBy(() -> new Watch(LONG)
                        .run(
                                () -> {
                                    throw broken;
                                },
                                Watch.Question.UNASKED))
                .isSameAs(broken);
    }

    @Test
    void makesATechnicalFailureOfAnErrorInTheTransfer() {
        var error = new StackOverflowError("made up");
        assertThatIOException()
                .isThrownBy(() -> new Watch(LONG)
                        .run(
                                () -> {
                                    throw error;
                                },
                                Watch.Question.UNASKED))
                .withCause(error);
    }

    @Test
    void interruptsATransferThatStandsStillAndSaysSo() throws Exception {
        assertThatIOException()
                .isThrownBy(() -> new Watch(Duration.ZERO).run(this::hang, Watch.Question.UNASKED))
                .withMessageContainingAll("Fewer than 64 KiB have moved within 0 s", "hangs or is too slow");
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void interruptsTheTransferOfOneWhoIsInterrupted() throws Exception {
        Thread.currentThread().interrupt();
        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(() -> new Watch(LONG).run(this::hang, Watch.Question.UNASKED));
        assertThat(Thread.interrupted()).isTrue();
        assertThat(interrupted.await(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void tellsATransferThatWasGivenUpToEnd() {
        Watch watch = new Watch(Duration.ZERO);
        assertThatIOException().isThrownBy(watch::requireMoving);
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(watch::pieceMoved);
        assertThatExceptionOfType(InterruptedIOException.class).isThrownBy(() -> watch.at(1));
        assertThatExceptionOfType(InterruptedIOException.class)
                .isThrownBy(() -> watch.over(StepProgress.UNHEARD).at(1, 2, 3));
    }

    @Test
    void hasNothingAgainstATransferThatMoves() {
        Watch watch = new Watch(LONG);
        assertThatCode(watch::pieceMoved).doesNotThrowAnyException();
        assertThatCode(watch::requireMoving).doesNotThrowAnyException();
    }

    @Test
    void passesOnHowFarTheTransferIs() throws IOException {
        List<Long> heard = new ArrayList<>();
        StepProgress progress = new Watch(LONG).over((done, total, moved) -> heard.addAll(List.of(done, total, moved)));
        progress.at(1, 10, 2);
        progress.pieceMoved();
        assertThat(heard).containsExactly(1L, 10L, 2L);
    }

    private String hang() throws InterruptedException {
        try {
            new CountDownLatch(1).await();
            return "never";
        } catch (InterruptedException e) {
            interrupted.countDown();
            throw e;
        }
    }
}
