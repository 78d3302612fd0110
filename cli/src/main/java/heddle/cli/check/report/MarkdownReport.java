package heddle.cli.check.report;

import heddle.cli.check.Finding;
import heddle.cli.check.Findings;
import heddle.cli.check.report.ReportFormat.Detail;
import heddle.cli.report.Figures;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A table of the numbers, then by source what is broken, what took too long and what is redirected.
///
/// @param detail with all of it what was excluded follows
record MarkdownReport(Findings findings, Detail detail) {
    String text() {
        var lines = new ArrayList<>(List.of("# Summary", "", "| Status | Count |", "|---|---|"));
        counts().forEach((status, count) -> lines.add(Figures.format("| %s | %d |", status, count)));
        section("Errors", findings.errors(), lines);
        section("Timeouts", findings.timeouts(), lines);
        section("Redirects", findings.redirected(), lines);
        if (detail == Detail.ALL) {
            section("Excluded", findings.excluded(), lines);
        }
        return String.join("\n", lines);
    }

    private Map<String, Long> counts() {
        var counts = new LinkedHashMap<String, Long>();
        counts.put("Total", (long) findings.all().size());
        counts.put("Unique", findings.unique());
        counts.put("Successful", (long) findings.good().size());
        counts.put("Timeouts", (long) findings.timeouts().size());
        counts.put("Redirected", (long) findings.redirected().size());
        counts.put("Excluded", (long) findings.excluded().size());
        counts.put("Errors", (long) findings.errors().size());
        return counts;
    }

    private static void section(String title, List<Finding> those, List<String> lines) {
        if (those.isEmpty()) {
            return;
        }
        lines.addAll(List.of("", "## " + title + " per input"));
        ReportFormat.bySource(those).forEach((source, links) -> {
            lines.addAll(List.of("", "### " + title + " in " + plain(source), ""));
            links.forEach(link -> lines.add(line(link)));
        });
    }

    private static String line(Finding finding) {
        String reason = Wording.reason(finding);
        return "* [%s] <%s>%s%s"
                .formatted(
                        Wording.label(finding),
                        finding.url().replaceAll("[<>\\s]", "_"),
                        Wording.at(finding),
                        reason.isEmpty() ? "" : " | " + plain(reason));
    }

    /// Text that means nothing to a reader of Markdown.
    private static String plain(String text) {
        return text.replaceAll("\\R", " ").replaceAll("([\\\\`*_{}\\[\\]<>#|])", "\\\\$1");
    }
}
