package heddle.client.cache;

import heddle.async.loop.Loop;
import heddle.client.Middleware.Next;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.client.body.Pieces;
import heddle.client.cache.CachedResponse.Moments;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.Method;
import heddle.http.Status;
import heddle.http.cache.CacheControl;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// One request that goes through a cache, in a straight line.
final class CachedCall {
    private static final List<String> CONDITIONS =
            List.of("If-None-Match", "If-Modified-Since", "If-Match", "If-Unmodified-Since", "If-Range");

    private final HttpCache cache;
    private final Outgoing request;
    private final Next next;
    private final CacheControl wishes;

    CachedCall(HttpCache cache, Outgoing request, Next next) {
        this.cache = cache;
        this.request = request;
        this.next = next;
        this.wishes = CacheControl.of(request.headers());
    }

    Response send() {
        if (!request.method().isSafe()) {
            return forwardUnsafe();
        }
        if (!isForCache()) {
            return part().orElseGet(() -> described(next.send(request), "fwd=bypass"));
        }
        List<CachedResponse> stored = cache.store().find(key(request.url()));
        Optional<CachedResponse> selected = selected(stored);
        if (selected.isPresent()) {
            return answer(selected.get());
        }
        cache.counts().misses.increment();
        return wishes.has("only-if-cached") ? unsatisfied() : forward(stored.isEmpty() ? "uri-miss" : "vary-miss");
    }

    /// Whether it is a plain question for the whole of something.
    private boolean isForCache() {
        boolean isRead = request.method().equals(Method.GET) || request.method().equals(Method.HEAD);
        return isRead
                && !wishes.has("no-store")
                && !request.headers().has("Range")
                && !request.headers().has("Upgrade")
                && CONDITIONS.stream().noneMatch(request.headers()::has);
    }

    private Optional<CachedResponse> selected(List<CachedResponse> stored) {
        Headers asked = selecting(request);
        return stored.stream().filter(each -> each.selection().matches(asked)).findFirst();
    }

    /// A range of a fresh response, or the word that it is still the same.
    private Optional<Response> part() {
        if (!PartAnswer.isWantedBy(request)) {
            return Optional.empty();
        }
        return selected(cache.store().find(key(request.url()))).flatMap(stored -> {
            Freshness freshness = Freshness.of(stored, now(), cache.options());
            Optional<PartAnswer> part =
                    Usability.of(request.headers(), stored, freshness).isUsable()
                            ? PartAnswer.of(request.headers(), stored)
                            : Optional.empty();
            return part.map(known -> {
                cache.counts().hits.increment();
                return made(known.status(), known.headers(), known.body(), freshness, "hit");
            });
        });
    }

    private Response answer(CachedResponse stored) {
        Freshness freshness = Freshness.of(stored, now(), cache.options());
        Usability usability = Usability.of(request.headers(), stored, freshness);
        if (usability.isUsable()) {
            return served(stored, freshness, "hit");
        }
        if (usability.isUsableMeanwhile()) {
            Optional<Outgoing> beside = request.beside();
            if (beside.isPresent()) {
                cache.validateMeanwhile(beside.get(), next, stored);
                return served(stored, freshness, "hit; detail=stale-while-revalidate");
            }
        }
        if (wishes.has("only-if-cached")) {
            return unsatisfied();
        }
        return usability.isUsableInstead() ? validateOrServe(stored) : validate(stored);
    }

    private Response validateOrServe(CachedResponse stored) {
        try {
            Response response = validate(stored);
            if (!response.status().isServerError()) {
                return response;
            }
            response.release();
        } catch (HttpException failure) {
            // What is stored is better than that.
        }
        return served(stored, Freshness.of(stored, now(), cache.options()), "hit; detail=stale-if-error");
    }

    /// Asks whether the stored response is still right, and gives it, or what came instead.
    Response validate(CachedResponse stored) {
        boolean isHead = request.method().equals(Method.HEAD);
        Outgoing question = isHead ? request : conditional(stored);
        Instant requested = now();
        Response response = next.send(question);
        if (response.status().code() != Status.NOT_MODIFIED.code() || isHead) {
            cache.counts().misses.increment();
            return kept(response, requested, "fwd=stale");
        }
        if (!isAbout(stored, response.headers())) {
            response.release();
            cache.store().remove(stored.key());
            cache.counts().misses.increment();
            return forward("stale");
        }
        response.release();
        var fresh = new CachedResponse(
                stored.key(),
                stored.selection(),
                stored.status(),
                Storing.freshened(stored.headers(), response.headers()),
                stored.body(),
                new Moments(requested, now()));
        cache.store().put(fresh);
        cache.counts().validated.increment();
        return made(fresh, Freshness.of(fresh, now(), cache.options()), "fwd=stale; fwd-status=304");
    }

    private Outgoing conditional(CachedResponse stored) {
        Outgoing question = request;
        Optional<String> tag = stored.headers().first("ETag");
        if (tag.isPresent()) {
            question = question.withHeader("If-None-Match", tag.get());
        }
        Optional<String> changed = stored.headers().first("Last-Modified");
        return changed.isPresent() ? question.withHeader("If-Modified-Since", changed.get()) : question;
    }

