package heddle.fetch.output;

import heddle.client.Exchange;
import java.time.Duration;
import java.util.Optional;

/// What became of one URL of a list. Every URL has exactly one outcome.
///
/// A complete response is *fetched*, whatever its status: `http_code` tells a page from an error page, as in curl.
public sealed interface Outcome {
    /// The URL as the list has it.
    String url();

    /// A response was read to its end.
    ///
    /// @param url      as the list has it
    /// @param exchange everything about the response but its body
    /// @param body     what was kept of the body
    /// @param retries  how often it was tried before
    record Fetched(String url, Exchange exchange, Stored body, int retries) implements Outcome {
        /// One that was fetched at the first try.
        public Fetched(String url, Exchange exchange, Stored body) {
            this(url, exchange, body, 0);
        }
    }

    /// No complete response was had.
    ///
    /// @param url     as the list has it
    /// @param kind    of the error, a stable word in snake_case
    /// @param phase   of the exchange in which it happened, a stable word in snake_case; `list` for a line that
    ///                names no URL
    /// @param message for people
    /// @param elapsed until it failed
    /// @param retries how often it was tried before
    record Failed(String url, String kind, String phase, String message, Duration elapsed, int retries)
            implements Outcome {
        /// One that failed for good at the first try.
        public Failed(String url, String kind, String phase, String message, Duration elapsed) {
            this(url, kind, phase, message, elapsed, 0);
        }
    }

    /// It was not asked for, or not to the end.
    ///
    /// @param url    as the list has it
    /// @param reason a stable word in snake_case; `stopped` when the job was stopped first
    record Skipped(String url, String reason) implements Outcome {}

    /// What a sink kept of a body.
    ///
    /// @param bytes  after decoding
    /// @param sha256 of those bytes, in lower-case hexadecimal, when the sink computes it
    /// @param file   that holds them, relative to the output folder with `/` between its parts, when the sink
    ///               keeps them
    record Stored(long bytes, Optional<String> sha256, Optional<String> file) {}
}
