package heddle.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.task.TimeoutExceededException;
import heddle.client.ClientSession;
import heddle.client.Request;
import heddle.http.HttpException;
import heddle.http.Status;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/// Clients against a server on a bad network, all of it drawn from the seed: links, limits, requests, faults.
///
/// Whatever happens: every request ends, as what it is; an answer is whole and right; all that were sent are
/// accounted for; and once the faults are over, the pools have their connections back and close them, the server
/// has nothing left to answer, and a last request is served.
final class Campaign implements Scenario {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final AtomicInteger sent = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private final AtomicInteger givenUp = new AtomicInteger();
    private final List<HttpServer> servers = new ArrayList<>();

    /// `FIRST_SEED COUNT SECONDS`: searches those seeds for so long at most.
    static void main(String[] args) {
        var seeds = Seeds.of(Long.parseLong(args[0]), Long.parseLong(args[1]))
                .within(Duration.ofSeconds(Long.parseLong(args[2])));
        long began = System.nanoTime();
        try {
            long run = Simulation.search(seeds, simulation -> new Campaign().run(simulation));
            System.out.printf("%,d seeds from %s on hold, %.1f s%n", run, args[0], (System.nanoTime() - began) / 1e9);
        } catch (SimulationFailure failure) {
            failure.printStackTrace();
            System.exit(1);
        }
    }

    @Override
    public void run(Simulation simulation) {
        var random = simulation.random();
        simulation.network().links(link(random));
        var server = simulation.host("server");
        serve(server);
        simulation.runCurrent();
        var clients = IntStream.rangeClosed(1, 1 + random.nextInt(3))
                .mapToObj(it -> simulation.host("client-" + it))
                .toList();
        var faults = simulation.host("main").start("faults", () -> faults(simulation, server, clients));
        var working = clients.stream()
                .map(it -> it.start("work", () -> work(simulation)))
                .toList();
        faults.await();
        working.forEach(it -> it.await());
        assertThat(answered.get() + failed.get() + givenUp.get())
                .as("ends of requests")
                .isEqualTo(sent.get());
        var last = servers.getLast().statistics();
        assertThat(last.answering()).as("requests that are still answered").isZero();
        assertThat(last.connections())
                .as("connections that the server still has")
                .isZero();
    }

    private void serve(Host host) {
        host.start("serve", () -> {
            try (var server = HttpServer.open(ServerOptions.at("0.0.0.0", 80), TestOrigin.router())) {
                servers.add(server);
                Async.sleep(Duration.ofDays(1));
            }
        });
    }

    private static Link link(RandomGenerator random) {
        return Link.defaults()
                .latency(Duration.ofNanos(random.nextInt(50_000_000)))
                .jitter(Duration.ofNanos(random.nextInt(50_000_000)))
                .bytesPerSecond(random.nextBoolean() ? 0 : 20_000 + random.nextInt(1_000_000))
                .loss(random.nextInt(4) == 0 ? 0.05 : 0)
                .windowBytes(1 + random.nextInt(100_000))
                .segmentBytesMax(1 + random.nextInt(20_000));
    }

    // ---- the clients

    private void work(Simulation simulation) {
        var random = simulation.random();
        int width = 1 + random.nextInt(6);
        try (var session = ClientSession.open(options -> options.pool(
                        pool -> pool.totalMax(1 + random.nextInt(6)).perHostMax(1 + random.nextInt(4)))
                .timeouts(timeouts ->
                        timeouts.total(LIMIT).readGap(Duration.ofSeconds(5)).pool(LIMIT)))) {
            Async.forEach(IntStream.range(0, 20).boxed().toList(), width, _ -> exchange(simulation, session));
            Async.sleep(Duration.ofMinutes(3));
            assertThat(session.get("http://server/bytes/7").bytes()).hasSize(7);
            var held = session.statistics();
            assertThat(held.waiting() + held.dialling())
                    .as("leases out, %s", held)
                    .isZero();
            assertThat(held.idle()).as("idle connections, %s", held).isEqualTo(held.connections());
            Async.sleep(Duration.ofMinutes(3));
            assertThat(session.statistics().connections())
                    .as("open connections")
                    .isZero();
        }
    }

    private void exchange(Simulation simulation, ClientSession session) {
        var random = simulation.random();
        Async.sleep(Duration.ofMillis(random.nextInt(2_000)));
        sent.incrementAndGet();
        try {
            if (random.nextInt(5) == 0) {
                Async.timeout(Duration.ofMillis(1 + random.nextInt(1_000)), () -> request(random, session));
            } else {
                request(random, session);
            }
            answered.incrementAndGet();
        } catch (HttpException e) {
            failed.incrementAndGet();
            simulation.note(e.kind() + " in " + e.phase());
        } catch (TimeoutExceededException e) {
            givenUp.incrementAndGet();
        }
    }

    private static void request(RandomGenerator random, ClientSession session) {
        int bytes = random.nextInt(60_000);
        switch (random.nextInt(6)) {
            case 0 -> {
                var text = "x".repeat(bytes);
                assertThat(session.post("http://server/echo").body(text).text())
                        .as("an echo")
                        .hasSize(bytes)
                        .satisfies(it -> assertThat(it.equals(text)).isTrue());
            }
            case 1 ->
                assertThat(session.get("http://server/drip?duration=2&numbytes=20")
                                .bytes())
                        .hasSize(20);
            case 2 -> {
                try (var answer = session.get("http://server/status/503").send()) {
                    assertThat(answer.status()).isEqualTo(Status.SERVICE_UNAVAILABLE);
                }
            }
            case 3 -> assertThat(exact(session.get("http://server/redirect/2"))).isNotEmpty();
            case 4 -> exact(session.get("http://server/delay/" + random.nextInt(3_000)));
            default ->
                assertThat(exact(session.get("http://server/bytes/" + bytes))).hasSize(bytes);
        }
    }

    private static byte[] exact(Request request) {
        return request.bytes();
    }

    // ---- what goes wrong

    private void faults(Simulation simulation, Host server, List<Host> clients) {
        var random = simulation.random();
        var network = simulation.network();
        for (int left = random.nextInt(8); left > 0; left--) {
            Async.sleep(Duration.ofMillis(random.nextInt(5_000)));
            var client = clients.get(random.nextInt(clients.size()));
            switch (random.nextInt(6)) {
                case 0 -> network.resetConnections(server, client);
                case 1 -> network.partition(server, client);
                case 2 -> network.partitionOneWay(client, server);
                case 3 -> network.dns().fails("server");
                case 4 -> network.links(link(random));
                default -> restart(simulation, server, random);
            }
            Async.sleep(Duration.ofMillis(random.nextInt(3_000)));
            network.heal(server);
            network.dns().addresses("server", server.address());
        }
    }

    private void restart(Simulation simulation, Host server, RandomGenerator random) {
        server.crash();
        Async.sleep(Duration.ofMillis(random.nextInt(3_000)));
        server.restart();
        serve(server);
        simulation.runCurrent();
    }
}
