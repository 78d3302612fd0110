package heddle.client.cache;

import heddle.client.Outgoing;
import heddle.http.Headers;
import heddle.http.HttpDate;
import heddle.http.Method;
import heddle.http.Status;
import heddle.http.cache.CacheControl;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What a fresh stored response says to who wants a range of it, or only to know whether it is another by now (RFC
/// 9111, 4.3.2; RFC 9110, 13 and 14).
///
/// @param status 206, 304 or 416
/// @param headers the stored ones, as far as they are true of it
/// @param body a part, or nothing
@SuppressWarnings("ArrayRecordComponent") // never compared
record PartAnswer(Status status, Headers headers, byte[] body) {
    private static final List<String> FOR_SERVERS = List.of("Upgrade", "If-Match", "If-Unmodified-Since");
    private static final List<String> OF_THE_BODY =
            List.of("Content-Encoding", "Content-Length", "Content-MD5", "Content-Range", "Content-Type");

    /// Whether a request asks for something that a part can answer.
    static boolean isWantedBy(Outgoing request) {
        Headers asked = request.headers();
        boolean isConditional = asked.has("If-None-Match") || asked.has("If-Modified-Since");
        return request.method().equals(Method.GET)
                && asked.has("Range") != isConditional
                && FOR_SERVERS.stream().noneMatch(asked::has)
                && !CacheControl.of(asked).has("no-store");
    }

    /// The answer; empty if the server is to be asked.
    static Optional<PartAnswer> of(Headers asked, CachedResponse stored) {
        if (asked.has("Range")) {
            return range(asked, stored);
        }
        return isKnownBy(asked, stored)
                ? Optional.of(new PartAnswer(Status.NOT_MODIFIED, without(stored.headers(), OF_THE_BODY), new byte[0]))
                : Optional.empty();
    }

    private static Optional<PartAnswer> range(Headers asked, CachedResponse stored) {
        boolean isPlain = stored.status().equals(Status.OK) && !stored.headers().has("Content-Encoding");
        if (!isPlain || !isMeantBy(asked.first("If-Range"), stored.headers())) {
            return Optional.empty();
        }
        byte[] whole = stored.body();
        return ByteRange.of(asked.first("Range").orElse(""), whole.length).map(range -> {
            byte[] part = range.isSatisfiable() ? Arrays.copyOfRange(whole, range.first(), range.end()) : new byte[0];
            Headers headers = stored.headers().toBuilder()
                    .replace("Content-Range", range.toString())
                    .replace("Content-Length", Integer.toString(part.length))
                    .build();
            return new PartAnswer(
                    range.isSatisfiable() ? Status.PARTIAL_CONTENT : Status.RANGE_NOT_SATISFIABLE, headers, part);
        });
    }

    /// Whether the part is wanted of this very response: a weak tag never says so (RFC 9110, 13.1.5).
    private static boolean isMeantBy(Optional<String> ifRange, Headers stored) {
        return ifRange.map(value -> value.startsWith("\"")
                        ? stored.first("ETag").filter(value::equals).isPresent()
                        : stored.first("Last-Modified").filter(value::equals).isPresent())
                .orElse(true);
    }

    /// Whether whoever asks has this response already; a date counts only where no tag is named (RFC 9110, 13.2.2).
    private static boolean isKnownBy(Headers asked, CachedResponse stored) {
        Headers headers = stored.headers();
        if (asked.has("If-None-Match")) {
            return headers.first("ETag")
                    .map(tag -> asked.members("If-None-Match").stream().anyMatch(known -> isSame(known, tag)))
                    .orElse(false);
        }
        Instant received = stored.when().received();
        Optional<Instant> since = asked.first("If-Modified-Since").flatMap(text -> HttpDate.parse(text, received));
        Optional<Instant> changed = headers.first("Last-Modified").flatMap(text -> HttpDate.parse(text, received));
        return since.isPresent() && changed.isPresent() && !changed.get().isAfter(since.get());
    }

    /// The weak comparison (RFC 9110, 8.8.3.2).
    private static boolean isSame(String known, String tag) {
        return known.equals("*") || strong(known).equals(strong(tag));
    }

    private static String strong(String tag) {
        return tag.startsWith("W/") ? tag.substring(2) : tag;
    }

    private static Headers without(Headers headers, List<String> names) {
        var rest = headers.toBuilder();
        names.forEach(rest::remove);
        return rest.build();
    }
}
