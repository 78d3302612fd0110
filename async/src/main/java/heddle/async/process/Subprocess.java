package heddle.async.process;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.loop.Loop;
import heddle.async.stream.StreamReader;
import heddle.async.stream.StreamWriter;
import heddle.async.task.TimeoutExceededException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A process that runs another program, and the streams to and from it.
///
///     try (var sort = Subprocess.start(Command.of("sort").stdin(Stdio.pipe()))) {
///         sort.stdin().write("b\na\n");
///         sort.stdin().close();
///         for (String line : sort.stdout().lines()) { ... }
///     }
///
/// For coroutines. [#run] is for programs that are fed once and read to the end. Close it: what still runs then is
/// asked to end, killed when its grace is over, and in any case waited for, also in a cancelled scope; so no
/// process outlives the code that started it, and none is left as a zombie. Its own children are its own affair.
///
/// No loop is ever blocked. While a pipe is in use it costs a thread, and so does each process, of the JDK, which
/// waits for its end; this program runs 1,000 processes at a time, and then throws [StartException]. Processes live
/// in real time, and hold a virtual clock.
public final class Subprocess implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Subprocess.class);
    private static final int PROCESSES_MAX = 1000;
    private static final AtomicInteger RUNNING = new AtomicInteger();

    /// How long a killed process may take to be gone.
    private static final Duration KILL_LIMIT = Duration.ofSeconds(10);

    private final Command command;
    private final Process process;
    private final Promise<ExitStatus> exit = new Promise<>();
    private final Optional<PipeSink> input;
    private final Optional<PipeSource> output;
    private final Optional<PipeSource> errors;
    private final Optional<StreamWriter> stdin;
    private final Optional<StreamReader> stdout;
    private final Optional<StreamReader> stderr;

    private Subprocess(Command command, Process process) {
        this.command = command;
        this.process = process;
        this.input = ifPipe(command.input(), new PipeSink(process.getOutputStream(), name("stdin")));
        this.output = ifPipe(command.output().stdout(), new PipeSource(process.getInputStream(), name("stdout")));
        this.errors = ifPipe(command.output().stderr(), new PipeSource(process.getErrorStream(), name("stderr")));
        this.stdin = input.map(StreamWriter::new);
        this.stdout = output.map(this::reader);
        this.stderr = errors.map(this::reader);
    }

    private static <T> Optional<T> ifPipe(Stdio stream, T pipe) {
        return stream instanceof Stdio.Pipe ? Optional.of(pipe) : Optional.empty();
    }

    private StreamReader reader(PipeSource source) {
        return new StreamReader(source, command.limits().lineBytesMax());
    }

    private String name(String stream) {
        return "%s of %s (%d)".formatted(stream, command.program(), process.pid());
    }

    /// Starts a process; parks until it runs.
    public static Subprocess start(Command command) throws StartException {
        if (RUNNING.incrementAndGet() > PROCESSES_MAX) {
            RUNNING.decrementAndGet();
            throw new StartException(
                    StartFailure.TOO_MANY_PROCESSES,
                    command,
                    "%d processes of this program run already; wait until some have ended".formatted(PROCESSES_MAX),
                    null);
        }
        var loop = Loop.current();
        loop.beginForeignWork();
        Subprocess started = null;
        try {
            started = new Subprocess(command, Async.toThread(() -> Starting.start(command)));
            started.watch(loop);
            return started;
        } finally {
            if (started == null) {
                RUNNING.decrementAndGet();
                loop.endForeignWork();
            }
        }
    }

    private void watch(Loop loop) {
        var _ = process.onExit().thenAccept(ended -> {
            exit.complete(new ExitStatus(ended.exitValue()));
            RUNNING.decrementAndGet();
            loop.endForeignWork();
        });
    }

    /// Runs a program to its end and keeps what it says on its pipes. Cancelled, it ends the program first.
    ///
    /// Throws [heddle.async.stream.ReadLimitException] when it says more than the command allows.
    public static Completed run(Command command) throws IOException {
        return Communicate.run(command, Optional.empty());
    }

    /// As [#run(Command)], and gives it `input` to read.
    public static Completed run(Command command, byte[] input) throws IOException {
        return Communicate.run(command.stdin(Stdio.pipe()), Optional.of(input));
    }

    /// As [#run(Command, byte\[\])], with text in UTF-8.
    public static Completed run(Command command, String input) throws IOException {
        return run(command, input.getBytes(StandardCharsets.UTF_8));
    }

    /// What it reads. Close it to let it read the end, for which nobody waits.
    public StreamWriter stdin() {
        return stdin.orElseThrow(() -> notPiped("stdin"));
    }

    /// What it says.
    public StreamReader stdout() {
        return stdout.orElseThrow(() -> notPiped("stdout"));
    }

    /// What it complains about.
    public StreamReader stderr() {
        return stderr.orElseThrow(() -> notPiped("stderr"));
    }

    private IllegalStateException notPiped(String stream) {
        return new IllegalStateException("%s of %s is no pipe; start it with Command.%s(Stdio.pipe())"
                .formatted(stream, command.program(), stream));
    }

    /// The number that the operating system knows it by.
    public long pid() {
        return process.pid();
    }

    public boolean isAlive() {
        return !exit.isDone();
    }

    /// Parks until it has ended. Read its pipes first, or meanwhile: a process that nobody listens to waits.
    public ExitStatus waitFor() {
        return exit.await();
    }

    /// Asks it to end (SIGTERM).
    public void terminate() {
        process.toHandle().destroy(); // unlike that of the process, which closes its pipes, too
    }

    /// Ends it (SIGKILL).
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /// Ends it if it still runs: asks it to, and kills it when its grace is over. Parks until it is gone, even in a
    /// cancelled scope. What it said and nobody has read is lost.
    @Override
    public void close() {
        try {
            if (isAlive()) {
                Async.shield(this::end);
            }
        } finally {
            input.ifPresent(PipeSink::abort);
            output.ifPresent(PipeSource::close);
            errors.ifPresent(PipeSource::close);
        }
    }

    private void end() {
        terminate();
        if (!hasEndedWithin(command.limits().grace())) {
            kill();
            if (!hasEndedWithin(KILL_LIMIT)) {
                log.warn("{} was killed and has not ended within {}", this, KILL_LIMIT);
            }
        }
    }

    private boolean hasEndedWithin(Duration limit) {
        try {
            exit.await(limit);
            return true;
        } catch (TimeoutExceededException late) {
            return false;
        }
    }

    @Override
    public String toString() {
        return "Subprocess[%s, pid=%d, %s]".formatted(command.program(), pid(), isAlive() ? "running" : exit.await());
    }
}
