package heddle.cli;

import heddle.cli.input.PlanText;
import heddle.cli.progress.ProgressMode;
import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.job.JobFolder;
import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/// `heddle fetch`: every URL of a list, nothing lost.
final class FetchCommand implements Command {
    @Override
    public CommandSpec spec() {
        var spec = Flags.command(
                "fetch",
                "Fetches every URL of a list. The output folder gets results.jsonl (a line a URL), failed.jsonl (to be"
                        + " given to -i again) and summary.json. After Ctrl-C, a kill or a full disk the same command goes on.",
                Command.examples(
                        "heddle fetch -i urls.txt -o out",
                        "heddle fetch -f files -o pages https://example.com/ https://example.org/",
                        "zcat urls.gz | heddle fetch -i - -f none -j 512"));
        spec.addPositional(Flags.words("[URL...]", "0..*", "What to fetch."));
        spec.addArgGroup(Flags.group("List", InputFlags.all()));
        spec.addArgGroup(Flags.group(
                "Pace",
                Flags.count("How many URLs at a time (default 256).", "-j", "--max-concurrency"),
                PaceFlags.rate(),
                PaceFlags.byteRate(),
                PaceFlags.timeLimit(),
                PaceFlags.sizeLimit(),
                Flags.count("Work by N loops, a thread each (default 1).", "--loops")));
        spec.addArgGroup(Flags.group("Manners (the defaults spare all hosts but this machine)", PaceFlags.manners()));
        spec.addArgGroup(Flags.group("What fails", PaceFlags.retries()));
        spec.addArgGroup(Flags.group(
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
                Flags.flag("Give the rows of parquet a column with the body.", "--parquet-body"),
                Flags.flag("Give the bodies of files a folder for each host.", "--by-host"),
                Flags.text("HOW", "Show progress: auto, plain (a line every 10 s), json or none.", "--progress"),
                Flags.flag("The same as --progress=none.", "--no-progress"),
                Flags.flag("Print a line a URL, on standard error.", "-v", "--verbose"),
                Flags.flag("Print nothing but errors.", "-q", "--quiet"),
                Flags.color()));
        RequestFlags.all().forEach(spec::addOption);
        spec.addArgGroup(Flags.settings());
        return spec;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException {
        FetchOutputs outputs = FetchOutputs.of(arguments);
        ProgressMode progress = progress(arguments);
        Paint.When colour = Flags.choice(arguments, "--color", Paint.When.AUTO);
        FetchOptions options = options(arguments);
        var input = FetchInput.of(arguments, options.session());
        Path folder = arguments.path("-o").orElse(Path.of("out"));
        if (arguments.has("--dry-run")) {
            return plan(input, options, outputs.in(folder), terminal);
        }
        var report = new FetchReport(
                terminal,
                Paint.of(colour, terminal.isInteractive(), System.getenv()),
                Paint.of(colour, terminal.isOutTerminal(), System.getenv()),
                arguments.has("-q"));
        var fetch = new FetchRun(Fetcher.create(options), report, arguments.has("-v"), progress);
        if (outputs.areNone() && !arguments.has("-o")) {
            return fetch.run(input.list());
        }
        var start = arguments.has("--fresh") ? JobFolder.Start.FRESH : JobFolder.Start.RESUME;
        try (var job = JobFolder.open(folder, input.facts(outputs.facts()), start)) {
            return fetch.run(input.list(job), job, outputs);
        }
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
        var options = FetchOptions.defaults();
        options = options.concurrency(arguments.count("-j").orElse(options.concurrency()));
        options =
                options.loops(arguments.count("--loops").orElse(options.engine().loops()));
        options = PaceFlags.apply(arguments, options);
        var cookies = CookieFlags.of(arguments);
        return options.session(session -> cookies.apply(arguments, RequestFlags.apply(arguments, session)));
    }

    /// Lines about single URLs and a line that is drawn in place do not go together.
    private static ProgressMode progress(Arguments arguments) {
        var mode = Flags.choice(arguments, "--progress", ProgressMode.AUTO);
        boolean isUnwanted = arguments.has("-q") || arguments.has("--no-progress");
        boolean isAsked = arguments.has("--progress");
        return isUnwanted || (arguments.has("-v") && !isAsked) ? ProgressMode.NONE : mode;
    }
}
