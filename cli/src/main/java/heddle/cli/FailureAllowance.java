package heddle.cli;

import heddle.fetch.account.FetchStatistics.Counts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.Model.OptionSpec;

/// How many URLs of a list may fail without the whole being a failure: `--fail-on`.
///
/// @param urls  so many
/// @param share of all that were asked for, from 0 to 1; the larger of the two counts
record FailureAllowance(long urls, double share) {
    private static final Pattern WORDS = Pattern.compile("([0-9]{1,12})|([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");

    static OptionSpec option() {
        return Flags.text(
                "N|N%", "End with exit code 0 if no more URLs than this fail: 10, 0.5% (default 0).", "--fail-on");
    }

    static FailureAllowance of(Arguments arguments) {
        String words = arguments.text("--fail-on").orElse("0");
        Matcher match = WORDS.matcher(words);
        if (!match.matches()) {
            throw new UsageException("--fail-on must be a number or a share, such as 10 or 0.5%, not '" + words + "'");
        }
        return match.group(1) == null
                ? new FailureAllowance(0, Double.parseDouble(match.group(2)) / 100)
                : new FailureAllowance(Long.parseLong(match.group(1)), 0);
    }

    /// Whether no more failed than may.
    boolean has(Counts counts) {
        return counts.failed() <= urls || counts.failed() <= share * (counts.ok() + counts.failed());
    }
}
