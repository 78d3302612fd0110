package heddle.client.cache;

import static heddle.client.cache.Exchange.answered;
import static heddle.client.cache.Exchange.byDate;
import static heddle.client.cache.Exchange.byTag;
import static heddle.client.cache.Exchange.cached;
import static heddle.client.cache.Exchange.spared;

import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// The cases of http-tests/cache-tests that concern a private cache, by their names there; what they leave
/// open is decided in `docs/decisions/0020-the-cache.md`.
class CacheCasesTest {
    private static final String FRESH = "Cache-Control: max-age=100000";
    private static final String BRIEF = "Cache-Control: max-age=2";
    private static final String NOW = "Date: @0";

    private static CacheCase reused(String id, String... fields) {
        return CacheCase.of(id, answered(fields), cached());
    }

    private static CacheCase askedAnew(String id, String... fields) {
        return CacheCase.of(id, answered(fields), answered());
    }

    private static final List<CacheCase> FRESHNESS = List.of(
            askedAnew("freshness-none"),
            reused("freshness-max-age", "Cache-Control: max-age=3600"),
            askedAnew("freshness-max-age-stale", BRIEF, NOW),
            askedAnew("freshness-max-age-0", "Cache-Control: max-age=0"),
            reused("freshness-max-age-max", "Cache-Control: max-age=2147483648"),
            reused("freshness-max-age-max-plus", "Cache-Control: max-age=99999999999"),
            askedAnew("freshness-max-age-age", NOW, "Cache-Control: max-age=3600", "Age: 7200"),
            askedAnew("freshness-max-age-date", "Date: @-7200", "Cache-Control: max-age=3600"),
            reused("freshness-max-age-expires", "Cache-Control: max-age=3600", "Expires: @-7200", NOW),
            reused("freshness-max-age-expires-invalid", "Cache-Control: max-age=3600", "Expires: 0", NOW),
            askedAnew("freshness-max-age-0-expires", "Expires: @3600", "Cache-Control: max-age=0", NOW),
            reused("freshness-max-age-extension", "Cache-Control: foobar, max-age=3600"),
            reused("freshness-max-age-case-insenstive", "Cache-Control: MaX-aGe=3600"),
            askedAnew("freshness-max-age-negative", "Cache-Control: max-age=-3600"),
            askedAnew("freshness-max-age-s-maxage-private", "Cache-Control: s-maxage=3600, max-age=1"),
            askedAnew(
                    "freshness-max-age-s-maxage-private-multiple",
                    "Cache-Control: s-maxage=3600",
                    "Cache-Control: max-age=1"),
            askedAnew("freshness-max-age-two-fresh-stale-sameline", "Cache-Control: max-age=1800, max-age=1"),
            reused("freshness-max-age-quoted", "Cache-Control: max-age=\"3600\""),
            askedAnew("freshness-max-age-ignore-quoted", "Cache-Control: extension=\"max-age=3600\", max-age=1"),
            askedAnew("freshness-max-age-single-quoted", "Cache-Control: max-age='3600'"),
            reused("freshness-max-age-leading-zero", "Cache-Control: max-age=003600"),
            reused("freshness-expires-future", "Expires: @2592000", NOW),
            askedAnew("freshness-expires-past", "Expires: @-2592000", NOW),
            askedAnew("freshness-expires-present", "Expires: @0", NOW),
            askedAnew("freshness-expires-old-date", "Expires: @300", "Date: @400"),
            askedAnew("freshness-expires-invalid", "Expires: 0", NOW),
            reused("freshness-expires-far-future", "Expires: Sun, 21 Nov 2286 04:46:39 GMT", NOW),
            reused("freshness-expires-rfc850", "Expires: Thursday, 18-Aug-30 02:01:18 GMT", NOW),
            reused("freshness-expires-ansi-c", "Expires: Thu Aug  8 02:01:18 2050", NOW),
            askedAnew("freshness-expires-invalid-utc", "Expires: Thu, 18 Aug 2050 02:01:18 UTC", NOW),
            askedAnew("freshness-expires-invalid-2-digit-year", "Expires: Thu, 18 Aug 50 02:01:18 GMT", NOW),
            askedAnew(
                    "freshness-expires-invalid-multiple-lines",
                    "Expires: Thu, 18 Aug 2050 2:01:18 GMT",
                    "Expires: Thu, 18 Aug 2050 2:01:19 GMT",
                    NOW),
            reused("age-parse-nonnumeric", NOW, "Cache-Control: max-age=3600", "Age: abc"),
            reused("age-parse-negative", NOW, "Cache-Control: max-age=3600", "Age: -7200"),
            reused("age-parse-float", NOW, "Cache-Control: max-age=3600", "Age: 7200.0"),
            askedAnew("age-parse-large", NOW, "Cache-Control: max-age=3600", "Age: 2147483648"),
            askedAnew("age-parse-suffix", NOW, "Cache-Control: max-age=3600", "Age: 7200, 0"),
            reused("age-parse-prefix", NOW, "Cache-Control: max-age=3600", "Age: 0, 7200"),
            askedAnew("age-parse-suffix-twoline", NOW, "Cache-Control: max-age=3600", "Age: 7200", "Age: 0"),
            reused("age-parse-prefix-twoline", NOW, "Cache-Control: max-age=3600", "Age: 0", "Age: 7200"),
            reused("heuristic-200-cached", "Last-Modified: @-86400", NOW),
            CacheCase.of(
                    "heuristic-599-not_cached",
                    answered("Last-Modified: @-86400", NOW).status(599),
                    answered().status(599)),
            CacheCase.of(
                    "heuristic-404-cached",
                    answered("Last-Modified: @-86400", NOW).status(404),
                    cached()),
            CacheCase.of(
                    "heuristic-201-not_cached",
                    answered("Last-Modified: @-86400", NOW).status(201),
                    answered()),
            CacheCase.of(
                    "status-302-fresh", answered("Cache-Control: max-age=3600").status(302), cached()),
            CacheCase.of(
                    "status-599-fresh", answered("Cache-Control: max-age=3600").status(599), cached()));