    /// Whether a 304 speaks of the stored response: not if it names another, by a strong tag (RFC 9111, 4.3.4).
    private static boolean isAbout(CachedResponse stored, Headers news) {
        Optional<String> tag = news.first("ETag");
        return tag.isEmpty()
                || tag.get().startsWith("W/")
                || stored.headers().first("ETag").map(tag.get()::equals).orElse(true);
    }

    private Response forward(String why) {
        Instant requested = now();
        return kept(next.send(request), requested, "fwd=" + why);
    }

    /// The response, which is stored once its body was read, if it may be.
    private Response kept(Response response, Instant requested, String status) {
        Instant received = now();
        if (request.method().equals(Method.HEAD)) {
            learn(response, new Moments(requested, received));
        }
        if (!Storing.isStorable(request, response, received, cache.options())) {
            if (request.method().equals(Method.GET) && response.status().isSuccess()) {
                cache.store().remove(key(request.url())); // what is there is no longer right
            }
            return described(response, status);
        }
        Headers headers = Storing.kept(response.headers());
        Selection selection = Selection.of(selecting(request), headers);
        Response collecting = response.withBody(pieces ->
                Storing.collected(pieces, cache.options().entryBytesMax(), body -> {
                    cache.counts().stored.increment();
                    cache.store()
                            .put(new CachedResponse(
                                    key(request.url()),
                                    selection,
                                    response.status(),
                                    headers,
                                    body,
                                    new Moments(requested, received)));
                }));
        return described(collecting, status);
    }

    /// A HEAD says what a GET would: what is stored becomes fresh if it is that, and is else forgotten (RFC 9111,
    /// 4.3.5).
    private void learn(Response head, Moments when) {
        if (!head.status().equals(Status.OK)) {
            return;
        }
        selected(cache.store().find(key(request.url()))).ifPresent(stored -> {
            if (!Storing.isSame(stored.headers(), head.headers())
                    || CacheControl.of(head.headers()).has("no-store")) {
                cache.store().remove(stored.key());
                return;
            }
            Headers fresh = Storing.freshened(stored.headers(), head.headers());
            cache.store()
                    .put(new CachedResponse(
                            stored.key(), stored.selection(), stored.status(), fresh, stored.body(), when));
        });
    }

    /// What changed something makes forget what was there before, and at the places that it names (RFC 9111, 4.4).
    private Response forwardUnsafe() {
        Response response = next.send(request);
        if (response.status().code() >= 200 && response.status().code() < 400) {
            cache.store().remove(key(request.url()));
            Stream.of("Location", "Content-Location")
                    .flatMap(name -> response.headers().first(name).stream())
                    .flatMap(place -> resolved(place).stream())
                    .filter(request.url()::hasSameOriginAs)
                    .forEach(place -> cache.store().remove(key(place)));
        }
        return described(response, "fwd=method");
    }

    private Optional<Url> resolved(String place) {
        try {
            return Optional.of(request.url().resolve(place));
        } catch (UrlParseException _) {
            return Optional.empty();
        }
    }

    private Response served(CachedResponse stored, Freshness freshness, String status) {
        cache.counts().hits.increment();
        if (!freshness.isFresh()) {
            cache.counts().stale.increment();
        }
        return made(stored, freshness, status);
    }

    private Response made(CachedResponse stored, Freshness freshness, String status) {
        byte[] body = request.method().equals(Method.HEAD) ? new byte[0] : stored.body();
        return made(stored.status(), stored.headers(), body, freshness, status);
    }

    private Response made(Status code, Headers headers, byte[] body, Freshness freshness, String status) {
        Headers described = headers.toBuilder()
                .replace("Age", Long.toString(freshness.age().toSeconds()))
                .add("Cache-Status", "heddle; " + status)
                .build();
        return request.respond(code, described, Pieces.of(body));
    }

    private Response unsatisfied() {
        return request.respond(
                Status.GATEWAY_TIMEOUT,
                Headers.of("Content-Length", "0", "Cache-Status", "heddle; detail=only-if-cached"),
                Pieces.of(new byte[0]));
    }

    private static Response described(Response response, String status) {
        return response.withHeaders(response.headers().toBuilder()
                .add("Cache-Status", "heddle; " + status)
                .build());
    }

    /// The fields by which a request is told from others: those it has, and the credentials of its URL.
    private static Headers selecting(Outgoing request) {
        Url url = request.url();
        boolean isNamed = url.hasCredentials() && !request.headers().has("Authorization");
        return isNamed
                ? request.headers().toBuilder()
                        .add("Authorization", "URL " + Selection.digest(url.username() + ":" + url.password()))
                        .build()
                : request.headers();
    }

    static String key(Url url) {
        return url.withoutFragment().withoutCredentials().href();
    }

    private static Instant now() {
        return Loop.current().time().instant();
    }
}
