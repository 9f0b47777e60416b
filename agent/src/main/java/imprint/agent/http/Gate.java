package imprint.agent.http;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;

/**
 * Stands before what receives a body, and lets nothing through once it is closed: a cancelled request may bring bytes for
 * a while yet, and the buffer that they were for is in use again.
 */
final class Gate {

    private boolean closed;

    <T> BodySubscriber<T> before(BodySubscriber<T> receiver) {
        return new Guarded<>(receiver);
    }

    /** Returns when the receiver has ended what it is just doing. */
    synchronized void close() {
        closed = true;
    }

    private synchronized void unlessClosed(Runnable step) {
        if (!closed) {
            step.run();
        }
    }

    private final class Guarded<T> implements BodySubscriber<T> {

        private final BodySubscriber<T> receiver;

        Guarded(BodySubscriber<T> receiver) {
            this.receiver = receiver;
        }

        @Override
        public CompletionStage<T> getBody() {
            return receiver.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            unlessClosed(() -> receiver.onSubscribe(subscription));
        }

        @Override
        public void onNext(List<ByteBuffer> parts) {
            unlessClosed(() -> receiver.onNext(parts));
        }

        @Override
        public void onError(Throwable failure) {
            unlessClosed(() -> receiver.onError(failure));
        }

        @Override
        public void onComplete() {
            unlessClosed(receiver::onComplete);
        }
    }
}