    private static final List<CacheCase> DIRECTIVES = List.of(
            reused("cc-resp-private-private", "Cache-Control: private, max-age=3600"),
            askedAnew("cc-resp-no-store", "Cache-Control: no-store"),
            askedAnew("cc-resp-no-store-case-insensitive", "Cache-Control: No-StOrE"),
            askedAnew("cc-resp-no-store-fresh", "Cache-Control: max-age=10000, no-store", "Expires: @10000", NOW),
            askedAnew("cc-resp-no-cache", "Cache-Control: max-age=10000, no-cache", "Expires: @10000", NOW),
            CacheCase.of("cc-resp-no-cache-revalidate", answered("Cache-Control: no-cache", "ETag: \"abcd\""), byTag()),
            CacheCase.of(
                    "cc-resp-no-cache-revalidate-fresh",
                    answered("Cache-Control: max-age=10000, no-cache", "ETag: \"abcd\""),
                    byTag()),
            reused("cc-resp-must-revalidate-fresh", "Cache-Control: max-age=10000, must-revalidate", "ETag: \"a\""),
            CacheCase.of(
                    "cc-resp-must-revalidate-stale",
                    answered("Cache-Control: max-age=2, must-revalidate", "ETag: \"abcd\""),
                    byTag()),
            CacheCase.of("ccreq-ma0", answered(FRESH, NOW), answered().asking("Cache-Control: max-age=0")),
            CacheCase.of("ccreq-ma1", answered(FRESH, NOW), answered().asking("Cache-Control: max-age=1")),
            CacheCase.of(
                    "ccreq-magreaterage",
                    answered(FRESH, NOW, "Age: 1800"),
                    answered().asking("Cache-Control: max-age=600")),
            CacheCase.of("ccreq-max-stale", answered(BRIEF, NOW), cached().asking("Cache-Control: max-stale=1000")),
            CacheCase.of(
                    "ccreq-max-stale-age",
                    answered("Cache-Control: max-age=1500", "Age: 2000", "Last-Modified: @-5"),
                    cached().asking("Cache-Control: max-stale=1000")),
            CacheCase.of(
                    "ccreq-min-fresh",
                    answered("Cache-Control: max-age=1500"),
                    answered().asking("Cache-Control: min-fresh=2000")),
            CacheCase.of(
                    "ccreq-min-fresh-age",
                    answered("Cache-Control: max-age=1500", "Age: 1000"),
                    answered().asking("Cache-Control: min-fresh=1000")),
            CacheCase.of("ccreq-no-cache", answered(FRESH), answered().asking("Cache-Control: no-cache")),
            CacheCase.of(
                    "ccreq-no-cache-lm",
                    answered(FRESH, "Last-Modified: @-10000", NOW),
                    byDate().asking("Cache-Control: no-cache")),
            CacheCase.of(
                    "ccreq-no-cache-etag", answered(FRESH, "ETag: \"abc\""), byTag().asking("Cache-Control: no-cache")),
            CacheCase.of("ccreq-no-store", answered(FRESH, NOW), answered().asking("Cache-Control: no-store")),
            CacheCase.of("pragma-request-no-cache", answered(FRESH, NOW), cached().asking("Pragma: no-cache")));

