package heddle.bench;

import heddle.fetch.job.EarlierRun;
import heddle.fetch.measure.ProcStatus;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// What `--since` costs beside the fetch itself: reads the lines of an earlier run that are made up, and asks for each
/// of their URLs once, in another order. The script `bench/scripts/since.sh` runs it, in a JVM of its own for each
/// number of lines.
///
/// `SinceCost FOLDER LINES`
public final class SinceCost {
    /// Has no divisor with the numbers of lines that are of interest.
    private static final long STRIDE = 1_000_003;

    private SinceCost() {}

    /// See the type.
    public static void main(String[] arguments) throws IOException {
        Path folder = Path.of(arguments[0]);
        int lines = Integer.parseInt(arguments[1]);
        write(folder.resolve("results.jsonl"), lines);
        Duration before = cpu();
        try (EarlierRun earlier = EarlierRun.open(folder)) {
            Duration opened = cpu();
            int found = 0;
            for (int i = 0; i < lines; i++) {
                found += earlier.of(url((int) (i * STRIDE % lines))).isPresent() ? 1 : 0;
            }
            if (found != lines || earlier.of(url(lines)).isPresent()) {
                throw new IllegalStateException(found + " of " + lines + " were found");
            }
            System.out.printf(
                    "%,10d lines: read in %.1f µs of CPU a line, found in %.1f µs a URL; peak %d MiB of memory%n",
                    lines,
                    micros(opened.minus(before), lines),
                    micros(cpu().minus(opened), lines),
                    ProcStatus.peakBytes().orElse(0) >> 20);
        }
    }

    private static void write(Path file, int lines) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            for (int i = 0; i < lines; i++) {
                out.write(
                        "{\"url\":\"%1$s\",\"outcome\":\"fetched\",\"http_code\":200,\"url_effective\":\"%1$s\",\"bytes\":1000,"
                                        .formatted(url(i))
                                + "\"etag\":\"\\\"" + Integer.toHexString(i)
                                + "\\\"\",\"last_modified\":\"Thu, 01 Jan 2026 00:00:00 GMT\"}\n");
            }
        }
    }

    private static String url(int number) {
        return "https://host" + number % 1_000 + ".example/section/page-" + number + ".html";
    }

    private static Duration cpu() {
        Optional<Duration> spent = ProcessHandle.current().info().totalCpuDuration();
        return spent.orElseThrow(() -> new IllegalStateException("this system does not tell the CPU time"));
    }

    private static double micros(Duration time, int lines) {
        return time.toNanos() / 1e3 / lines;
    }
}
