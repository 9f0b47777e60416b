package imprint.agent.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.Flow;
import org.junit.jupiter.api.Test;

class GateTest {

    private static final Flow.Subscription UNBOUNDED = new Flow.Subscription() {
        @Override
        public void request(long parts) {}

        @Override
        public void cancel() {}
    };

    private final Gate gate = new Gate();

    @Test
    void letsNothingThroughOnceItIsClosed() {
        var received = ByteBuffer.allocate(2);
        var guarded = gate.before(BodySubscribers.ofByteArrayConsumer(part -> part.ifPresent(received::put)));
        guarded.onSubscribe(UNBOUNDED);
        guarded.onNext(List.of(ByteBuffer.wrap(new byte[] {1})));

        gate.close();
        guarded.onNext(List.of(ByteBuffer.wrap(new byte[] {2})));

        assertThat(received.array()).containsExactly(1, 0);
    }
}
