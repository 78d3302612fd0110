package heddle.cli.check;

/// A link, and what is said of it.
///
/// @param url as it was asked for, with its fragment; the text of the link if that is no URL
public record Finding(Place place, String url, Verdict verdict) {}
