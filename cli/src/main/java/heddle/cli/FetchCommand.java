package heddle.cli;

import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.fetch.FetchOptions;
import heddle.fetch.FetchSummary;
import heddle.fetch.Fetcher;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Sink;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// `heddle fetch`: every URL of a list, nothing lost.
final class FetchCommand implements Command {
    /// What is kept.
    private enum Format {
        JSONL,
        FILES,
        NONE
    }

    /// How long what is in flight may go on after Ctrl-C.
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public CommandSpec spec() {
        var spec = Flags.command(
                "fetch",
                "Fetches every URL of a list. The output folder gets results.jsonl (a line a URL), failed.jsonl (to be"
                        + " given to -i again) and summary.json. Ctrl-C stops with whole outputs.",
                Command.examples(
                        "heddle fetch -i urls.txt -o out",
                        "heddle fetch -f files -o pages https://example.com/ https://example.org/",
                        "zcat urls.gz | heddle fetch -i - -f none -j 512"));
        spec.addPositional(Flags.words("[URL...]", "0..*", "What to fetch."));
        spec.addArgGroup(Flags.group(
                "List and pace",
                Flags.inputFile(),
                Flags.count("How many URLs at a time (default 256).", "-j", "--max-concurrency"),
                Flags.count(
                        "How many at a time from one host (default 8; no limit for this machine).",
                        "--host-concurrency"),
                Flags.count("Work by N loops, a thread each (default 1).", "--loops")));
        spec.addArgGroup(Flags.group(
                "Output",
                Flags.path("DIR", "The output folder (default out).", "-o", "--output"),
                Flags.texts(
                        "FORMAT", "jsonl (default), files: bodies too, or none; may be given again.", "-f", "--format"),
                Flags.text("HOW", "Show progress: auto, plain (a line every 10 s), json or none.", "--progress"),
                Flags.flag("Print a line a URL, on standard error.", "-v", "--verbose"),
                Flags.flag("Print nothing but errors.", "-q", "--quiet"),
                Flags.color()));
        RequestFlags.all().forEach(spec::addOption);
        return spec;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException {
        Format format = format(arguments.all("-f"));
        ProgressLine.Mode progress = progress(arguments);
        Paint.When colour = Flags.choice(arguments, "--color", Paint.When.AUTO);
        UrlList list = list(arguments);
        var fetcher = Fetcher.create(options(arguments));
        Path folder = arguments.path("-o").orElse(Path.of("out"));
        boolean hasFolder = format != Format.NONE || arguments.has("-o");
        var report = new FetchReport(
                terminal,
                Paint.of(colour, terminal.isInteractive(), System.getenv()),
                Paint.of(colour, terminal.isOutTerminal(), System.getenv()));
        if (hasFolder && !arguments.has("-q")) {
            report.warnOfEarlierRun(folder);
        }
        Runnable stop = () -> {
            fetcher.stop(GRACE);
            if (!arguments.has("-q")) {
                report.stopping(GRACE);
            }
        };
        try (var interrupts = Interrupts.listen(stop)) {
            Sink sink = arguments.has("-v") ? report.telling(sink(format, folder)) : sink(format, folder);
            FetchSummary summary;
            try (var _ = ProgressLine.show(fetcher::statistics, terminal, progress)) {
                summary = fetcher.run(list, sink);
            }
            if (hasFolder) {
                Files.createDirectories(folder);
                summary.writeTo(folder.resolve("summary.json"));
            }
            report.failures(summary);
            if (!arguments.has("-q")) {
                report.total(summary, kept(format, folder, hasFolder));
            }
            return interrupts.isRequested() ? ExitCode.STOPPED : exitCode(summary);
        }
    }

    private static UrlList list(Arguments arguments) throws IOException {
        var lists = new ArrayList<UrlList>();
        if (!arguments.words().isEmpty()) {
            lists.add(UrlList.of(arguments.words()));
        }
        if (arguments.has("-i")) {
            lists.add(InputFile.of(arguments.path("-i").orElseThrow()));
        }
        if (lists.isEmpty()) {
            throw new UsageException("nothing to fetch: name URLs, or a list by -i");
        }
        return UrlList.concat(lists);
    }

    private static FetchOptions options(Arguments arguments) throws IOException {
        var options = FetchOptions.defaults();
        options = options.concurrency(arguments.count("-j").orElse(options.concurrency()));
        options = options.loops(arguments.count("--loops").orElse(options.loops()));
        var perHost = arguments.count("--host-concurrency");
        options = perHost.isPresent() ? options.hostConcurrency(perHost.getAsInt()) : options;
        var cookies = CookieFlags.of(arguments);
        return options.session(session -> cookies.apply(arguments, RequestFlags.apply(arguments, session)));
    }

    /// Bodies in files come with the lines of results.jsonl; so the word that asks for most decides.
    private static Format format(List<String> words) {
        boolean isFiles = false;
        boolean isJsonl = words.isEmpty();
        for (String word : words) {
            switch (word) {
                case "files" -> isFiles = true;
                case "jsonl" -> isJsonl = true;
                case "none" -> {}
                default -> throw new UsageException("-f must be jsonl, files or none, not '" + word + "'");
            }
        }
        return isFiles ? Format.FILES : isJsonl ? Format.JSONL : Format.NONE;
    }

    /// Lines about single URLs and a line that is drawn in place do not go together.
    private static ProgressLine.Mode progress(Arguments arguments) {
        var mode = Flags.choice(arguments, "--progress", ProgressLine.Mode.AUTO);
        boolean isAsked = arguments.has("--progress");
        return arguments.has("-q") || (arguments.has("-v") && !isAsked) ? ProgressLine.Mode.NONE : mode;
    }

    private static Sink sink(Format format, Path folder) throws IOException {
        return switch (format) {
            case JSONL -> Sink.jsonl(folder);
            case FILES -> Sink.files(folder);
            case NONE -> Sink.none();
        };
    }

    /// What the user finds where.
    private static String kept(Format format, Path folder, boolean hasFolder) {
        if (!hasFolder) {
            return "nothing kept";
        }
        return (format == Format.NONE ? "summary in " : "results in ") + folder;
    }

    private static ExitCode exitCode(FetchSummary summary) {
        if (summary.counts().failed() == 0) {
            return ExitCode.OK;
        }
        return summary.counts().ok() == 0 ? ExitCode.UNREACHABLE : ExitCode.SOME_FAILED;
    }
}
