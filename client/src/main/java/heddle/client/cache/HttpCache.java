package heddle.client.cache;

import heddle.async.TaskGroup;
import heddle.client.Middleware;
import heddle.client.Outgoing;
import heddle.client.Response;
import heddle.http.HttpException;
import heddle.url.Url;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A private cache (RFC 9111): what one session may be told again without asking the server, it is.
///
///     ClientSession.open(options -> options.middleware(HttpCache.of(MemoryStore.of(64 << 20))))
///
/// It keeps whole responses to GET that may be kept, by URL and by the request fields that they vary with. A fresh one
/// answers, whole, by a range of it, or by 304 to who has it already; one that is not is validated by its `ETag` or
/// `Last-Modified`, and answers after a 304, with the fields that this brought; or answers at once while the server is
/// asked meanwhile (`stale-while-revalidate`), or when the server fails (`stale-if-error`, RFC 5861). An unsafe method
/// makes it forget the URL. A request says what it wants by its own `Cache-Control`:
/// `no-cache`, `no-store`, `max-age`, `min-fresh`, `max-stale`, `stale-if-error`, `only-if-cached`.
///
/// Each response says in `Cache-Status` what the cache did (RFC 9211), and one from the cache its `Age`. Such a
/// response has taken no time and came from no address. It stands around each hop, so that redirects are kept, too,
/// and bodies are kept as they came, in their codings. What it decides and why is in
/// `docs/decisions/0020-the-cache.md` and `docs/decisions/0028-parts-of-what-is-cached.md`.
public final class HttpCache implements Middleware {
    private static final Logger log = LoggerFactory.getLogger(HttpCache.class);

    private final CacheStore store;
    private final CacheOptions options;
    private final CacheCounts counts = new CacheCounts();
    /// Keys of what is validated in the background now.
    private final Set<String> validating = ConcurrentHashMap.newKeySet();

    private HttpCache(CacheStore store, CacheOptions options) {
        this.store = store;
        this.options = options;
    }

    /// One that keeps what it keeps there, with default options. The caller closes the store.
    public static HttpCache of(CacheStore store) {
        return new HttpCache(store, CacheOptions.defaults());
    }

    /// As [#of(CacheStore)], with the default options as `change` returns them.
    public static HttpCache of(CacheStore store, UnaryOperator<CacheOptions> change) {
        return new HttpCache(store, change.apply(CacheOptions.defaults()));
    }

    @Override
    public Place place() {
        return Place.HOP;
    }

    @Override
    public Response send(Outgoing request, Next next) {
        return new CachedCall(this, request, next).send();
    }

    /// What it has done so far.
    public CacheStatistics statistics() {
        return counts.statistics();
    }

    /// Forgets all responses for that URL.
    ///
    /// Throws [heddle.url.UrlParseException] when it is none.
    public void forget(String url) {
        store.remove(CachedCall.key(Url.parse(url)));
    }

    /// Forgets all responses.
    public void forgetAll() {
        store.clear();
    }

    CacheStore store() {
        return store;
    }

    CacheOptions options() {
        return options;
    }

    CacheCounts counts() {
        return counts;
    }

    /// Validates a response as a task of nobody, unless that is done already.
    void validateMeanwhile(Outgoing request, Next next, CachedResponse stored) {
        if (!validating.add(stored.key())) {
            return;
        }
        TaskGroup group = TaskGroup.detached();
        var _ = group.start("validate " + request.url().withoutCredentials(), () -> {
            try {
                new CachedCall(this, request, next).validate(stored).body().discard();
            } catch (HttpException | IllegalStateException failure) {
                log.debug("{} was not validated in the background", stored, failure);
            } finally {
                validating.remove(stored.key());
                group.cancel(); // so that the run forgets it
            }
        });
    }

    @Override
    public String toString() {
        return "HttpCache[%s, %s]".formatted(store, statistics());
    }
}
