package heddle.fetch;

import heddle.url.Url;

/// A URL of the list that waits for its turn.
///
/// @param ordinal its place among the URLs of the list, from 0
/// @param line    as the list has it
/// @param url     that it parses to
record Entry(long ordinal, String line, Url url) {}
