/// How far a fetch has got, shown while it runs: drawn on a terminal, as lines in a pipe, as JSON for programs.
package heddle.cli.progress;
