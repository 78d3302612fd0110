package heddle.cli;

import heddle.cli.input.InputFile;
import heddle.cli.os.Interrupts;
import heddle.cli.report.Comparison;
import heddle.cli.report.ComparisonJson;
import heddle.cli.report.ComparisonPage;
import heddle.cli.report.ComparisonTable;
import heddle.cli.report.Figures;
import heddle.cli.report.Lane;
import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.cli.sites.Sites;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import heddle.fetch.Strategy;
import heddle.fetch.StrategyOptions;
import heddle.fetch.input.Input;
import heddle.fetch.input.InputOptions;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/// `heddle compare`: the same list fetched by every strategy, side by side, and the limit that none can beat.
final class CompareCommand implements Command {
    private static final Duration TIME_LIMIT = Duration.ofMinutes(15);

    @Override
    public CommandWords words() {
        var words = CommandWords.of(
                "compare",
                "Fetches a list one URL after the other (blocking), by a pool of threads, by virtual threads and by coroutines"
                        + " (async), each in a JVM of its own, and writes compare.json and compare.html. Without URLs it"
                        + " fetches five embedded HTTPS sites.",
                Command.examples(
                        "heddle compare",
                        "heddle compare -v https://example.com/ https://example.org/",
                        "heddle compare -i urls.txt --strategies threads,async -o out"));
        words.positional(Flags.words("[URL...]", "0..*", "What to fetch."));
        words.group(
                "What is compared",
                Flags.inputFile(),
                Flags.text("LIST", "Which of blocking,threads,virtual,async (default all).", "--strategies"),
                Flags.count("Run each N times and show the median (default 1).", "--repeat"),
                Flags.duration("Give up a strategy after this (default 15m).", "--time-limit"));
        words.options(StrategyFlags.all());
        words.group(
                "Output",
                Flags.path("DIR", "Where compare.json and compare.html go (default .).", "-o", "--output"),
                Flags.flag("Print Request: and Done: lines.", "-v", "--verbose"),
                Flags.flag("Print no progress.", "-q", "--quiet"),
                Flags.color());
        words.group(Flags.settings());
        return words;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException, InterruptedException {
        List<Strategy> strategies = strategies(arguments);
        var paint = Paint.of(
                Flags.choice(arguments, "--color", Paint.When.AUTO), terminal.isOutTerminal(), System.getenv());
        List<String> given = urls(arguments);
        Path folder = Files.createDirectories(arguments.path("-o").orElse(Path.of(".")));
        try (Sites sites = Sites.open()) {
            boolean isEmbedded = given.isEmpty();
            List<String> urls = isEmbedded ? sites.urls() : given;
            StrategyOptions options = StrategyFlags.options(arguments);
            var setup = new StrategyProcess.Setup(
                    isEmbedded ? options.withInsecure(true) : options,
                    sites.warmUp(urls),
                    arguments.duration("--time-limit").orElse(TIME_LIMIT),
                    arguments.has("-v"));
            var runner = new StrategyProcess(setup, terminal);
            try (var interrupts = Interrupts.listen(ExitCode.FORCED.number(), runner::stop)) {
                var progress = new Progress(arguments.has("-q") ? Optional.empty() : Optional.of(terminal));
                List<Lane> lanes = lanes(
                        runner, strategies, urls, arguments.count("--repeat").orElse(1), progress);
                Comparison comparison = withLimit(runner, urls, options.concurrency(), lanes, progress);
                report(comparison, folder, paint, terminal);
                return interrupts.isRequested() ? ExitCode.STOPPED : exitCode(comparison);
            }
        }
    }

    private static List<Strategy> strategies(Arguments arguments) {
        var names = arguments.text("--strategies");
        if (names.isEmpty()) {
            return Strategy.ALL;
        }
        try {
            return List.of(names.get().split(",", -1)).stream()
                    .map(name -> Strategy.named(name.strip()))
                    .distinct()
                    .toList();
        } catch (IllegalArgumentException unknown) {
            throw new UsageException("--strategies: " + Failures.reason(unknown));
        }
    }

    private static List<String> urls(Arguments arguments) throws IOException {
        var lists = new ArrayList<>(List.of(UrlList.of(arguments.words())));
        if (arguments.has("-i")) {
            lists.add(list(arguments.path("-i").orElseThrow()));
        }
        var urls = new ArrayList<String>();
        try (UrlLines lines = UrlList.concat(lists).open()) {
            for (var line = lines.next(); line.isPresent(); line = lines.next()) {
                switch (line.get()) {
                    case ListLine.Entry entry -> urls.add(entry.url());
                    case ListLine.Duplicate duplicate ->
                        urls.add(duplicate.entry().url());
                    case ListLine.Bad bad -> throw new UsageException(bad.problem());
                }
            }
        }
        if (urls.isEmpty() && arguments.has("-i")) {
            throw new UsageException(arguments.path("-i").orElseThrow() + " names no URL");
        }
        return urls;
    }

    private static UrlList list(Path file) throws IOException {
        try {
            return Input.of(InputFile.of(file).source(), InputOptions.defaults());
        } catch (IllegalArgumentException e) {
            throw new UsageException(Failures.reason(e));
        }
    }

    private static List<Lane> lanes(
            StrategyProcess runner, List<Strategy> strategies, List<String> urls, int rounds, Progress progress)
            throws IOException, InterruptedException {
        var lanes = new ArrayList<Lane>();
        for (Strategy strategy : strategies) {
            var runs = new ArrayList<Lane>();
            for (int round = 1; round <= rounds && !runner.isStopped(); round++) {
                progress.say("%s%s ...", strategy.name(), rounds > 1 ? " (" + round + " of " + rounds + ")" : "");
                runs.add(runner.run(strategy, urls));
            }
            lanes.add(runs.isEmpty() ? new Lane.Unfinished(strategy.name(), "stopped", false) : Lane.median(runs));
        }
        return lanes;
    }

    /// Fetches the slowest URL alone, by coroutine.
    private static Comparison withLimit(
            StrategyProcess runner, List<String> urls, int concurrency, List<Lane> lanes, Progress progress)
            throws IOException, InterruptedException {
        var unlimited = new Comparison(urls, 0, 0, concurrency, lanes);
        OptionalInt slowest = unlimited.slowestUrl();
        if (slowest.isEmpty() || runner.isStopped()) {
            return unlimited;
        }
        int index = slowest.getAsInt();
        progress.say("the slowest URL alone ...");
        Lane alone = runner.run(Strategy.ASYNC, List.of(urls.get(index)));
        return alone instanceof Lane.Finished limit && limit.run().ok() == 1
                ? new Comparison(urls, limit.wallSeconds(), index, concurrency, lanes)
                : unlimited;
    }

    private static void report(Comparison comparison, Path folder, Paint paint, Terminal terminal) throws IOException {
        Path json = folder.resolve("compare.json");
        Path page = folder.resolve("compare.html");
        ComparisonJson.write(comparison, json);
        ComparisonPage.write(comparison, page);
        terminal.paintedLine(ComparisonTable.of(comparison, paint));
        terminal.line("report     " + page + "  " + json);
    }

    private static ExitCode exitCode(Comparison comparison) {
        if (comparison.finished().size() < comparison.lanes().size()) {
            return comparison.isOnlyLate() ? ExitCode.TIME_LIMIT : ExitCode.INTERNAL;
        }
        long failed = comparison.finished().stream()
                .mapToLong(lane -> lane.run().failed())
                .sum();
        long ok = comparison.finished().stream()
                .mapToLong(lane -> lane.run().ok())
                .sum();
        if (failed == 0) {
            return ExitCode.OK;
        }
        return ok == 0 ? ExitCode.UNREACHABLE : ExitCode.SOME_FAILED;
    }

    /// Says what is going on, to someone or to nobody.
    private record Progress(Optional<Terminal> listener) {
        @SuppressWarnings("AnnotateFormatMethod")
        void say(String pattern, Object... values) {
            listener.ifPresent(terminal -> terminal.note("heddle: " + Figures.format(pattern, values)));
        }
    }
}
