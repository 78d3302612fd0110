package heddle.client.cache;

import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.client.body.Pieces;
import heddle.http.Headers;
import heddle.http.Method;
import heddle.http.Status;
import heddle.http.cache.CacheControl;
import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What is kept of a response, and whether it is (RFC 9111, 3).
final class Storing {
    /// Fields of the connection, which are not kept (RFC 9111, 3.1).
    private static final Set<String> OF_THE_CONNECTION = Set.of(
            "connection",
            "keep-alive",
            "proxy-authenticate",
            "proxy-authentication-info",
            "proxy-authorization",
            "proxy-connection",
            "te",
            "transfer-encoding",
            "upgrade");

    /// Fields of the stored body, which a 304 does not change (RFC 9111, 3.2).
    private static final Set<String> OF_THE_BODY =
            Set.of("content-encoding", "content-length", "content-md5", "content-range", "content-type", "etag");

    private Storing() {}

    /// Whether the response may be kept, and is of any use.
    static boolean isStorable(Outgoing request, Response response, Instant received, CacheOptions options) {
        Headers headers = response.headers();
        CacheControl control = CacheControl.of(headers);
        int code = response.status().code();
        return request.method().equals(Method.GET)
                && code >= 200
                && code != 206
                && code != 304
                && isAllowedByItself(response.status(), control)
                && !CacheControl.of(request.headers()).has("no-store")
                && !headers.hasMember("Vary", "*")
                && isWithoutTransferCodings(headers)
                && isShort(headers, options)
                && isAllowed(response, control)
                && isOfUse(response, control, received, options);
    }

    /// Not if it says so; but with `must-understand` that is said to those who do not know its status (RFC 9111,
    /// 5.2.2.3).
    private static boolean isAllowedByItself(Status status, CacheControl control) {
        return control.has("must-understand") ? isUnderstood(status) : !control.has("no-store");
    }

    private static boolean isUnderstood(Status status) {
        return Freshness.isGuessable(status) || status.isRedirection();
    }

    /// Whether it says that it may be kept, or its status does.
    private static boolean isAllowed(Response response, CacheControl control) {
        return control.has("max-age")
                || control.has("public")
                || control.has("private")
                || response.headers().has("Expires")
                || Freshness.isGuessable(response.status());
    }

    private static boolean isOfUse(Response response, CacheControl control, Instant received, CacheOptions options) {
        Headers headers = response.headers();
        return headers.has("ETag")
                || headers.has("Last-Modified")
                || control.has("stale-while-revalidate")
                || control.has("stale-if-error")
                || Freshness.lifetime(response.status(), headers, received, options)
                        .isPositive();
    }

    /// Those below `chunked` would have to be undone, and are not seen any more.
    private static boolean isWithoutTransferCodings(Headers headers) {
        return headers.members("Transfer-Encoding").stream().allMatch(coding -> coding.equalsIgnoreCase("chunked"));
    }

    private static boolean isShort(Headers headers, CacheOptions options) {
        return headers.first("Content-Length")
                .flatMap(CacheControl::seconds)
                .map(length -> length <= options.entryBytesMax())
                .orElse(true);
    }

    /// The fields that are kept: not those of the connection, nor those that may be given only when the server was
    /// asked (RFC 9111, 5.2.2.4).
    static Headers kept(Headers headers) {
        List<String> named = Stream.concat(
                        headers.members("Connection").stream().map(name -> name.toLowerCase(Locale.ROOT)),
                        CacheControl.of(headers).fields("no-cache").stream())
                .toList();
        var kept = Headers.builder();
        for (Headers.Field field : headers) {
            String name = field.name().toLowerCase(Locale.ROOT);
            if (!OF_THE_CONNECTION.contains(name) && !named.contains(name)) {
                kept.add(field.name(), field.value());
            }
        }
        return kept.build();
    }

    /// Whether a HEAD speaks of what is stored, as far as it says (RFC 9111, 4.3.5).
    static boolean isSame(Headers stored, Headers head) {
        return Stream.of("ETag", "Last-Modified", "Content-Length")
                .allMatch(name ->
                        !head.has(name) || !stored.has(name) || head.all(name).equals(stored.all(name)));
    }

    /// The stored fields, with those of a 304 in their place (RFC 9111, 3.2).
    static Headers freshened(Headers stored, Headers news) {
        Headers changes = kept(news);
        var fresh = Headers.builder();
        for (Headers.Field field : stored) {
            if (!isChanged(field.name(), changes)) {
                fresh.add(field.name(), field.value());
            }
        }
        for (Headers.Field field : changes) {
            if (isChanged(field.name(), changes)) {
                fresh.add(field.name(), field.value());
            }
        }
        return fresh.build();
    }

    private static boolean isChanged(String name, Headers changes) {
        return changes.has(name) && !OF_THE_BODY.contains(name.toLowerCase(Locale.ROOT));
    }

    /// A body that is collected while it is read, and kept once it was read to its end.
    static Pieces collected(Pieces pieces, int bytesMax, Consumer<byte[]> end) {
        return new Pieces() {
            private @Nullable ByteArrayOutputStream collected = new ByteArrayOutputStream();

            @Override
            public byte @Nullable [] next() {
                byte[] piece = pieces.next();
                ByteArrayOutputStream open = collected;
                if (open == null) {
                    return piece;
                }
                if (piece == null) {
                    collected = null;
                    end.accept(open.toByteArray());
                    return null;
                }
                if (open.size() + piece.length > bytesMax) {
                    collected = null;
                } else {
                    open.writeBytes(piece);
                }
                return piece;
            }

            @Override
            public void close() {
                collected = null;
                pieces.close();
            }
        };
    }
}
