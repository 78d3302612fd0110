package heddle.cli;

import heddle.cli.os.ChildJvm;
import heddle.cli.report.Lane;
import heddle.cli.report.LaneJson;
import heddle.cli.report.Terminal;
import heddle.fetch.Strategy;
import heddle.fetch.StrategyOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Runs strategies in JVMs of their own, one after the other, so that the memory and the compiled code of one do
/// not colour the next.
final class StrategyProcess {
    private static final int LAST_WORDS_MAX = 20;

    /// How a JVM ends by Ctrl-C, which the terminal sends to it as well, and by SIGTERM.
    private static final int INTERRUPTED = 130;

    private static final int TERMINATED = 143;

    private final Setup setup;
    private final Terminal terminal;
    private final AtomicReference<@Nullable Process> current = new AtomicReference<>();
    private volatile boolean isStopped;

    /// How each strategy is run.
    ///
    /// @param options what all strategies are held to
    /// @param warmUp the URLs that are fetched before measuring
    /// @param timeLimit how long a strategy's JVM may live
    /// @param isVerbose whether starts and ends are told
    record Setup(StrategyOptions options, List<String> warmUp, Duration timeLimit, boolean isVerbose) {}

    StrategyProcess(Setup setup, Terminal terminal) {
        this.setup = setup;
        this.terminal = terminal;
    }

    /// Runs one strategy over the list; waits for its end, or ends it when its time is up or [#stop] is called.
    Lane run(Strategy strategy, List<String> urls) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(strategy)).start();
        current.set(process);
        if (isStopped) {
            process.destroyForcibly();
        }
        var timer = Thread.ofVirtual().start(() -> limit(process));
        var lastWords = new ArrayDeque<String>();
        var listener = Thread.ofVirtual().start(() -> listen(process, lastWords));
        try {
            return talk(process, urls);
        } catch (IOException broken) {
            process.destroyForcibly();
            int exit = process.waitFor();
            listener.join();
            boolean isLate = !timer.isAlive() && exit > 128;
            return new Lane.Unfinished(strategy.name(), reason(exit, isLate, lastWords), isLate && !isStopped);
        } finally {
            process.destroyForcibly();
            timer.interrupt();
            listener.join();
        }
    }

    /// Ends the strategy that is running, and any that would be started; from any thread.
    void stop() {
        isStopped = true;
        Process process = current.get();
        if (process != null) {
            process.destroyForcibly();
        }
    }

    boolean isStopped() {
        return isStopped;
    }

    private List<String> command(Strategy strategy) {
        var command = new ArrayList<>(ChildJvm.command());
        int options = command.size() - 2;
        // Small and equal heaps: what memory a strategy grows by is what it needs, not what a collector leaves lying.
        command.addAll(options, List.of("-XX:+UseSerialGC", "-Xmn32m"));
        strategy.systemProperties(setup.options)
                .forEach((name, value) -> command.add(options, "-D" + name + "=" + value));
        command.add(Main.class.getName());
        command.addAll(List.of(StrategyCommand.NAME, "--strategy", strategy.name()));
        setup.warmUp.forEach(url -> command.addAll(List.of("--warm-up", url)));
        command.addAll(StrategyFlags.words(setup.options));
        if (setup.isVerbose) {
            command.add("-v");
        }
        return command;
    }

    private static Lane talk(Process process, List<String> urls) throws IOException {
        try (OutputStream in = process.getOutputStream()) {
            in.write(String.join("\n", urls).getBytes(StandardCharsets.UTF_8));
        }
        return LaneJson.read(process.getInputStream());
    }

    private void limit(Process process) {
        try {
            if (!process.waitFor(setup.timeLimit.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException finished) {
            Thread.currentThread().interrupt();
        }
    }

    /// Passes on what the strategy says, and keeps its last words in case it fails.
    private void listen(Process process, Deque<String> lastWords) {
        try (BufferedReader lines = process.errorReader(StandardCharsets.UTF_8)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (setup.isVerbose) {
                    terminal.line(line);
                }
                lastWords.addLast(line);
                if (lastWords.size() > LAST_WORDS_MAX) {
                    lastWords.removeFirst();
                }
            }
        } catch (IOException ended) {
            // Its process was ended; what it said until then is known.
        }
    }

    private String reason(int exit, boolean isLate, Deque<String> lastWords) {
        if (isStopped || exit == INTERRUPTED || exit == TERMINATED) {
            return "stopped";
        }
        if (isLate) {
            return "not done within " + setup.timeLimit.toSeconds() + " s; raise --time-limit";
        }
        return lastWords.stream()
                .filter(line -> line.startsWith("heddle: ") || line.contains("Error") || line.contains("Exception"))
                .findFirst()
                .orElse("its JVM ended with exit code " + exit);
    }
}
