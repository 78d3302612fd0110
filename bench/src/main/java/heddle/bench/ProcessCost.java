package heddle.bench;

import com.sun.management.OperatingSystemMXBean;
import heddle.async.Async;
import heddle.async.process.Command;
import heddle.async.process.Stdio;
import heddle.async.process.Subprocess;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// What a subprocess costs this side: CPU to start and reap one, threads and memory while it lives, a line to it
/// and back. The script `bench/scripts/process-cost.sh` runs it.
public final class ProcessCost {
    private static final int RUNS = 1000;
    private static final int ALIVE = 300;
    private static final int LINES = 20_000;
    private static final int BYTES = 64 << 20;

    private ProcessCost() {}

    /// See the type.
    public static void main(String[] arguments) throws Exception {
        Async.run(() -> {
            runMany(RUNS / 3, 1);
            report("run, one at a time", runMany(RUNS, 1));
            report("run, 50 at a time", runMany(RUNS, 50));
            liveWithMany();
            through();
        });
    }

    private record Cost(double wallMillis, double cpuMillis) {}

    private static Cost runMany(int count, int atATime) throws IOException {
        long wall = System.nanoTime();
        long cpu = cpuNanos();
        Async.forEach(IntStream.range(0, count).boxed().toList(), atATime, _ -> Subprocess.run(Command.of("true")));
        return new Cost((System.nanoTime() - wall) / 1e6 / count, (cpuNanos() - cpu) / 1e6 / count);
    }

    private static void report(String what, Cost cost) {
        IO.println("%s: %.2f ms, of which %.2f ms CPU of this side".formatted(what, cost.wallMillis, cost.cpuMillis));
    }

    private static void liveWithMany() throws IOException {
        long memory = residentKiB();
        int threads = threads();
        List<Subprocess> alive = new ArrayList<>();
        try {
            for (int i = 0; i < ALIVE; i++) {
                alive.add(Subprocess.start(Command.of("cat").stdin(Stdio.pipe())));
            }
            for (var cat : alive) {
                talk(cat);
            }
            IO.println("alive and talked to: %.2f threads and %.0f KiB each"
                    .formatted((threads() - threads) / (double) ALIVE, (residentKiB() - memory) / (double) ALIVE));
            long begun = System.nanoTime();
            for (int i = 0; i < LINES; i++) {
                talk(alive.getFirst());
            }
            IO.println("a line there and back: %.1f µs".formatted((System.nanoTime() - begun) / 1e3 / LINES));
        } finally {
            alive.forEach(Subprocess::close);
        }
    }

    private static void talk(Subprocess cat) throws IOException {
        cat.stdin().write("x\n");
        cat.stdout().readLine();
    }

    private static void through() throws IOException {
        var cat = Command.of("cat").outputBytesMax(BYTES);
        long begun = System.nanoTime();
        Subprocess.run(cat, new byte[BYTES]);
        IO.println("through cat: %.0f MiB/s".formatted((BYTES >> 20) / ((System.nanoTime() - begun) / 1e9)));
    }

    private static long cpuNanos() {
        return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getProcessCpuTime();
    }

    private static int threads() {
        return ManagementFactory.getThreadMXBean().getThreadCount();
    }

    private static long residentKiB() throws IOException {
        System.gc();
        return Files.readAllLines(Path.of("/proc/self/status")).stream()
                .filter(line -> line.startsWith("VmRSS"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }
}
