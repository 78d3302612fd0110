package heddle.client;

import heddle.client.RequestDefaults.Compression;
import heddle.client.wire.PhaseLimits;
import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import heddle.http.coding.ContentDecoder;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// From what a session and a request say to what is sent.
final class Requests {
    private Requests() {}

    static Outgoing.Policy policy(SessionOptions options) {
        return new Outgoing.Policy(
                PhaseLimits.of(options.timeouts()),
                options.requests().redirectsMax(),
                options.requests().compression(),
                options.requests().errors(),
                options.requests().versions(),
                options.usable(options.requests().proxies()),
                options.requests().auth(),
                Optional.empty());
    }

    /// The URL that a program wrote, which may be relative to a base.
    static Url parse(String url, Optional<Url> base) {
        try {
            return base.isPresent() ? Url.parse(url, base.get()) : Url.parse(url);
        } catch (UrlParseException wrong) {
            throw new InvalidRequestException(String.valueOf(wrong.getMessage()), wrong);
        }
    }

    static Url requireHttp(Url url) {
        if (!url.isHttp()) {
            throw new InvalidRequestException(
                    "the scheme of '%s' is '%s'; only http and https can be requested".formatted(url, url.scheme()));
        }
        return url;
    }

    static Outgoing outgoing(ClientSession session, Request request, Call.Wanted wanted) {
        Headers shared = session.sharedHeaders();
        Headers own = uncodedIfRange(request.ownHeaders());
        Outgoing.Policy policy = request.policy();
        if (own != null && own.has("Accept-Encoding")) {
            policy = policy.uncompressed();
        }
        if (!request.body().isRepeatable()) {
            throw new InvalidRequestException(
                    "the body of this request was streamed already; make a new request with a new source");
        }
        Headers headers = own == null ? shared : merge(shared, own);
        return new Outgoing(
                request.method(),
                request.url(),
                headers,
                request.body(),
                policy,
                new Call(request.tap(), wanted, session.listeners().call()));
    }

    /// The fields of every request of a session.
    static Headers shared(SessionOptions options) {
        Headers headers = options.headers();
        boolean asks = options.requests().compression() == Compression.DECODED && !headers.has("Accept-Encoding");
        return asks
                ? headers.toBuilder()
                        .add("Accept-Encoding", ContentDecoder.acceptEncoding())
                        .build()
                : headers;
    }

    /// What is asked for in part is asked for without codings, as fetch and OkHttp have it: a part of a coded body
    /// cannot be decoded, and servers that code bodies on the way send the whole instead.
    private static @Nullable Headers uncodedIfRange(@Nullable Headers own) {
        return own != null && own.has("Range") && !own.has("Accept-Encoding")
                ? own.toBuilder().add("Accept-Encoding", "identity").build()
                : own;
    }

    private static Headers merge(Headers shared, Headers own) {
        var merged = Headers.builder();
        for (Headers.Field field : shared) {
            if (!own.has(field.name())) {
                merged.add(field.name(), field.value());
            }
        }
        return merged.addAll(own).build();
    }
}
