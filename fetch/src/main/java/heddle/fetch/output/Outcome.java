package heddle.fetch.output;

import java.util.Optional;

/// What became of one URL of a list. Every URL has exactly one outcome.
///
/// A complete response is *fetched*, whatever its status: `http_code` tells a page from an error page, as
/// in curl.
public sealed interface Outcome {
    /// The URL as the list has it.
    String url();

    /// How long it took from the start of the request to the outcome, in nanoseconds; 0 when nothing was asked.
    long totalNanos();

    /// A response was read to its end.
    ///
    /// @param url      as the list has it
    /// @param status   HTTP status of the last response
    /// @param route    where the response came from
    /// @param body     what was read
    /// @param times    when
    record Fetched(String url, int status, Route route, Body body, Times times) implements Outcome {
        @Override
        public long totalNanos() {
            return times.totalNanos();
        }
    }

    /// No complete response was had.
    ///
    /// @param url        as the list has it
    /// @param kind       of the error, a stable word in snake_case
    /// @param phase      of the exchange in which it happened, a stable word in snake_case
    /// @param message    for people
    /// @param totalNanos until it failed
    record Failed(String url, String kind, String phase, String message, long totalNanos) implements Outcome {}

    /// It was not asked for.
    ///
    /// @param url    as the list has it
    /// @param reason a stable word in snake_case; `stopped` when the job was stopped first
    record Skipped(String url, String reason) implements Outcome {
        @Override
        public long totalNanos() {
            return 0;
        }
    }

    /// Where a response came from.
    ///
    /// @param effectiveUrl  of the last request, after redirects
    /// @param redirects     followed
    /// @param remoteAddress of the server, as text without the port
    /// @param httpVersion   as curl writes it: `1.0`, `1.1` or `2`
    /// @param contentType   the header as it came
    record Route(
            String effectiveUrl,
            int redirects,
            String remoteAddress,
            String httpVersion,
            Optional<String> contentType) {}

    /// What was read.
    ///
    /// @param bytes  of the body, after decoding
    /// @param sha256 of those bytes in lower-case hexadecimal, when a sink asked for it
    /// @param file   that holds them, relative to the output folder with `/` between its
    ///               parts, when a sink keeps them
    record Body(long bytes, Optional<String> sha256, Optional<String> file) {}

    /// Times since the start, cumulative, as curl's `--write-out` has them; 0 for what did not happen.
    ///
    /// @param nameLookupNanos    until the name was resolved
    /// @param connectNanos       until the connection stood
    /// @param appConnectNanos    until the TLS handshake was done
    /// @param startTransferNanos until the first byte of the response
    /// @param totalNanos         until the last byte of the body
    record Times(
            long nameLookupNanos, long connectNanos, long appConnectNanos, long startTransferNanos, long totalNanos) {}
}