    private static final List<CacheCase> STALE = List.of(
            CacheCase.of("stale-503", answered(BRIEF, NOW), answered().status(503)),
            CacheCase.of("stale-sie-close", answered("Cache-Control: max-age=2, stale-if-error=60"), spared(0)),
            CacheCase.of("stale-sie-503", answered("Cache-Control: max-age=2, stale-if-error=60"), spared(503)),
            CacheCase.of(
                    "stale-sie-503 (by the request)",
                    answered(BRIEF, "ETag: \"a\""),
                    spared(503).asking("Cache-Control: stale-if-error=60")),
            CacheCase.of(
                    "stale-sie-503 (too old)",
                    answered("Cache-Control: max-age=1, stale-if-error=1"),
                    answered().status(503)),
            CacheCase.of(
                    "stale-close-must-revalidate",
                    answered("Cache-Control: max-age=2, must-revalidate, stale-if-error=60"),
                    answered().status(503)),
            CacheCase.of(
                    "stale-close-no-cache",
                    answered("Cache-Control: max-age=2, no-cache, stale-if-error=60"),
                    answered().status(503)));

    private static final String VARIES = "Vary: Foo";

    private static final List<CacheCase> VARYING = List.of(
            CacheCase.of("vary-match", answered(FRESH, VARIES).asking("Foo: 1"), cached().asking("Foo: 1")),
            CacheCase.of(
                    "vary-no-match",
                    answered(FRESH, VARIES).asking("Foo: 1"),
                    answered().asking("Foo: 2")),
            CacheCase.of("vary-omit-stored", answered(FRESH, VARIES), answered().asking("Foo: 1")),
            CacheCase.of("vary-omit", answered(FRESH, VARIES).asking("Foo: 1"), answered()),
            CacheCase.of(
                    "vary-cache-key",
                    answered(FRESH, VARIES).asking("Foo: 1", "Other: 2"),
                    cached().asking("Foo: 1", "Other: 3")),
            CacheCase.of(
                    "vary-2-match",
                    answered(FRESH, "Vary: Foo, Bar").asking("Foo: 1", "Bar: abc"),
                    cached().asking("Foo: 1", "Bar: abc")),
            CacheCase.of(
                    "vary-2-no-match",
                    answered(FRESH, "Vary: Foo, Bar").asking("Foo: 1", "Bar: abc"),
                    answered().asking("Foo: 2", "Bar: abc")),
            CacheCase.of(
                    "vary-3-omit",
                    answered(FRESH, "Vary: Foo, Bar, Baz").asking("Foo: 1", "Baz: 789"),
                    cached().asking("Foo: 1", "Baz: 789")),
            askedAnew("vary-star", FRESH, "Vary: *"),
            askedAnew("vary-syntax-foo-star", FRESH, "Vary: Foo, *"),
            askedAnew("vary-syntax-empty-star-lines", FRESH, "Vary: ", "Vary: *"),
            CacheCase.of(
                    "vary-normalise-combine",
                    answered(FRESH, VARIES).asking("Foo: 1, 2"),
                    cached().asking("Foo: 1", "Foo: 2")),
            CacheCase.of(
                    "vary-normalise-space", answered(FRESH, VARIES).asking("Foo: 1,2"), cached().asking("Foo:  1, 2 ")),
            CacheCase.of(
                    "conditional-etag-vary-headers",
                    answered(BRIEF, "ETag: \"abcdef\"", "Vary: Abc").asking("Abc: 123"),
                    byTag().asking("Abc: 123")),
            CacheCase.of("other-cookie", answered(FRESH), cached().asking("Cookie: a=b")),
            CacheCase.of("other-set-cookie", answered(FRESH, "Set-Cookie: a=b"), cached()),
            CacheCase.of(
                    "query-args-different",
                    answered(FRESH).at("/?a"),
                    answered().at("/?b")),
            CacheCase.of("query-args-same", answered(FRESH).at("/?a"), cached().at("/?a")),
            CacheCase.of(
                    "authorization (each has its own)",
                    answered(FRESH).asking("Authorization: Bearer one"),
                    answered(FRESH).asking("Authorization: Bearer two"),
                    cached().asking("Authorization: Bearer two"),
                    answered()));

