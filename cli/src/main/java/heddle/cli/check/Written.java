package heddle.cli.check;

/// A link as it is written somewhere.
///
/// @param text what it leads to, as it stands there
/// @param line on which, from 1; 0 when that is not known
public record Written(String text, long line) {}
