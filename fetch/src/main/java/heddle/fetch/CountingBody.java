package heddle.fetch;

import java.net.http.HttpResponse.BodySubscriber;
import java.nio.ByteBuffer;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow.Subscription;

/// Reads a body of the JDK's client to its end and keeps only the number of its bytes.
final class CountingBody implements BodySubscriber<Long> {
    private final CompletableFuture<Long> count = new CompletableFuture<>();
    private long bytes;

    @Override
    public CompletionStage<Long> getBody() {
        return count;
    }

    @Override
    public void onSubscribe(Subscription subscription) {
        subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        for (ByteBuffer buffer : buffers) {
            bytes += buffer.remaining();
        }
    }

    @Override
    public void onError(Throwable failure) {
        count.completeExceptionally(failure);
    }

    @Override
    public void onComplete() {
        count.complete(bytes);
    }
}
