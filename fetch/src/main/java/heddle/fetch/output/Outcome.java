package heddle.fetch.output;

import heddle.client.Exchange;
import heddle.fetch.list.Listed;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/// What became of one URL of a list. Every URL has exactly one outcome.
///
/// A complete response is *fetched*, whatever its status: `http_code` tells a page from an error page, as in curl.
public sealed interface Outcome {
    /// What the list has of it.
    Listed listed();

    /// The same of a URL that the list has so.
    Outcome with(Listed listed);

    /// The URL as the list has it.
    default String url() {
        return listed().url();
    }

    /// A response was read to its end.
    ///
    /// @param listed   what the list has
    /// @param exchange everything about the response but its body
    /// @param body     what was kept of the body
    /// @param retries  how often it was tried before
    record Fetched(Listed listed, Exchange exchange, Stored body, int retries) implements Outcome {
        /// One of a line with nothing but a URL.
        public Fetched(String url, Exchange exchange, Stored body, int retries) {
            this(Listed.of(url), exchange, body, retries);
        }

        /// One that was fetched at the first try.
        public Fetched(String url, Exchange exchange, Stored body) {
            this(url, exchange, body, 0);
        }

        @Override
        public Fetched with(Listed other) {
            return new Fetched(other, exchange, body, retries);
        }
    }

    /// No complete response was had.
    ///
    /// @param listed  what the list has
    /// @param kind    of the error, a stable word in snake_case
    /// @param phase   of the exchange in which it happened, a stable word in snake_case; `list` for a line that
    ///                names no URL
    /// @param message for people
    /// @param elapsed until it failed
    /// @param retries how often it was tried before
    record Failed(Listed listed, String kind, String phase, String message, Duration elapsed, int retries)
            implements Outcome {
        /// One of a line with nothing but a URL.
        public Failed(String url, String kind, String phase, String message, Duration elapsed, int retries) {
            this(Listed.of(url), kind, phase, message, elapsed, retries);
        }

        /// One that failed for good at the first try.
        public Failed(String url, String kind, String phase, String message, Duration elapsed) {
            this(url, kind, phase, message, elapsed, 0);
        }

        @Override
        public Failed with(Listed other) {
            return new Failed(other, kind, phase, message, elapsed, retries);
        }
    }

    /// It was not asked for, or not to the end.
    ///
    /// @param listed what the list has
    /// @param reason a stable word in snake_case: [#STOPPED] or [#DUPLICATE]
    record Skipped(Listed listed, String reason) implements Outcome {
        /// The job was stopped first: the URL is left to another run.
        public static final String STOPPED = "stopped";

        /// The list had the same before.
        public static final String DUPLICATE = "duplicate";

        /// One of a line with nothing but a URL.
        public Skipped(String url, String reason) {
            this(Listed.of(url), reason);
        }

        @Override
        public Skipped with(Listed other) {
            return new Skipped(other, reason);
        }

        /// Whether it is left to another run, rather than done with.
        public boolean isLeft() {
            return reason.equals(STOPPED);
        }
    }

    /// What was kept of a body.
    ///
    /// @param bytes  after decoding
    /// @param sha256 of those bytes, in lower-case hexadecimal, when a sink computes it
    /// @param file   that holds them, relative to the output folder with `/` between its parts, when a sink keeps
    ///               them so
    /// @param held   what sinks hold of it, to be written when they accept the outcome
    record Stored(long bytes, Optional<String> sha256, Optional<String> file, List<Held> held) {
        /// Copies the list.
        public Stored {
            held = List.copyOf(held);
        }

        /// A body that no sink holds anything of.
        public Stored(long bytes, Optional<String> sha256, Optional<String> file) {
            this(bytes, sha256, file, List.of());
        }

        /// A body that one sink holds something of.
        public static Stored holding(long bytes, Held held) {
            return new Stored(bytes, Optional.empty(), Optional.empty(), List.of(held));
        }

        /// The bytes, when they were to be [held in memory][BodySink#inMemory] and were not too many. A copy;
        /// empty for an empty body.
        public Optional<byte[]> inMemory() {
            return held(InMemory.Bytes.class).map(InMemory.Bytes::copy);
        }

        /// What the sink that holds things of this type holds.
        public <T extends Held> Optional<T> held(Class<T> type) {
            return held.stream().filter(type::isInstance).map(type::cast).findFirst();
        }
    }

    /// Something that a sink gets back with the outcome that it belongs to; each sink has a type of its own.
    interface Held {}
}
