package heddle.cli.check.report;

import heddle.cli.check.Finding;
import heddle.cli.check.Findings;
import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import heddle.cli.check.Verdict.Good;
import heddle.cli.check.report.ReportFormat.Detail;
import heddle.cli.report.Figures;
import java.util.ArrayList;
import java.util.List;

/// Lines for people: by source what is broken or redirected, then the numbers.
///
/// @param detail with all of it good links and excluded ones have lines, too
record TextReport(Findings findings, Detail detail) {
    String text() {
        var lines = new ArrayList<String>();
        ReportFormat.bySource(told()).forEach((source, those) -> {
            lines.add("[" + source + "]:");
            those.forEach(finding -> lines.add(line(finding)));
            lines.add("");
        });
        lines.add(total());
        return String.join("\n", lines);
    }

    private List<Finding> told() {
        if (detail == Detail.ALL) {
            return findings.all();
        }
        return findings.all().stream()
                .filter(finding -> switch (finding.verdict()) {
                    case Good good -> !good.redirects().isEmpty();
                    case Broken _ -> true;
                    case Excluded _ -> false;
                })
                .toList();
    }

    private static String line(Finding finding) {
        String reason = Wording.reason(finding);
        return "[%s] %s%s%s"
                .formatted(
                        Wording.label(finding),
                        finding.url(),
                        Wording.at(finding),
                        reason.isEmpty() ? "" : " | " + reason);
    }

    private String total() {
        return Figures.format(
                "%s, %,d unique: %,d good, %,d redirected, %,d broken, %,d timed out, %,d excluded%s in %.1f s",
                Figures.counted(findings.all().size(), "link"),
                findings.unique(),
                findings.good().size(),
                findings.redirected().size(),
                findings.errors().size(),
                findings.timeouts().size(),
                findings.excluded().size(),
                findings.known() == 0 ? "" : Figures.format(", %,d cached", findings.known()),
                findings.took().toMillis() / 1e3);
    }
}
