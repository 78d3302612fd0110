package heddle.cli;

import heddle.cli.report.Figures;
import heddle.cli.report.Terminal;
import heddle.fetch.FetchStatistics;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/// How far a fetch has got, on standard error: on a terminal a line that is drawn again and again, in a pipe a line
/// every ten seconds.
final class ProgressLine implements AutoCloseable {
    /// How progress is shown.
    enum Mode {
        /// As `LINE` on a terminal, else as `PLAIN`.
        AUTO,
        /// A line every ten seconds.
        PLAIN,
        /// A JSON object every ten seconds, for programs that watch.
        JSON,
        /// Nothing.
        NONE
    }

    private static final Duration DRAW = Duration.ofMillis(200);
    private static final Duration PRINT = Duration.ofSeconds(10);
    private static final String CLEAR = "\r\u001b[K";
    private static final int COLUMNS = 79;

    private final Supplier<FetchStatistics> statistics;
    private final Terminal terminal;
    private final Mode mode;
    private final boolean isDrawn;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread;

    private ProgressLine(Supplier<FetchStatistics> statistics, Terminal terminal, Mode mode) {
        this.statistics = statistics;
        this.terminal = terminal;
        this.mode = mode;
        this.isDrawn = mode == Mode.AUTO && terminal.isInteractive();
        thread = Thread.ofPlatform().name("progress").daemon().unstarted(this::show);
    }

    /// Shows progress until closed.
    static ProgressLine show(Supplier<FetchStatistics> statistics, Terminal terminal, Mode mode) {
        var line = new ProgressLine(statistics, terminal, mode);
        if (mode != Mode.NONE) {
            line.thread.start();
        }
        return line;
    }

    @Override
    public void close() {
        done.countDown();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void show() {
        Duration pause = isDrawn ? DRAW : PRINT;
        try {
            while (!done.await(pause.toMillis(), TimeUnit.MILLISECONDS)) {
                String text = mode == Mode.JSON ? json(statistics.get()) : text(statistics.get());
                if (isDrawn) {
                    terminal.raw(CLEAR + text.substring(0, Math.min(COLUMNS, text.length())));
                } else {
                    terminal.note(text);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        if (isDrawn) {
            terminal.raw(CLEAR);
        }
    }

    static String json(FetchStatistics now) {
        var counts = now.counts();
        return Figures.format(
                "{\"elapsed_s\":%.3f,\"urls\":%d,\"list_read\":%b,\"ok\":%d,\"failed\":%d,\"skipped\":%d,"
                        + "\"in_flight\":%d,\"bytes\":%d,\"hosts\":%d,\"hosts_parked\":%d,\"retries\":%d}",
                now.elapsed().toNanos() / 1e9,
                now.urls(),
                now.isListRead(),
                counts.ok(),
                counts.failed(),
                counts.skipped(),
                now.running(),
                now.bytes(),
                now.hosts().known(),
                now.hosts().parked(),
                now.retries());
    }

    static String text(FetchStatistics now) {
        double seconds = Math.max(1e-3, now.elapsed().toNanos() / 1e9);
        var counts = now.counts();
        return Figures.format(
                "%,d of %,d%s  %,.0f/s  %,d failed  %,d in flight  %,.1f MB  %.0f s",
                counts.total(),
                now.urls(),
                now.isListRead() ? "" : "+",
                counts.total() / seconds,
                counts.failed(),
                now.running(),
                now.bytes() / 1e6,
                seconds);
    }
}
