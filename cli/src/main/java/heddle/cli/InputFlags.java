package heddle.cli;

import heddle.cli.input.InputFile;
import heddle.cli.input.InputFiles;
import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.fetch.input.InputFormat;
import heddle.fetch.input.InputOptions;
import heddle.fetch.job.Fact;
import heddle.fetch.list.Columns;
import java.io.IOException;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Model.OptionSpec;

/// What the lists of a fetch are, as options of the command line.
final class InputFlags {
    private static final String AUTO = "auto";

    private InputFlags() {}

    /// What lists are, for a command that reads them.
    static OptionSpec[] lists() {
        return new OptionSpec[] {file(), format(), urlColumn()};
    }

    private static OptionSpec file() {
        return Flags.texts(
                "FILE",
                "Read a list from FILE, or from each that a quoted pattern matches: text, CSV, TSV, JSONL, Parquet,"
                        + " a sitemap; gzip and zstd are seen. - is standard input. May be given again.",
                "-i",
                "--input-file");
    }

    private static OptionSpec format() {
        return Flags.text("FORMAT", "Read every FILE as one of " + words() + " (default auto).", "--input-format");
    }

    private static OptionSpec urlColumn() {
        return Flags.text("NAME", "The column, or member, with the URL (default url).", "--url-column");
    }

    static OptionSpec[] all() {
        return new OptionSpec[] {
            file(),
            Flags.texts(
                    "URL|FILE",
                    "Fetch the pages of a sitemap, and of those that it names; may be given again.",
                    "--sitemap"),
            format(),
            urlColumn(),
            Flags.texts("NAME", "Pass this column of the list through to the results; may be given again.", "--column"),
            Flags.flag("Read the list, say what would be fetched, and ask nobody.", "--dry-run"),
            Flags.flag("Skip what the list had before: the same URL, but for its fragment.", "--dedupe"),
        };
    }

    private static String words() {
        return Stream.concat(Stream.of(AUTO), Stream.of(InputFormat.values()).map(InputFormat::word))
                .collect(Collectors.joining(", "));
    }

    /// The lists that are named, in order.
    static List<InputFile> files(Arguments arguments) throws IOException {
        List<InputFile> files;
        try {
            files = InputFiles.of(arguments.all("-i"));
        } catch (IllegalArgumentException e) {
            throw new UsageException(Failures.reason(e));
        }
        if (files.stream().filter(InputFile::isStandardInput).count() > 1) {
            throw new UsageException("-i - can be given once: standard input is one list");
        }
        return files;
    }

    static InputOptions options(Arguments arguments) {
        var options = InputOptions.defaults().columns(columns(arguments));
        var word = arguments.text("--input-format").orElse(AUTO);
        if (word.equals(AUTO)) {
            return options;
        }
        return options.format(InputFormat.named(word)
                .orElseThrow(
                        () -> new UsageException("--input-format must be one of " + words() + ", not '" + word + "'")));
    }

    static Columns columns(Arguments arguments) {
        try {
            return new Columns(arguments.text("--url-column").orElse(Columns.URL.url()), arguments.all("--column"));
        } catch (IllegalArgumentException e) {
            throw new UsageException("--column: " + e.getMessage());
        }
    }

    /// What makes it another job.
    static List<Fact> facts(Arguments arguments) {
        var columns = columns(arguments);
        return List.of(
                Fact.option("--input-format", arguments.text("--input-format").orElse(AUTO)),
                Fact.option("--url-column", columns.url()),
                Fact.option("--column", columns.kept().isEmpty() ? "none" : String.join(", ", columns.kept())),
                Fact.list("--sitemap", arguments.all("--sitemap")),
                Fact.option("--dedupe", arguments.has("--dedupe") ? "given" : "not given"));
    }
}
