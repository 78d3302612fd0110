package heddle.client.middleware;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.time.Seconds;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.http.HttpException;
import heddle.http.retry.RetryRules;
import java.time.Duration;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/// Asks once more when an answer is late, and takes the answer that begins first (Dean and Barroso, "The Tail at
/// Scale", 2013).
///
///     ClientSession.open(options -> options.middleware(Hedge.of(hedge -> hedge.delay(Duration.ofMillis(300)))))
///
/// The slower request is cancelled: with HTTP/2 its stream is reset, with HTTP/1.1 its connection closed,
/// for the answer to it may still come. A request that fails before the delay is over fails the call; after
/// it, the other one goes on, and the call fails with the first failure once all have failed. Only requests
/// that may be repeated are sent twice, whose body can be, and that are not
/// [tapped][heddle.client.Request#tap].
public final class Hedge implements Middleware {
    /// How many extra requests may be sent at once after a quiet time.
    private static final double CREDIT_MAX = 10;

    private final HedgeOptions options;
    private final AtomicReference<Double> credit = new AtomicReference<>(CREDIT_MAX);

    private Hedge(HedgeOptions options) {
        this.options = options;
    }

    /// With the default options as `change` returns them.
    public static Hedge of(UnaryOperator<HedgeOptions> change) {
        return new Hedge(change.apply(HedgeOptions.defaults()));
    }

    @Override
    public Response send(Outgoing request, Next next) {
        if (!RetryRules.mayRepeat(request.method(), request.headers())
                || request.beside().isEmpty()) {
            return next.send(request);
        }
        credit.updateAndGet(now -> Math.min(CREDIT_MAX, now + options.shareMax()));
        return new Heat(request, next).run();
    }

    private boolean takeCredit() {
        return credit.getAndUpdate(now -> now >= 1 ? now - 1 : now) >= 1;
    }

    /// The requests of one call, as tasks that end together.
    private final class Heat {
        private final Outgoing request;
        private final Next next;
        private final AtomicReference<@Nullable Response> winner = new AtomicReference<>();
        private final ConcurrentLinkedQueue<HttpException> failures = new ConcurrentLinkedQueue<>();
        private final AtomicInteger running = new AtomicInteger(1);

        Heat(Outgoing request, Next next) {
            this.request = request;
            this.next = next;
        }

        Response run() {
            try {
                TaskGroup.run(group -> {
                    group.start("request", () -> ask(group));
                    group.start("hedge", () -> askAgain(group));
                });
            } catch (Throwable failure) {
                Response unwanted = winner.get();
                if (unwanted != null) {
                    unwanted.close();
                }
                throw failure;
            }
            Response first = winner.get();
            if (first == null) {
                throw firstFailure();
            }
            return first;
        }

        private void askAgain(TaskGroup group) {
            for (int extra = 0; extra < options.extraMax(); extra++) {
                Async.sleep(options.delay());
                if (!takeCredit()) {
                    return;
                }
                running.incrementAndGet();
                request.tellRetry("no answer within " + Seconds.text(options.delay()), Duration.ZERO);
                group.start("extra", () -> ask(group));
            }
        }

        private void ask(TaskGroup group) {
            try {
                Response response = next.send(request.beside().orElse(request));
                if (winner.compareAndSet(null, response)) {
                    group.cancel();
                } else {
                    response.close();
                }
            } catch (HttpException failure) {
                failures.add(failure);
                if (running.decrementAndGet() == 0) {
                    group.cancel();
                }
            }
        }

        private HttpException firstFailure() {
            HttpException first = failures.remove();
            failures.stream().filter(later -> later != first).forEach(first::addSuppressed);
            return first;
        }
    }
}
