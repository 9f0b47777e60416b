package imprint.agent.transfer;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow;

/** Sends what remains in a buffer as it is; the platform's own publishers would copy it to the heap. */
record BufferPublisher(ByteBuffer body) implements BodyPublisher {

    @Override
    public long contentLength() {
        return body.remaining();
    }

    @Override
    public void subscribe(Flow.Subscriber<? super ByteBuffer> subscriber) {
        subscriber.onSubscribe(new Flow.Subscription() {
            private boolean finished;

            @Override
            public void request(long count) {
                if (!finished) {
                    finished = true;
                    subscriber.onNext(body.asReadOnlyBuffer());
                    subscriber.onComplete();
                }
            }

            @Override
            public void cancel() {
                finished = true;
            }
        });
    }
}
