package heddle.cli;

import heddle.cli.report.Lane;
import heddle.cli.report.LaneJson;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.fetch.Strategy;
import heddle.fetch.StrategyListener;
import heddle.fetch.StrategyOptions;
import heddle.fetch.StrategyRun;
import heddle.fetch.measure.Compilers;
import heddle.fetch.measure.ProcessMeter;
import heddle.fetch.measure.ProcessUsage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

/// One strategy of a comparison in a JVM of its own: reads the URLs from standard input, warms up, measures one
/// run, and writes it to standard output as [LaneJson]. Started by [StrategyProcess]; not for people.
final class StrategyCommand implements Command {
    static final String NAME = "compare-strategy";

    /// Rounds of warm-up: as many as fit into this time, so that the compilers have seen the strategy's code. After
    /// half of it they had much to do still when 256 connections were opened at once, or five over TLS.
    private static final Duration WARM_UP = Duration.ofSeconds(3);

    private static final int WARM_UP_URLS_MAX = 100;

    /// What the compilers have left to do after that is not to be counted either.
    private static final Duration COMPILERS_MAX = Duration.ofSeconds(3);

    private static final Duration REST = Duration.ofMillis(300);

    @Override
    public CommandWords words() {
        var words = CommandWords.of(NAME, "Runs one strategy for 'heddle compare'.");
        words.option(Flags.text("NAME", "The strategy.", "--strategy"));
        words.option(Flags.texts("URL", "What to fetch before measuring, in turns.", "--warm-up"));
        words.option(Flags.flag("Say when a URL starts and ends.", "-v"));
        words.options(StrategyFlags.all());
        return words;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException, InterruptedException {
        var input = new String(System.in.readAllBytes(), StandardCharsets.UTF_8);
        List<String> urls = input.lines().toList();
        var strategy = Strategy.named(arguments.text("--strategy").orElse(""));
        StrategyOptions options = StrategyFlags.options(arguments);
        List<String> warmUp = arguments.all("--warm-up");
        if (!warmUp.isEmpty()) {
            int many = Math.min(urls.size(), WARM_UP_URLS_MAX);
            warmUp(
                    strategy,
                    IntStream.range(0, many)
                            .mapToObj(i -> warmUp.get(i % warmUp.size()))
                            .toList(),
                    options);
        }
        StrategyListener listener = arguments.has("-v") ? saying(terminal) : StrategyListener.NONE;
        ProcessUsage idle = atRest();
        var meter = ProcessMeter.start();
        StrategyRun run = strategy.run(urls, options, listener);
        LaneJson.write(new Lane.Finished(run, meter.stop(), idle), terminal.out());
        return ExitCode.OK;
    }

    /// What this JVM uses while it does nothing: what of the run's figures is not the run's.
    private static ProcessUsage atRest() throws InterruptedException {
        var meter = ProcessMeter.start();
        Thread.sleep(REST);
        return meter.stop();
    }

    /// The run that follows is one of many: the heap is not tidied up for it. After a full collection the first
    /// thing that any strategy does takes twice as long.
    private static void warmUp(Strategy strategy, List<String> urls, StrategyOptions options)
            throws InterruptedException {
        long start = System.nanoTime();
        while (System.nanoTime() - start < WARM_UP.toNanos()) {
            strategy.run(urls, options.withInsecure(true), StrategyListener.NONE);
        }
        Compilers.settle(COMPILERS_MAX);
    }

    private static StrategyListener saying(Terminal terminal) {
        return new StrategyListener() {
            @Override
            public void started(int index, String url) {
                terminal.note("Request: " + url);
            }

            @Override
            public void completed(int index, String url, boolean ok) {
                terminal.note((ok ? "Done: " : "Failed: ") + url);
            }
        };
    }
}
