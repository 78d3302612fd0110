package heddle.cli.progress;

/// How progress is shown.
public enum ProgressMode {
    /// Drawn in place on a terminal, else as `PLAIN`.
    AUTO,
    /// A line every ten seconds.
    PLAIN,
    /// A JSON object every ten seconds and one at the end, for programs that watch.
    JSON,
    /// Nothing.
    NONE
}
