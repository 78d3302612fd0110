package heddle.cli;

import heddle.cli.input.PlanText;
import heddle.cli.progress.ProgressMode;
import heddle.cli.report.FailureAllowance;
import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.job.EarlierRun;
import heddle.fetch.job.JobFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;

/// `heddle fetch`: every URL of a list, nothing lost.
final class FetchCommand implements Command {
    @Override
    public CommandWords words() {
        var words = CommandWords.of(
                "fetch",
                "Fetches every URL of a list. The output folder gets results.jsonl (a line a URL), failed.jsonl (to be"
                        + " given to -i again) and summary.json. After Ctrl-C, a kill or a full disk the same command goes on.",
                Command.examples(
                        "heddle fetch -i urls.txt -o out",
                        "heddle fetch -f files -o pages https://example.com/ https://example.org/",
                        "zcat urls.gz | heddle fetch -i - -f none -j 512"));
        words.positional(Flags.words("[URL...]", "0..*", "What to fetch."));
        words.group("List", InputFlags.all());
        words.group(
                "Pace",
                PaceFlags.concurrency(),
                PaceFlags.rate(),
                PaceFlags.byteRate(),
                PaceFlags.timeLimit("the same command goes on"),
                PaceFlags.sizeLimit(),
                PaceFlags.loops());
        words.group("Manners (the defaults spare all hosts but this machine)", PaceFlags.manners());
        words.group("What fails", failing());
        words.group("What is wanted", ContentFlags.all());
        words.group(
                "Output",
                Flags.path("DIR", "The output folder (default out).", "-o", "--output"),
                Flags.flag("Forget what the output folder holds, and start over.", "--fresh"),
                Flags.texts(
                        "FORMAT",
                        "What to keep, may be given again: " + FetchOutputs.words() + " (default jsonl).",
                        "-f",
                        "--format"),
                Flags.size(
                        "Begin another file of warc, parquet or tar after this much (default 1G).", "--segment-size"),
                ContentFlags.hash(),
                Flags.flag("Give the rows of parquet a column with the body.", "--parquet-body"),
                Flags.flag("Give the bodies of files a folder for each host.", "--by-host"),
                Flags.progress(),
                Flags.noProgress(),
                Flags.flag("Print a line a URL, on standard error.", "-v", "--verbose"),
                Flags.flag("Print nothing but errors.", "-q", "--quiet"),
                Flags.color());
        words.group("Upload", FetchOutputs.uploadFlags());
        words.groups(RequestFlags.groups());
        words.group(Flags.settings());
        return words;
    }

    private static OptionSpec[] failing() {
        var options = new ArrayList<>(List.of(PaceFlags.retries()));
        options.add(Flags.text(
                "N|N%", "End with exit code 0 if no more URLs than this fail: 10, 0.5%% (default 0).", "--fail-on"));
        return options.toArray(OptionSpec[]::new);
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException {
        FetchOutputs outputs = FetchOutputs.of(arguments);
        ProgressMode progress = progress(arguments);
        Paint.When colour = Flags.choice(arguments, "--color", Paint.When.AUTO);
        FetchOptions options = options(arguments);
        var input = FetchInput.of(arguments, options);
        Path folder = folder(arguments);
        if (arguments.has("--dry-run")) {
            return plan(input, options, outputs.in(folder), terminal);
        }
        var report = new FetchReport(
                terminal,
                Paint.of(colour, terminal.isInteractive(), System.getenv()),
                Paint.of(colour, terminal.isOutTerminal(), System.getenv()),
                arguments.has("-q"));
        var allowance = allowance(arguments);
        Function<FetchOptions, FetchRun> runs =
                how -> new FetchRun(Fetcher.create(how), report, arguments.has("-v"), progress, allowance);
        Optional<Path> since = arguments.path("--since");
        if (since.isEmpty()) {
            return fetch(runs.apply(options), input, outputs);
        }
        if (Files.exists(folder) && Files.exists(since.get()) && Files.isSameFile(folder, since.get())) {
            throw new UsageException("--since and -o are the same folder; what has not changed stays in the first");
        }
        try (var earlier = EarlierRun.open(since.get())) {
            return fetch(runs.apply(options.since(earlier)), input, outputs);
        }
    }

    private static ExitCode fetch(FetchRun run, FetchInput input, FetchOutputs outputs) throws IOException {
        Arguments arguments = input.arguments();
        if (outputs.areNone() && !arguments.has("-o")) {
            return run.run(input.list());
        }
        var start = arguments.has("--fresh") ? JobFolder.Start.FRESH : JobFolder.Start.RESUME;
        if (start == JobFolder.Start.FRESH) {
            outputs.requireNewPlace(folder(arguments));
        }
        try (var job = JobFolder.open(folder(arguments), input.facts(outputs.facts()), start)) {
            return run.run(input.list(job), job, outputs);
        }
    }

    private static FailureAllowance allowance(Arguments arguments) {
        try {
            return arguments.text("--fail-on").map(FailureAllowance::parse).orElse(FailureAllowance.NONE);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--fail-on: " + e.getMessage());
        }
    }

    private static Path folder(Arguments arguments) {
        Path folder = arguments.path("-o").orElse(Path.of("out"));
        if (folder.toString().equals("-")) {
            throw new UsageException(
                    "-o - is no folder, and nothing goes to standard output; write ./- if you mean it");
        }
        return folder;
    }

    private static ExitCode plan(FetchInput input, FetchOptions options, String outputs, Terminal terminal)
            throws IOException {
        var plan = Fetcher.plan(options, input.unasked());
        new PlanText(plan, options, outputs).lines().forEach(terminal::line);
        if (input.hasSitemaps()) {
            terminal.note("heddle: the pages of --sitemap are not counted, since somebody would be asked for them");
        }
        return ExitCode.OK;
    }

    private static FetchOptions options(Arguments arguments) throws IOException {
        var options = PaceFlags.apply(arguments, FetchOptions.defaults());
        var cookies = CookieFlags.of(arguments);
        options = options.session(session -> cookies.apply(arguments, RequestFlags.apply(arguments, session)));
        return ContentFlags.apply(arguments, options);
    }

    /// Lines about single URLs and a line that is drawn in place do not go together.
    private static ProgressMode progress(Arguments arguments) {
        boolean isInTheWay = arguments.has("-v") && !arguments.has("--progress");
        var mode = Flags.progress(arguments);
        return isInTheWay ? ProgressMode.NONE : mode;
    }
}
