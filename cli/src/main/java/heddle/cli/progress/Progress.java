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
    private static final Duration LOOK = Duration.ofMillis(250);

    /// Looks between two lines, ten seconds in all.
    private static final int LOOKS = 40;

    private final Watched watched;
    private final Terminal terminal;
    private final Paint paint;
    private final ProgressMode mode;
    private final Duration look;
    private final CountDownLatch done = new CountDownLatch(1);
    private final Thread thread = Thread.ofPlatform().name("progress").daemon().unstarted(this::show);

    private Progress(Watched watched, Terminal terminal, Paint paint, ProgressMode mode, Duration look) {
        this.watched = watched;
        this.terminal = terminal;
        this.paint = paint;
        this.mode = mode;
        this.look = look;
    }

    /// Shows progress until closed.
    ///
    /// @param paint for standard error
    public static Progress show(Watched watched, Terminal terminal, Paint paint, ProgressMode mode) {
        return show(watched, terminal, paint, mode, LOOK);
    }

    /// The same with another time between two looks.
    static Progress show(Watched watched, Terminal terminal, Paint paint, ProgressMode mode, Duration look) {
        boolean isPlain = mode == ProgressMode.AUTO && !(terminal.isInteractive() && isScreen());
        var progress = new Progress(watched, terminal, paint, isPlain ? ProgressMode.PLAIN : mode, look);
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

    private boolean isOver() throws InterruptedException {
        return done.await(look.toMillis(), TimeUnit.MILLISECONDS);
    }

    /// Looks at what happens until it is time for a line, or all is over, which is told.
    private boolean isOverAfter(Recent recent) throws InterruptedException {
        for (int look = 0; look < LOOKS; look++) {
            if (isOver()) {
                return true;
            }
            recent.add(watched.statistics().get());
        }
        return false;
    }

    private void draw() throws InterruptedException {
        var view = new LiveView(paint);
        var tail = new Seldom<>(watched.tail(), System::nanoTime);
        var recent = new Recent();
        var window = new Window();
        try {
            while (!isOver()) {
                terminal.draw(view.lines(moment(recent, tail.get()), window.get()));
            }
        } finally {
            terminal.erase();
        }
    }

    private void print() throws InterruptedException {
        var recent = new Recent();
        while (!isOverAfter(recent)) {
            terminal.note(PlainText.of(moment(recent, watched.tail().get())));
        }
    }

    private void printJson() throws InterruptedException {
        var recent = new Recent();
        boolean isLast = false;
        while (!isLast) {
            isLast = isOverAfter(recent);
            terminal.note(JsonText.of(moment(recent, watched.tail().get())));
        }
    }

    private Moment moment(Recent recent, Optional<Tail> tail) {
        FetchStatistics now = watched.statistics().get();
        recent.add(now);
        return new Moment(now, recent.urlsPerSecond(), recent.bytesPerSecond(), tail);
    }
}
