package heddle.fetch.output;

import heddle.client.Exchange;
import heddle.fetch.list.Listed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What became of one URL of a list. Every URL has exactly one outcome.
///
/// A complete response is *fetched*, whatever its status: `http_code` tells a page from an error page, as in curl.
/// [heddle.fetch.options.ContentRules] can say otherwise.
public sealed interface Outcome {
    /// What the list has of it.
    Listed listed();

    /// The same of a URL that the list has so.
    Outcome with(Listed listed);

    /// The URL as the list has it.
    default String url() {
        return listed().url();
    }

    /// A response was read to its end, or as far as it is wanted.
    ///
    /// @param listed   what the list has
    /// @param exchange everything about the response but its body
    /// @param body     what was kept of the body
    /// @param retries  how often it was tried before
    /// @param same     what an earlier run has had, if that is still so and there is no body therefore
    record Fetched(Listed listed, Exchange exchange, Stored body, int retries, Optional<Earlier> same)
            implements Outcome {
        /// One of a line with nothing but a URL.
        public Fetched(String url, Exchange exchange, Stored body, int retries) {
            this(Listed.of(url), exchange, body, retries, Optional.empty());
        }

        /// One that was fetched at the first try.
        public Fetched(String url, Exchange exchange, Stored body) {
            this(url, exchange, body, 0);
        }

        @Override
        public Fetched with(Listed other) {
            return new Fetched(other, exchange, body, retries, same);
        }

        /// The same where nothing has changed since an earlier run.
        public Fetched sameAs(Earlier earlier) {
            return new Fetched(listed, exchange, body, retries, Optional.of(earlier));
        }
    }

    /// No complete response was had, or none that is wanted.
    ///
    /// @param listed  what the list has
    /// @param kind    of the error, a stable word in snake_case
    /// @param phase   of the exchange in which it happened, a stable word in snake_case; `list` for a line that
    ///                names no URL
    /// @param message for people
    /// @param elapsed until it failed
    /// @param retries how often it was tried before
    /// @param answer  everything about a response that is not wanted, but for its body
    record Failed(
            Listed listed,
            String kind,
            String phase,
            String message,
            Duration elapsed,
            int retries,
            Optional<Exchange> answer)
            implements Outcome {
        /// One of a line with nothing but a URL.
        public Failed(String url, String kind, String phase, String message, Duration elapsed, int retries) {
            this(Listed.of(url), kind, phase, message, elapsed, retries, Optional.empty());
        }

        /// One that failed for good at the first try.
        public Failed(String url, String kind, String phase, String message, Duration elapsed) {
            this(url, kind, phase, message, elapsed, 0);
        }

        @Override
        public Failed with(Listed other) {
            return new Failed(other, kind, phase, message, elapsed, retries, answer);
        }

        /// The same of a response that is not wanted.
        public Failed answered(Exchange unwanted) {
            return new Failed(listed, kind, phase, message, elapsed, retries, Optional.of(unwanted));
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
    /// @param isCut  whether there were more, which nobody wanted
    /// @param hashes of those bytes, in lower-case hexadecimal, when a sink computes them
    /// @param file   that holds them, relative to the output folder with `/` between its parts, when a sink keeps
    ///               them so
    /// @param archived when the response was asked for, in the words of an archive that has it
    /// @param held   what sinks hold of it, to be written when they accept the outcome
    record Stored(
            long bytes,
            boolean isCut,
            Map<HashAlgorithm, String> hashes,
            Optional<String> file,
            Optional<Instant> archived,
            List<Held> held) {
        /// Copies map and list.
        public Stored {
            hashes = Map.copyOf(hashes);
            held = List.copyOf(held);
        }

        /// A whole body of which no sink keeps anything.
        public static Stored none(long bytes) {
            return new Stored(bytes, false, Map.of(), Optional.empty(), Optional.empty(), List.of());
        }

        /// A whole body with its digests.
        public static Stored hashed(long bytes, Map<HashAlgorithm, String> hashes) {
            return new Stored(bytes, false, hashes, Optional.empty(), Optional.empty(), List.of());
        }

        /// A whole body in a file.
        public static Stored in(String file, long bytes) {
            return new Stored(bytes, false, Map.of(), Optional.of(file), Optional.empty(), List.of());
        }

        /// A whole body that one sink holds something of.
        public static Stored holding(long bytes, Held held) {
            return new Stored(bytes, false, Map.of(), Optional.empty(), Optional.empty(), List.of(held));
        }

        /// One that an archive holds.
        public static Stored archived(long bytes, Instant date, Held held) {
            return new Stored(bytes, false, Map.of(), Optional.empty(), Optional.of(date), List.of(held));
        }

        /// The same of a body that goes on.
        public Stored cut() {
            return new Stored(bytes, true, hashes, file, archived, held);
        }

        /// What two sinks have kept of one body.
        public Stored and(Stored other) {
            Map<HashAlgorithm, String> allHashes = new HashMap<>(hashes);
            allHashes.putAll(other.hashes);
            List<Held> allHeld = new ArrayList<>(held);
            allHeld.addAll(other.held);
            return new Stored(
                    bytes,
                    isCut || other.isCut,
                    allHashes,
                    file.or(other::file),
                    archived.or(other::archived),
                    allHeld);
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
