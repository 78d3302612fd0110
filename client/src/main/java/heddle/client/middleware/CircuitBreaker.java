package heddle.client.middleware;

import heddle.async.loop.Loop;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.http.CircuitOpenException;
import heddle.http.HttpException;
import java.util.LinkedHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;

/// Spares a host that has failed too often, and the callers the wait: for a while its requests fail at once, with a
/// [CircuitOpenException]; then a probe tells whether it is well again (Nygard, "Release It!").
///
///     ClientSession.open(options -> options.middleware(CircuitBreaker.of(circuit ->
/// circuit.open(Duration.ofMinutes(1)))))
///
/// Each scheme, host and port has a circuit of its own; each hop counts for the host that it goes to.
public final class CircuitBreaker implements Middleware {
    private final CircuitOptions options;
    private final ReentrantLock lock = new ReentrantLock();
    private final LinkedHashMap<String, Circuit> circuits = new LinkedHashMap<>(16, 0.75f, true);

    private CircuitBreaker(CircuitOptions options) {
        this.options = options;
    }

    /// With the default options as `change` returns them.
    public static CircuitBreaker of(UnaryOperator<CircuitOptions> change) {
        return new CircuitBreaker(change.apply(CircuitOptions.defaults()));
    }

    @Override
    public Place place() {
        return Place.HOP;
    }

    @Override
    public Response send(Outgoing request, Next next) {
        String origin = request.url().origin();
        Loop loop = Loop.current();
        Circuit circuit = circuit(origin);
        int begun = circuit.tryPass(loop.nanoTime())
                .orElseThrow(() -> new CircuitOpenException(origin, circuit.refusing(loop.nanoTime())));
        var end = Circuit.End.UNKNOWN;
        try {
            Response response = next.send(request);
            end = options.causes().has(response.status()) ? Circuit.End.FAILED : Circuit.End.SUCCEEDED;
            return response;
        } catch (HttpException failure) {
            end = options.causes().has(failure) ? Circuit.End.FAILED : Circuit.End.UNKNOWN;
            throw failure;
        } finally {
            circuit.end(begun, end, loop.nanoTime());
        }
    }

    private Circuit circuit(String origin) {
        lock.lock();
        try {
            Circuit circuit = circuits.computeIfAbsent(origin, _ -> new Circuit(options));
            if (circuits.size() > options.hostsMax()) {
                circuits.pollFirstEntry();
            }
            return circuit;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public String toString() {
        return "CircuitBreaker[%d hosts]".formatted(circuits.size());
    }
}
