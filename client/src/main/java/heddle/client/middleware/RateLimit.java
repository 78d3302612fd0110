package heddle.client.middleware;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.async.time.Pacer;
import heddle.async.time.Time;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// Lets requests begin at an even pace, to each host and to all together: who is too early parks. Each hop counts, and
/// each repetition.
///
///     ClientSession.open(options -> options.middleware(RateLimit.of(limit -> limit.perHostSecond(10))))
///
/// Turns are given in the order of asking. A request that would wait for longer than it may takes no turn, and fails
/// with an [HttpTimeoutException] of the phase [Phase#POOL].
public final class RateLimit implements Middleware {
    private final RateLimitOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Pacer> hosts = new LinkedHashMap<>(16, 0.75f, true);
    private Optional<Pacer> all = Optional.empty();

    private RateLimit(RateLimitOptions options) {
        this.options = options;
    }

    /// With the default options as `change` returns them.
    public static RateLimit of(UnaryOperator<RateLimitOptions> change) {
        return new RateLimit(change.apply(RateLimitOptions.defaults()));
    }

    @Override
    public Place place() {
        return Place.HOP;
    }

    @Override
    public Response send(Outgoing request, Next next) {
        Time time = Loop.current().time();
        String host = request.url().host();
        if (options.perHostSecond().isPresent()) {
            awaitTurn(hostPacer(host, options.perHostSecond().getAsDouble(), time), host);
        }
        if (options.perSecond().isPresent()) {
            awaitTurn(commonPacer(options.perSecond().getAsDouble(), time), "all hosts");
        }
        return next.send(request);
    }

    private void awaitTurn(Pacer pacer, String of) {
        Duration wait = pacer.tryBegin(1, options.waitMax()).orElseThrow(() -> tooLong(of));
        if (wait.isPositive()) {
            Async.sleep(wait);
        }
    }

    private Pacer commonPacer(double perSecond, Time time) {
        lock.lock();
        try {
            Pacer pacer = all.orElseGet(() -> Pacer.of(perSecond, options.burst(), time));
            all = Optional.of(pacer);
            return pacer;
        } finally {
            lock.unlock();
        }
    }

    private Pacer hostPacer(String host, double perSecond, Time time) {
        lock.lock();
        try {
            Pacer pacer = hosts.computeIfAbsent(host, _ -> Pacer.of(perSecond, options.burst(), time));
            if (hosts.size() > options.hostsMax()) {
                hosts.pollFirstEntry();
            }
            return pacer;
        } finally {
            lock.unlock();
        }
    }

    private HttpTimeoutException tooLong(String of) {
        return new HttpTimeoutException(
                Phase.POOL,
                options.waitMax(),
                Duration.ZERO,
                "the rate limit of %s has no turn before that; ask for less at once, or raise waitMax".formatted(of),
                null);
    }

    @Override
    public String toString() {
        return "RateLimit[%d hosts]".formatted(hosts.size());
    }
}
