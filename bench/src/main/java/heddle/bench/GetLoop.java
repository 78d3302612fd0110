package heddle.bench;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.url.Url;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.stream.IntStream;

/// Keep-alive GETs in a loop: what one costs. `GetLoop URL [coroutines] [seconds]` prints, second by second,
/// requests, microseconds of CPU (of the whole process) and bytes allocated per request; the second half is warm.
/// The script `bench/scripts/get-loop.sh` runs it beside wrk.
public final class GetLoop {
    /// Then a new coroutine goes on: one that was started cold keeps interpreted frames, and with these each of its
    /// parks takes the JVM's slow path.
    private static final int GETS_A_ROUND = 256;

    private GetLoop() {}

    /// See the type.
    public static void main(String[] arguments) {
        Url url = Url.parse(arguments[0]);
        int coroutines = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
        int seconds = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 10;
        var done = new long[1];
        Async.run(() -> {
            try (var session = ClientSession.open(options -> options.insecure())) {
                long end = System.nanoTime() + Duration.ofSeconds(seconds).toNanos();
                var rounds = IntStream.iterate(0, round -> round + 1)
                        .takeWhile(_ -> System.nanoTime() < end)
                        .boxed();
                Async.forEach(rounds, coroutines + 1, round -> {
                    if (round == 0) {
                        report(done, seconds);
                        return;
                    }
                    for (int i = 0; i < GETS_A_ROUND; i++) {
                        session.get(url).bytes();
                        done[0]++;
                    }
                });
                System.out.println(session.statistics());
            }
        });
    }

    private static void report(long[] done, int seconds) {
        long requests = 0;
        long cpu = cpuNanos();
        long bytes = allocatedBytes();
        for (int second = 1; second <= seconds; second++) {
            Async.sleep(Duration.ofSeconds(1));
            long used = cpuNanos() - cpu;
            long allocated = allocatedBytes() - bytes;
            long more = Math.max(1, done[0] - requests);
            System.out.printf(
                    "%2d s  %,9d requests  %6.2f us CPU  %,6d bytes each%n",
                    second, more, used / 1e3 / more, allocated / more);
            requests += more;
            cpu += used;
            bytes += allocated;
        }
    }

    private static long cpuNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }

    private static long allocatedBytes() {
        var threads = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        return threads.getTotalThreadAllocatedBytes();
    }
}
