package heddle.bench;

import heddle.async.Async;
import heddle.client.ClientSession;
import heddle.url.Url;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Keep-alive GETs in a loop: what one costs in CPU. `GetLoop URL [coroutines] [seconds]` prints, second by second,
/// requests and microseconds of CPU (of the whole process) per request; the second half is warm.
///
///     taskset -c 0 java --add-opens java.base/java.lang=ALL-UNNAMED -cp ... heddle.bench.GetLoop
/// http://127.0.0.1:8080/1k 64 10
public final class GetLoop {
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
                List<Integer> workers = new ArrayList<>(
                        IntStream.rangeClosed(0, coroutines).boxed().toList());
                Async.forEach(workers, worker -> {
                    if (worker == 0) {
                        report(done, seconds);
                        return;
                    }
                    while (System.nanoTime() < end) {
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
        for (int second = 1; second <= seconds; second++) {
            Async.sleep(Duration.ofSeconds(1));
            long used = cpuNanos() - cpu;
            long more = done[0] - requests;
            System.out.printf(
                    "%2d s  %,9d requests  %6.2f us CPU each%n", second, more, used / 1e3 / Math.max(1, more));
            requests += more;
            cpu += used;
        }
    }

    private static long cpuNanos() {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        return system.getProcessCpuTime();
    }
}
