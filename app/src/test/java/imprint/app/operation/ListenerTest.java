package imprint.app.operation;

import static org.assertj.core.api.Assertions.assertThat;

import imprint.app.security.Admission;
import imprint.workflows.operation.OperationKind;
import imprint.workflows.operation.OperationState;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ListenerTest {

    private static final Admission SOMEBODY = new Admission("somebody", "hash", null);
    private static final UUID ONE = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    @Test
    void tellsWhatIsTheSameOnce() throws InterruptedException {
        var listener = new Listener(null, SOMEBODY);

        listener.tell(List.of(event(ONE, OperationState.RUNNING)));
        assertThat(listener.await(Duration.ZERO)).hasSize(1);
        listener.tell(List.of(event(ONE, OperationState.RUNNING)));

        assertThat(listener.await(Duration.ZERO)).isEmpty();
    }

    @Test
    void tellsASlowListenerOnlyWhatStillHolds() throws InterruptedException {
        var listener = new Listener(null, SOMEBODY);

        listener.tell(List.of(event(ONE, OperationState.REQUESTED), event(OTHER, OperationState.RUNNING)));
        listener.tell(List.of(event(ONE, OperationState.RUNNING), event(OTHER, OperationState.FAILED)));

        assertThat(listener.await(Duration.ZERO))
                .containsExactly(event(ONE, OperationState.RUNNING), event(OTHER, OperationState.FAILED));
    }

    @Test
    void keepsToTheOneOperationThatIsWatched() throws InterruptedException {
        var listener = new Listener(ONE, SOMEBODY);

        listener.tell(List.of(event(OTHER, OperationState.RUNNING), event(ONE, OperationState.RUNNING)));

        assertThat(listener.await(Duration.ZERO)).containsExactly(event(ONE, OperationState.RUNNING));
    }

    @Test
    void letsGoOfWhoeverWaitsWhenTheServerStops() {
        var listener = new Listener(null, SOMEBODY);
        var waiting = CompletableFuture.supplyAsync(() -> await(listener));

        listener.close();

        assertThat(waiting).succeedsWithin(Duration.ofSeconds(10)).isEqualTo(List.of());
        assertThat(listener.isClosed()).isTrue();
    }

    private static @Nullable List<OperationEvent> await(Listener listener) {
        try {
            return listener.await(Duration.ofMinutes(5));
        } catch (InterruptedException e) {
            return null;
        }
    }

    private static OperationEvent event(UUID id, OperationState state) {
        return new OperationEvent(id, OperationKind.APPLY, state, null, null, null, null, null, null, false, null);
    }
}