    private static final List<CacheCase> VALIDATION = List.of(
            CacheCase.of("conditional-etag-strong-generate", answered(BRIEF, "ETag: \"abcdef\""), byTag()),
            CacheCase.of("conditional-etag-weak-generate-weak", answered(BRIEF, "ETag: W/\"abcdef\""), byTag()),
            CacheCase.of("conditional-lm-generate", answered(BRIEF, "Last-Modified: @-3000"), byDate()),
            CacheCase.of(
                    "conditional-etag-forward",
                    answered(FRESH, "ETag: \"a\""),
                    answered().asking("If-None-Match: \"b\"")),
            CacheCase.of(
                    "304-lm-use-stored-Test-Header",
                    answered(BRIEF, "Last-Modified: Wed, 01 Jan 1998 00:00:00 GMT", "Test-Header: A"),
                    byDate("Last-Modified: Wed, 01 Jan 1998 00:00:00 GMT").showing("Test-Header: A")),
            CacheCase.of(
                    "304-etag-update-response-Test-Header",
                    answered(BRIEF, "ETag: \"a\"", "Test-Header: A"),
                    byTag(FRESH, "ETag: \"a\"", "Test-Header: B").showing("Test-Header: B"),
                    cached().showing("Test-Header: B")),
            CacheCase.of(
                    "304-etag-update-response-Cache-Control",
                    answered("Cache-Control: max-age=1", "ETag: \"a\""),
                    byTag("Cache-Control: max-age=3600", "ETag: \"a\"").showing("Cache-Control: max-age=3600"),
                    cached()),
            CacheCase.of(
                    "304-etag-update-response-Content-Length",
                    answered(BRIEF, "ETag: \"a\"", "Content-Length: 1"),
                    byTag("ETag: \"a\"", "Content-Length: 10").showing("Content-Length: 1")),
            CacheCase.of(
                    "304-etag-update-response-Set-Cookie",
                    answered(BRIEF, "ETag: \"a\"", "Set-Cookie: a=b"),
                    byTag("ETag: \"a\"", "Set-Cookie: a=c").showing("Set-Cookie: a=c")),
            CacheCase.of(
                    "headers-store-Connection",
                    answered(FRESH, "Connection: X-Hop", "X-Hop: 1", "X-End: 2"),
                    cached().showing("X-End: 2")));

    private static final List<CacheCase> INVALIDATION = Stream.concat(
                    Stream.of("POST", "PUT", "DELETE", "M-SEARCH")
                            .flatMap(method -> Stream.of(
                                    CacheCase.of(
                                            "invalidate-" + method,
                                            answered(FRESH),
                                            answered().by(method),
                                            answered()),
                                    CacheCase.of(
                                            "invalidate-" + method + "-failed",
                                            answered(FRESH),
                                            answered().by(method).status(500),
                                            cached()),
                                    CacheCase.of(
                                            "invalidate-" + method + "-location",
                                            answered(FRESH).at("/there"),
                                            answered("Location: /there").by(method),
                                            answered().at("/there")),
                                    CacheCase.of(
                                            "invalidate-" + method + "-cl",
                                            answered(FRESH).at("/there"),
                                            answered("Content-Location: there").by(method),
                                            answered().at("/there")))),
                    Stream.of(
                            CacheCase.of(
                                    "invalidate-POST-location (of another origin)",
                                    answered(FRESH),
                                    answered("Location: http://other.test/")
                                            .by("POST")
                                            .at("/there"),
                                    cached()),
                            CacheCase.of(
                                    "head-writethrough",
                                    answered(BRIEF),
                                    answered().by("HEAD")),
                            CacheCase.of(
                                    "partial-store-partial-reuse-partial (never)",
                                    answered(FRESH, "Content-Range: bytes 4-9/10")
                                            .status(206)
                                            .asking("Range: bytes=-5"),
                                    answered().asking("Range: bytes=-5"),
                                    answered())))
            .toList();

    @TempDir
    Path folder;

    @TestFactory
    Stream<DynamicTest> freshness() {
        return inMemory(FRESHNESS);
    }

    @TestFactory
    Stream<DynamicTest> directives() {
        return inMemory(DIRECTIVES);
    }

    @TestFactory
    Stream<DynamicTest> stale() {
        return inMemory(STALE);
    }

    @TestFactory
    Stream<DynamicTest> varying() {
        return inMemory(VARYING);
    }

    @TestFactory
    Stream<DynamicTest> validation() {
        return inMemory(VALIDATION);
    }

    @TestFactory
    Stream<DynamicTest> invalidation() {
        return inMemory(INVALIDATION);
    }

    @TestFactory
    Stream<DynamicTest> the_same_on_a_disk() {
        return Stream.of(VARYING, VALIDATION, INVALIDATION)
                .flatMap(List::stream)
                .map(each -> DynamicTest.dynamicTest(each.id(), () -> {
                    try (var store = DiskStore.open(
                            folder.resolve(Integer.toString(each.id().hashCode())), 1 << 20)) {
                        each.run(store);
                    }
                }));
    }

    private static Stream<DynamicTest> inMemory(List<CacheCase> cases) {
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.id(), () -> each.run(MemoryStore.of(1 << 20))));
    }
}
