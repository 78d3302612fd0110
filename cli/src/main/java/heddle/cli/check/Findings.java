package heddle.cli.check;

import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import heddle.cli.check.Verdict.Good;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;

/// All that came of a check.
///
/// @param all    in the order of the sources, and of the links there
/// @param unique things that links lead to, each looked at once
/// @param known  how many of these were not looked at, since an earlier check has found them good
/// @param took   the whole
public record Findings(List<Finding> all, long unique, long known, Duration took) {
    /// Copies the list.
    public Findings {
        all = List.copyOf(all);
    }

    /// Those that are broken, but for the ones that took too long.
    public List<Finding> errors() {
        return those(verdict -> verdict instanceof Broken broken && !broken.isTimeout());
    }

    /// Those that took too long.
    public List<Finding> timeouts() {
        return those(verdict -> verdict instanceof Broken broken && broken.isTimeout());
    }

    /// Those that are good.
    public List<Finding> good() {
        return those(Good.class::isInstance);
    }

    /// Those of the good ones that lead somewhere else by now.
    public List<Finding> redirected() {
        return those(
                verdict -> verdict instanceof Good good && !good.redirects().isEmpty());
    }

    /// Those that were not looked at.
    public List<Finding> excluded() {
        return those(Excluded.class::isInstance);
    }

    /// Whether none is broken.
    public boolean areGood() {
        return errors().isEmpty() && timeouts().isEmpty();
    }

    private List<Finding> those(Predicate<Verdict> are) {
        return all.stream().filter(finding -> are.test(finding.verdict())).toList();
    }
}
