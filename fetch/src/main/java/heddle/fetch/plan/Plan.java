package heddle.fetch.plan;

import java.time.Duration;
import java.util.List;

/// What a fetch of a list would be, as far as that is known without asking anybody.
///
/// @param urls       that would be asked for
/// @param requests   those of them that are more than a plain GET
/// @param duplicates that would be skipped
/// @param problems   lines that would fail, by kind, the commonest first
/// @param hosts      of the URLs
/// @param bound      how long it would take at least
public record Plan(long urls, long requests, long duplicates, List<Problem> problems, Hosts hosts, Bound bound) {
    /// Copies the list.
    public Plan {
        problems = List.copyOf(problems);
    }

    /// Lines that would fail, for one reason.
    ///
    /// @param kind    a stable word in snake_case
    /// @param count   of the lines
    /// @param url     the first of them
    /// @param message of the first of them
    public record Problem(String kind, long count, String url, String message) {}

    /// The hosts of a list.
    ///
    /// @param count   of all
    /// @param largest those with most URLs, the largest first
    public record Hosts(int count, List<Host> largest) {
        /// Copies the list.
        public Hosts {
            largest = List.copyOf(largest);
        }
    }

    /// A host of a list.
    ///
    /// @param key  what its URLs are counted together by
    /// @param urls of it
    public record Host(String key, long urls) {}

    /// The least time that politeness leaves: from the first start to the last, were all answers there at once. A
    /// `Crawl-delay`, retries and the network come on top.
    ///
    /// @param time   at least
    /// @param reason what it comes from, for people
    public record Bound(Duration time, String reason) {}
}
