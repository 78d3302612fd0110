package heddle.testkit;

import static heddle.testkit.HttpHosts.serve;
import static heddle.testkit.HttpHosts.session;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.server.Reply;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/// A thousand clients, each with connections of its own, that ask a server now and then for 171 seconds.
final class ThousandClients implements Scenario {
    private static final int CLIENTS = 1_000;
    private static final int REQUESTS = 3;
    private static final Duration LENGTH = Duration.ofSeconds(171);

    private final AtomicInteger answers = new AtomicInteger();

    /// How long it takes, again and again: the first runs warm the JVM up.
    static void main(String[] args) {
        int runs = args.length == 0 ? 10 : Integer.parseInt(args[0]);
        for (int run = 1; run <= runs; run++) {
            long began = System.nanoTime();
            var report = Simulation.run(171, new ThousandClients());
            System.out.printf(
                    "run %d: %.3f s for %d s of virtual time, %,d steps, fingerprint %016x%n",
                    run,
                    (System.nanoTime() - began) / 1e9,
                    report.elapsed().toSeconds(),
                    report.steps(),
                    report.fingerprint());
        }
    }

    int answers() {
        return answers.get();
    }

    @Override
    public void run(Simulation simulation) {
        simulation
                .network()
                .links(Link.defaults().latency(Duration.ofMillis(20)).jitter(Duration.ofMillis(10)));
        serve(simulation, _ -> Reply.text("hello\n"));
        try (var session = session()) {
            Async.forEach(IntStream.range(0, CLIENTS).boxed().toList(), _ -> client(simulation, session));
        }
    }

    private void client(Simulation simulation, ClientSession session) {
        for (int i = 0; i < REQUESTS; i++) {
            Async.sleep(Duration.ofNanos(
                    simulation.random().nextLong(LENGTH.dividedBy(REQUESTS).toNanos())));
            session.get("http://server/").discard();
            answers.incrementAndGet();
        }
        Async.sleep(LENGTH.minus(simulation.currentTime()));
    }
}
