package heddle.fuzz;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import heddle.http.Headers;
import heddle.http.cookie.Cookie;
import heddle.http.cookie.CookieJar;
import heddle.http.cookie.CookieLimits;
import heddle.http.cookie.NetscapeFormat;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;

/// Cookies: each line is a `Set-Cookie` that the URL before it sent; a line with `://` and no `=` is the next URL.
///
/// A jar keeps within its limits, and holds a cookie once. What it sends goes to the hosts, paths and schemes
/// that it is for, the longer path first, in a field that can be sent. It takes what it has been told as often
/// as it is told, and is the same when it was saved and loaded.
public final class CookieTarget {
    private static final InstantSource CLOCK = InstantSource.fixed(Instant.parse("2030-06-15T12:00:00Z"));
    private static final CookieLimits LIMITS =
            CookieLimits.defaults().totalMax(8).perDomainMax(4).bytesMax(64).lifetimeMax(Duration.ofDays(400));

    private CookieTarget() {}

    /// Called by the fuzzer.
    public static void fuzzerTestOneInput(byte[] input) {
        var jar = CookieJar.create(LIMITS, CLOCK);
        Url url = Url.parse("https://www.example.co.uk/a/b");
        for (String line : new String(input, ISO_8859_1).split("\n", -1)) {
            Url next = url(line, url);
            if (next.equals(url)) {
                receive(jar, url, line);
            }
            url = next;
        }
        checkSaved(jar.cookies());
    }

    private static Url url(String line, Url before) {
        if (!line.contains("://") || line.indexOf('=') >= 0) {
            return before;
        }
        try {
            Url url = Url.parse(line);
            return url.isHttp() ? url : before;
        } catch (UrlParseException _) {
            return before;
        }
    }

    private static void receive(CookieJar jar, Url url, String line) {
        var fields = Headers.ofWire(new String[] {"Set-Cookie", line}, 2);
        jar.receive(url, fields);
        List<Cookie> sent = jar.cookies(url);
        jar.receive(url, fields);
        BrokenClaim.unlessEqual(
                new HashSet<>(jar.cookies(url)), new HashSet<>(sent), "a cookie that is set again changes nothing");
        checkKept(jar.cookies());
        checkSent(sent, url);
    }

    private static void checkKept(List<Cookie> kept) {
        BrokenClaim.unless(kept.size() <= LIMITS.totalMax(), "a jar keeps within its limit: %s", kept);
        Instant latest = CLOCK.instant().plus(LIMITS.lifetimeMax());
        for (Cookie cookie : kept) {
            long ofDomain = kept.stream()
                    .filter(other -> other.domain().equals(cookie.domain()))
                    .count();
            BrokenClaim.unless(ofDomain <= LIMITS.perDomainMax(), "a domain keeps within its limit: %s", kept);
            BrokenClaim.unlessEqual(kept.stream().filter(cookie::isSameAs).count(), 1L, "a cookie is in a jar once");
            BrokenClaim.unless(
                    cookie.name().length() + cookie.value().length() <= LIMITS.bytesMax(), "a cookie is small");
            BrokenClaim.unless(
                    cookie.expires().stream().noneMatch(latest::isBefore), "no cookie lives too long: %s", cookie);
            checkPrefix(cookie);
        }
    }

    private static void checkPrefix(Cookie cookie) {
        if (cookie.name().startsWith("__Host-")) {
            BrokenClaim.unless(
                    cookie.isSecure() && cookie.isHostOnly() && cookie.path().equals("/"),
                    "a cookie of one host is so: %s",
                    cookie);
        }
        if (cookie.name().startsWith("__Secure-")) {
            BrokenClaim.unless(cookie.isSecure(), "a secure cookie is so: %s", cookie);
        }
    }

    private static void checkSent(List<Cookie> sent, Url url) {
        boolean isSecure = url.scheme().equals("https");
        for (Cookie cookie : sent) {
            boolean isHost = url.host().equals(cookie.domain())
                    || (!cookie.isHostOnly() && url.host().endsWith("." + cookie.domain()));
            BrokenClaim.unless(cookie.isFor(url) && isHost, "a cookie goes where it is for: %s to %s", cookie, url);
            BrokenClaim.unless(url.path().startsWith(cookie.path()), "the path is that of the cookie: %s", cookie);
            BrokenClaim.unless(isSecure || !cookie.isSecure(), "secrets go by https alone: %s", cookie);
        }
        List<Cookie> ordered = sent.stream()
                .sorted(Comparator.comparingInt(cookie -> -cookie.path().length()))
                .toList();
        BrokenClaim.unlessEqual(ordered, sent, "the longer path goes first");
        String field = CookieJar.joined(sent);
        BrokenClaim.unlessEqual(
                Headers.of("Cookie", field).value(0), field.strip(), "a cookie is a field that can be sent");
    }

    private static void checkSaved(List<Cookie> kept) {
        List<Cookie> read = NetscapeFormat.read(NetscapeFormat.write(kept));
        List<String> expected = kept.stream()
                .filter(cookie -> cookie.path().indexOf('\t') < 0)
                .map(CookieTarget::saved)
                .toList();
        BrokenClaim.unlessEqual(
                read.stream().map(CookieTarget::saved).toList(), expected, "a jar is the same when it is loaded");
    }

    /// All that the form has a place for.
    private static String saved(Cookie cookie) {
        return "%s=%s; domain=%s host-only=%s path=%s secure=%s http-only=%s until=%s"
                .formatted(
                        cookie.name(),
                        cookie.value(),
                        cookie.domain(),
                        cookie.isHostOnly(),
                        cookie.path(),
                        cookie.isSecure(),
                        cookie.isHttpOnly(),
                        cookie.expires().map(Instant::getEpochSecond));
    }
}
