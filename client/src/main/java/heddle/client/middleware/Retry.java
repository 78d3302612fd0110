package heddle.client.middleware;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.client.middleware.RetryOptions.Repeats;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.retry.RetryRules;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/// Sends a request again when it failed, or was answered, in a way that may pass.
///
///     ClientSession.open(options -> options.middleware(Retry.of(retry -> retry.triesMax(3))))
///
/// The wait before each try is a random time below a limit that doubles ([heddle.http.retry.Backoff]), or longer where
/// the server says so, by `Retry-After` in seconds or as a date, or by its rate limit fields. The last response or
/// failure is what the caller gets; failures before it are among its [suppressed][Throwable#getSuppressed]. A request
/// is sent again only if its body can be, and if it may be: see [Repeats]. The tries and the waits between them count
/// for the total of [heddle.client.options.Timeouts], too, and when that is over there are no more.
///
/// What breaks while the body is read is the caller's: part of it is with him already.
public final class Retry implements Middleware {
    private final RetryOptions options;
    private final RandomGenerator chance;

    private Retry(RetryOptions options, RandomGenerator chance) {
        this.options = options;
        this.chance = chance;
    }

    /// With the default options as `change` returns them.
    public static Retry of(UnaryOperator<RetryOptions> change) {
        return new Retry(
                change.apply(RetryOptions.defaults()),
                () -> ThreadLocalRandom.current().nextLong());
    }

    /// As [#of(UnaryOperator)], with waits drawn by `chance`, which must be safe for all who use it at once.
    public static Retry of(RandomGenerator chance, UnaryOperator<RetryOptions> change) {
        return new Retry(change.apply(RetryOptions.defaults()), chance);
    }

    @Override
    public Response send(Outgoing request, Next next) {
        return new Tries(request).send(next);
    }

    /// The tries of one call.
    private final class Tries {
        private final Outgoing request;
        private final Loop loop = Loop.current();
        private final long begun = loop.nanoTime();
        private int tries;
        private @Nullable HttpException before;

        Tries(Outgoing request) {
            this.request = request;
        }

        Response send(Next next) {
            while (true) {
                tries++;
                Duration wait;
                String reason;
                try {
                    Response response = next.send(request);
                    Duration asked =
                            RetryRules.pause(response.headers(), loop.time().instant());
                    wait = longer(asked, options.backoff().draw(tries, chance));
                    if (!options.causes().has(response.status())
                            || asked.compareTo(options.retryAfterMax()) > 0
                            || !isRepeatable()
                            || !mayTryAfter(wait)) {
                        return response;
                    }
                    reason = "status " + response.status().code();
                    response.release();
                } catch (HttpException failure) {
                    remember(failure);
                    wait = options.backoff().draw(tries, chance);
                    boolean isRepeatable = RetryRules.isBeforeSending(failure) || isRepeatable();
                    if (isOutOfTime(failure) || !options.causes().has(failure) || !isRepeatable || !mayTryAfter(wait)) {
                        throw failure;
                    }
                    reason = failure.kind();
                }
                request.tellRetry(reason, wait);
                Async.sleep(wait);
            }
        }

        /// Whether the total of the whole call is over, so that another try would fail at once.
        private static boolean isOutOfTime(HttpException failure) {
            return failure instanceof HttpTimeoutException late && late.phase() == Phase.TOTAL;
        }

        private static Duration longer(Duration one, Duration other) {
            return one.compareTo(other) > 0 ? one : other;
        }

        /// Whether another try is left, and begins in time after such a wait.
        private boolean mayTryAfter(Duration wait) {
            Duration spent = Duration.ofNanos(loop.nanoTime() - begun);
            return tries < options.triesMax()
                    && request.body().isRepeatable()
                    && spent.plus(wait).compareTo(options.budget()) <= 0;
        }

        private boolean isRepeatable() {
            return options.repeats() == Repeats.ALL || RetryRules.mayRepeat(request.method(), request.headers());
        }

        private void remember(HttpException failure) {
            if (before != null && before != failure) {
                failure.addSuppressed(before);
            }
            before = failure;
        }
    }
}
