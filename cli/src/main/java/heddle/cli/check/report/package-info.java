/// What came of a check, in forms for people and for programs: one file a form.
package heddle.cli.check.report;
