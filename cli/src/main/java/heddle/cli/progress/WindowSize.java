package heddle.cli.progress;

/// How much a terminal shows.
///
/// @param columns in a line
/// @param rows    that are seen at once
record WindowSize(int columns, int rows) {
    /// What terminals have had since the VT100.
    static final WindowSize USUAL = new WindowSize(80, 24);
}
