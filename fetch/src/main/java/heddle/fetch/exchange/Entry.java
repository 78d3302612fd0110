package heddle.fetch.exchange;

import heddle.fetch.list.Listed;
import heddle.url.Url;

/// A URL of the list.
///
/// @param ordinal its place among the URLs of the list, from 0
/// @param listed  what the list has of it
/// @param url     that it parses to
/// @param key     of its host: what politeness counts it by
public record Entry(long ordinal, Listed listed, Url url, String key) {
    private static final int PAGE = 4096;

    /// What it weighs while it waits: 1, and 1 more for each 4 KiB.
    public int weight() {
        return 1 + (int) ((listed.url().length() + listed.particulars().size()) / PAGE);
    }

    /// The URL as the list has it.
    public String line() {
        return listed.url();
    }
}
