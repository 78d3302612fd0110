/// The forms that figures take: a table for terminals, a page, JSON. The noun they all show is
/// [heddle.cli.report.Comparison].
package heddle.cli.report;
