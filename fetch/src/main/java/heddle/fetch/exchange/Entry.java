package heddle.fetch.exchange;

import heddle.url.Url;

/// A URL of the list.
///
/// @param ordinal its place among the URLs of the list, from 0
/// @param line    as the list has it
/// @param url     that it parses to
/// @param key     of its host: what politeness counts it by
public record Entry(long ordinal, String line, Url url, String key) {}
