package heddle.cli.report;

import heddle.fetch.account.FetchStatistics.Counts;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// How many URLs of a list may fail without the whole being a failure.
///
/// @param urls  so many
/// @param share of all that were asked for, from 0 to 1; either will do
public record FailureAllowance(long urls, double share) {
    /// No failure is allowed.
    public static final FailureAllowance NONE = new FailureAllowance(0, 0);

    private static final Pattern WORDS = Pattern.compile("([0-9]{1,12})|([0-9]{1,3}(?:\\.[0-9]{1,6})?)%");

    /// What `10` or `0.5%` allows. Throws an [IllegalArgumentException] for anything else.
    public static FailureAllowance parse(String words) {
        Matcher match = WORDS.matcher(words);
        if (!match.matches()) {
            throw new IllegalArgumentException("'" + words + "' is neither a number nor a share; write 10 or 0.5%");
        }
        return match.group(1) == null
                ? new FailureAllowance(0, Double.parseDouble(match.group(2)) / 100)
                : new FailureAllowance(Long.parseLong(match.group(1)), 0);
    }

    /// Whether no more failed than may.
    public boolean has(Counts counts) {
        return counts.failed() <= urls || counts.failed() <= share * (counts.ok() + counts.failed());
    }
}
