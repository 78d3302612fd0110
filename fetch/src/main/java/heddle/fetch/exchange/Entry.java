package heddle.fetch.exchange;

import heddle.fetch.list.Listed;
import heddle.fetch.output.Outcome;
import heddle.url.Url;
import java.util.List;

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

    /// What all of these weigh.
    public static int weight(List<Entry> batch) {
        int weight = 0;
        for (Entry entry : batch) {
            weight += entry.weight();
        }
        return weight;
    }

    /// The outcome of it, with all that the list has: whoever made it knows the URL alone, which most lines have
    /// nothing beside.
    public Outcome listed(Outcome outcome) {
        return listed.particulars().areNone() ? outcome : outcome.with(listed);
    }

    /// The URL as the list has it.
    public String line() {
        return listed.url();
    }
}
