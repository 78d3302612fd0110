package heddle.cli.check.report;

import heddle.cli.check.Finding;
import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import heddle.cli.check.Verdict.Good;
import heddle.client.Redirect;
import java.util.List;
import java.util.OptionalInt;

/// Verdicts in words that all forms share; those of lychee.
final class Wording {
    private Wording() {}

    /// What stands in brackets: `404`, `TIMEOUT`, `OK`.
    static String label(Finding finding) {
        return switch (finding.verdict()) {
            case Good good -> label(good.status(), "OK");
            case Broken broken -> label(broken.status(), broken.isTimeout() ? "TIMEOUT" : "ERROR");
            case Excluded _ -> "EXCLUDED";
        };
    }

    private static String label(OptionalInt status, String otherwise) {
        return status.isPresent() ? Integer.toString(status.getAsInt()) : otherwise;
    }

    /// What there is to say beside that; empty for a link that is plainly good.
    static String reason(Finding finding) {
        return switch (finding.verdict()) {
            case Good good -> good.redirects().isEmpty() ? "" : chain(good.redirects());
            case Broken broken -> broken.reason();
            case Excluded excluded -> excluded.reason();
        };
    }

    private static String chain(List<Redirect> redirects) {
        var chain = new StringBuilder(redirects.getFirst().from().href());
        redirects.forEach(redirect -> chain.append(" --[")
                .append(redirect.status().code())
                .append("]--> ")
                .append(redirect.to().href()));
        return chain.toString();
    }

    /// ` (at 12)`, or nothing when the line is not known.
    static String at(Finding finding) {
        long line = finding.place().line();
        return line == 0 ? "" : " (at " + line + ")";
    }
}
