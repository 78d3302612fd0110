package heddle.bench.clients;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/// One of the requests that are under way at once: when it is answered, the next takes its place.
final class Turn {
    private final Load load;
    private final Consumer<Turn> ask;
    private final CompletableFuture<Void> end = new CompletableFuture<>();

    Turn(Load load, Consumer<Turn> ask) {
        this.load = load;
        this.ask = ask;
    }

    /// Completes when the load is over or this turn has failed.
    CompletableFuture<Void> end() {
        return end;
    }

    void next() {
        if (load.isOver()) {
            end.complete(null);
            return;
        }
        try {
            ask.accept(this);
        } catch (RuntimeException failure) {
            end.completeExceptionally(failure);
        }
    }

    /// What its request comes to, for clients that have a future of the JDK's.
    void comesTo(CompletableFuture<Answer> future) {
        CompletableFuture<Answer> _ = future.whenComplete((answer, failure) -> {
            if (failure == null) {
                answered(answer);
            } else {
                failed(failure);
            }
        });
    }

    void answered(Answer answer) {
        try {
            load.answered(answer);
        } catch (IllegalStateException wrong) {
            failed(wrong);
            return;
        }
        next();
    }

    void failed(Throwable cause) {
        end.completeExceptionally(cause);
    }
}
