package heddle.cli;

import heddle.cli.words.Arguments;
import heddle.fetch.StrategyOptions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.OptionSpec;

/// The limits that all strategies of a comparison are held to, as options of the command line: read by `compare`,
/// handed on to each strategy's JVM, read there.
final class StrategyFlags {
    private StrategyFlags() {}

    static List<OptionSpec> all() {
        return List.of(
                Flags.count("How many URLs at a time, for virtual and async (default 256).", "-j", "--max-concurrency"),
                Flags.count("How many threads at most, for threads (default 256).", "--threads"),
                Flags.maxTime(),
                Flags.connectTimeout(),
                Flags.insecure());
    }

    static StrategyOptions options(Arguments arguments) {
        var options = StrategyOptions.defaults().withInsecure(arguments.has("-k"));
        options = options.withConcurrency(arguments.count("-j").orElse(options.concurrency()));
        options = options.withThreads(arguments.count("--threads").orElse(options.threads()));
        options = options.withTotalTimeout(arguments.duration("-m").orElse(options.totalTimeout()));
        return options.withConnectTimeout(
                arguments.duration("--connect-timeout").orElse(options.connectTimeout()));
    }

    /// The words that give [#options] these values.
    static List<String> words(StrategyOptions options) {
        var words = new ArrayList<>(List.of(
                "-j", Integer.toString(options.concurrency()),
                "--threads", Integer.toString(options.threads()),
                "-m", millis(options.totalTimeout()),
                "--connect-timeout", millis(options.connectTimeout())));
        if (options.insecure()) {
            words.add("-k");
        }
        return words;
    }

    private static String millis(Duration duration) {
        return duration.toMillis() + "ms";
    }
}
