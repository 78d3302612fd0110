package heddle.cli.progress;

import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.fetch.account.FetchStatistics;
import heddle.fetch.account.Tail;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/// Shows how far a fetch has got, on standard error, on a thread of its own: on a terminal as a few lines that are
/// drawn again and again, in a pipe as a line every ten seconds.
public final class Progress implements AutoCloseable {
    private static final Duration DRAW = Duration.ofMillis(250);
    private static final Duration PRINT = Duration.ofSeconds(10);

    private final Watched watched;
    private final Terminal terminal;
    private final Paint paint;
    private final ProgressMode mode;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("progress").daemon().unstarted(this::show);

    private Progress(Watched watched, Terminal terminal, Paint paint, ProgressMode mode) {
        this.watched = watched;
        this.terminal = terminal;
        this.paint = paint;
        this.mode = mode;
    }

    /// Shows progress until closed.
    ///
    /// @param paint for standard error
    public static Progress show(Watched watched, Terminal terminal, Paint paint, ProgressMode mode) {
        boolean isPlain = mode == ProgressMode.AUTO && !(terminal.isInteractive() && isScreen());
        var progress = new Progress(watched, terminal, paint, isPlain ? ProgressMode.PLAIN : mode);
        if (mode != ProgressMode.NONE) {
            progress.thread.start();
        }
        return progress;
    }

    /// Whether the terminal knows how to move its cursor.
    private static boolean isScreen() {
        return !Optional.ofNullable(System.getenv("TERM")).orElse("dumb").equals("dumb");
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
        try {
            switch (mode) {
                case AUTO -> draw();
                case PLAIN -> print();
                case JSON -> printJson();
                case NONE -> {}
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private boolean isOver(Duration pause) throws InterruptedException {
        return done.await(pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void draw() throws InterruptedException {
        var view = new LiveView(paint);
        var tail = new Seldom<>(watched.tail(), System::nanoTime);
        var recent = new Recent();
        var window = new Window();
        try {
            while (!isOver(DRAW)) {
                terminal.draw(view.lines(moment(recent, tail.get()), window.get()));
            }
        } finally {
            terminal.erase();
        }
    }

    private void print() throws InterruptedException {
        var recent = new Recent();
        moment(recent, Optional.empty());
        while (!isOver(PRINT)) {
            terminal.note(PlainText.of(moment(recent, watched.tail().get())));
        }
    }

    private void printJson() throws InterruptedException {
        var recent = new Recent();
        moment(recent, Optional.empty());
        boolean isLast = false;
        while (!isLast) {
            isLast = isOver(PRINT);
            terminal.note(JsonText.of(moment(recent, watched.tail().get())));
        }
    }

    private Moment moment(Recent recent, Optional<Tail> tail) {
        FetchStatistics now = watched.statistics().get();
        recent.add(now);
        return new Moment(now, recent.urlsPerSecond(), recent.bytesPerSecond(), tail);
    }
}
