package heddle.cli.check.report;

import heddle.cli.check.Finding;
import heddle.cli.check.Findings;
import heddle.cli.report.Terminal;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// The forms that a report of a check can have.
public enum ReportFormat {
    /// Lines for people.
    TEXT,
    /// JSON, with the members that lychee's has.
    JSON,
    /// Markdown, as for a comment on a change.
    MARKDOWN,
    /// The XML of JUnit, which forges and build servers read.
    JUNIT;

    /// How much a report tells.
    public enum Detail {
        /// What is broken, and what is redirected.
        PROBLEMS,
        /// Every link.
        ALL
    }

    /// The report in this form, without anything that a terminal would obey: links and failures are what strangers
    /// wrote.
    public String of(Findings findings, Detail detail) {
        return switch (this) {
            case TEXT -> Terminal.printable(new TextReport(findings, detail).text());
            case JSON -> new JsonReport(findings, detail).text();
            case MARKDOWN -> Terminal.printable(new MarkdownReport(findings, detail).text());
            case JUNIT -> new JunitReport(findings).text();
        };
    }

    /// The same findings by where they stand, in their order.
    static Map<String, List<Finding>> bySource(List<Finding> findings) {
        return findings.stream()
                .collect(Collectors.groupingBy(
                        finding -> finding.place().source(), LinkedHashMap::new, Collectors.toList()));
    }
}
