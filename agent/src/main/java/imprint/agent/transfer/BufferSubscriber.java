package imprint.agent.transfer;

import java.io.IOException;
import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import org.jspecify.annotations.Nullable;

/** Receives a body into a buffer, and no more than fits: nobody has checked yet who sends it. */
final class BufferSubscriber implements BodySubscriber<ByteBuffer> {

    private final ByteBuffer into;
    private final CompletableFuture<ByteBuffer> whole = new CompletableFuture<>();
    private Flow.@Nullable Subscription subscription;

    BufferSubscriber(ByteBuffer into) {
        this.into = into.clear();
    }

    @Override
    public CompletionStage<ByteBuffer> getBody() {
        return whole;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
        this.subscription = subscription;
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
        for (var part : parts) {
            if (part.remaining() > into.remaining()) {
                refuse();
                return;
            }
            into.put(part);
        }
    }

    private void refuse() {
        if (subscription != null) {
            subscription.cancel();
        }
        whole.completeExceptionally(new IOException("The gateway sent more than a chunk can take"));
    }

    @Override
    public void onError(Throwable failure) {
        whole.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        whole.complete(into.flip());
    }
}
