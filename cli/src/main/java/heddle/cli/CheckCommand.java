package heddle.cli;

import heddle.cli.check.Findings;
import heddle.cli.check.LinkCheck;
import heddle.cli.check.Place;
import heddle.cli.check.report.ReportFormat;
import heddle.cli.check.report.ReportFormat.Detail;
import heddle.cli.input.InputFile;
import heddle.cli.os.Interrupts;
import heddle.cli.os.WholeFile;
import heddle.cli.progress.Progress;
import heddle.cli.progress.Watched;
import heddle.cli.report.Paint;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.input.Input;
import heddle.fetch.options.Statuses;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/// `heddle check`: whether what links lead to is there.
final class CheckCommand implements Command {
    /// How long what is in flight may go on after Ctrl-C.
    private static final Duration GRACE = Duration.ofSeconds(1);

    private static final Statuses ACCEPTED = Statuses.parse("200..=299");

    @Override
    public CommandWords words() {
        var words = CommandWords.of(
                "check",
                "Checks whether what links lead to is there: URLs, and the links of HTML and Markdown files, those below"
                        + " folders included. Each thing is asked for once, by HEAD, and by GET where that is refused.",
                Command.examples(
                        "heddle check README.md docs",
                        "heddle check --include-fragments --format junit -o links.xml site",
                        "heddle check -i urls.txt https://example.org/"));
        words.positional(Flags.words("[URL|FILE|FOLDER...]", "0..*", "What to check."));
        words.group("List", InputFlags.lists());
        words.group("Links", CheckFlags.all());
        words.group(
                "Pace",
                PaceFlags.concurrency(),
                PaceFlags.rate(),
                PaceFlags.timeLimit("the report is of what is known by then"),
                PaceFlags.loops());
        words.group("Manners (the defaults spare all hosts but this machine)", PaceFlags.manners());
        words.group("What fails", PaceFlags.retries());
        words.group(
                "Output",
                Flags.text("FORM", "Report as text (default), json, markdown or junit.", "-f", "--format"),
                Flags.path("FILE", "Write the report to FILE instead.", "-o", "--output"),
                Flags.flag("Report good and excluded links, too.", "-v", "--verbose"),
                Flags.progress(),
                Flags.noProgress(),
                Flags.flag("Print nothing but the report.", "-q", "--quiet"),
                Flags.color());
        words.groups(RequestFlags.groupsWithoutSizes());
        words.group(Flags.settings());
        return words;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException {
        if (arguments.words().isEmpty() && !arguments.has("-i")) {
            throw new UsageException("nothing to check: name URLs, files, folders, or a list by -i");
        }
        var format = Flags.choice(arguments, "--format", ReportFormat.TEXT);
        var paint = Paint.of(
                Flags.choice(arguments, "--color", Paint.When.AUTO), terminal.isInteractive(), System.getenv());
        Statuses accepted = ContentFlags.accepted(arguments).orElse(ACCEPTED);
        var fetcher = Fetcher.create(LinkCheck.options(options(arguments), accepted));
        var known = CheckFlags.known(arguments);
        var check = filled(arguments);
        Findings findings;
        boolean isStopped;
        try (var interrupts = Interrupts.listen(ExitCode.FORCED.number(), () -> fetcher.stop(GRACE));
                var _ = Progress.show(
                        new Watched(fetcher::statistics, fetcher::tail), terminal, paint, Flags.progress(arguments))) {
            findings = check.run(fetcher, known, accepted);
            isStopped = interrupts.isRequested();
        }
        report(format.of(findings, arguments.has("-v") ? Detail.ALL : Detail.PROBLEMS), arguments, terminal);
        Optional<Path> cache = CheckFlags.cache(arguments);
        if (cache.isPresent()) {
            known.write(cache.get());
        }
        return isStopped ? ExitCode.STOPPED : exitCode(findings, fetcher);
    }

    private static FetchOptions options(Arguments arguments) throws IOException {
        var options = PaceFlags.apply(arguments, FetchOptions.defaults());
        var cookies = CookieFlags.of(arguments);
        return options.session(session -> cookies.apply(arguments, RequestFlags.apply(arguments, session)));
    }

    private static LinkCheck filled(Arguments arguments) throws IOException {
        var check = new LinkCheck(CheckFlags.rules(arguments));
        for (String word : arguments.words()) {
            if (word.matches("(?i)https?:.*")) {
                check.addUrl(new Place("command line", 0), word);
            } else if (Files.exists(Path.of(word))) {
                check.addDocuments(Path.of(word));
            } else {
                throw new UsageException("'" + word + "' is neither a URL nor a file that is there");
            }
        }
        for (InputFile file : InputFlags.files(arguments)) {
            check.addList(
                    file.isStandardInput() ? "standard input" : file.file().toString(),
                    Input.of(file.source(), InputFlags.options(arguments)));
        }
        return check;
    }

    private static void report(String report, Arguments arguments, Terminal terminal) throws IOException {
        Optional<Path> file = arguments.path("-o");
        if (file.isEmpty()) {
            terminal.line(report);
            return;
        }
        try (var target = WholeFile.open(file.get())) {
            target.out().write((report + "\n").getBytes(StandardCharsets.UTF_8));
            target.keep();
        } catch (IOException e) {
            throw new OutputException(file.get(), e);
        }
    }

    private static ExitCode exitCode(Findings findings, Fetcher fetcher) {
        if (fetcher.reached().isPresent()) {
            return ExitCode.TIME_LIMIT;
        }
        return findings.areGood() ? ExitCode.OK : ExitCode.SOME_FAILED;
    }
}
