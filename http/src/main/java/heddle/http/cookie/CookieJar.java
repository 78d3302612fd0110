package heddle.http.cookie;

import heddle.http.Headers;
import heddle.url.Url;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/// Cookies, kept and given back as RFC 6265bis says. For any number of threads and sessions at once; it never parks
/// and does no I/O.
///
/// What is above a limit goes in this order: what has ended, then of the domain that has too many those that are
/// not `Secure`, then what was not used for longest.
public final class CookieJar {
    /// RFC 6265bis, 5.8.3: the longer path first, then the older.
    private static final Comparator<Kept> SENDING_ORDER =
            Comparator.<Kept>comparingInt(kept -> -kept.cookie.path().length()).thenComparingLong(kept -> kept.created);

    private static final Comparator<Kept> LEAST_USED = Comparator.comparingLong(kept -> kept.used);
    private static final Comparator<Kept> LEAST_WORTH =
            Comparator.<Kept, Boolean>comparing(kept -> kept.cookie.isSecure()).thenComparing(LEAST_USED);

    private final CookieLimits limits;
    private final InstantSource clock;

    /// By domain; what is in it is guarded by the jar.
    private final Map<String, List<Kept>> domains = new HashMap<>();

    /// How many are in it, so that an empty jar costs a look at this.
    private volatile int count;

    /// Counts arrivals and uses: a clock that never stands still.
    private long ticks;

    private static final class Kept {
        private final Cookie cookie;
        private final long created;
        private long used;

        private Kept(Cookie cookie, long created, long used) {
            this.cookie = cookie;
            this.created = created;
            this.used = used;
        }
    }

    private CookieJar(CookieLimits limits, InstantSource clock) {
        this.limits = limits;
        this.clock = clock;
    }

    /// An empty jar with the default limits.
    public static CookieJar create() {
        return create(CookieLimits.defaults());
    }

    /// An empty jar.
    public static CookieJar create(CookieLimits limits) {
        return create(limits, InstantSource.system());
    }

    /// An empty jar that tells by `clock` what has ended.
    public static CookieJar create(CookieLimits limits, InstantSource clock) {
        return new CookieJar(limits, clock);
    }

    /// Takes the cookies that a response from `url` sets.
    public void receive(Url url, Headers headers) {
        List<String> lines = headers.all("Set-Cookie");
        if (lines.isEmpty()) {
            return;
        }
        Instant now = clock.instant();
        synchronized (this) {
            for (String line : lines) {
                CookieRules.accept(line, url, now, limits)
                        .filter(cookie -> url.scheme().equals("https") || !overlaysSecure(cookie, now))
                        .ifPresent(cookie -> put(cookie, now));
            }
        }
    }

    /// The value of the `Cookie` field of a request of that URL; empty when there is none to send.
    public Optional<String> header(Url url) {
        if (count == 0) {
            return Optional.empty();
        }
        List<Cookie> sent = cookies(url);
        return sent.isEmpty() ? Optional.empty() : Optional.of(joined(sent));
    }

    /// Cookies as a `Cookie` field writes them.
    public static String joined(List<Cookie> cookies) {
        return cookies.stream()
                .map(cookie -> cookie.name() + "=" + cookie.value())
                .collect(Collectors.joining("; "));
    }

    /// The cookies of a request of that URL, in the order in which they are sent; they count as used.
    public List<Cookie> cookies(Url url) {
        if (count == 0) {
            return List.of();
        }
        Instant now = clock.instant();
        var found = new ArrayList<Kept>();
        synchronized (this) {
            String host = url.host();
            for (int start = 0; start >= 0; start = nextLabel(host, start)) {
                List<Kept> there = domains.get(host.substring(start));
                if (there != null) {
                    there.stream()
                            .filter(kept -> !kept.cookie.isExpiredAt(now) && kept.cookie.isFor(url))
                            .forEach(found::add);
                }
            }
            found.sort(SENDING_ORDER);
            found.forEach(kept -> kept.used = ++ticks);
        }
        return found.stream().map(kept -> kept.cookie).toList();
    }

    /// Adds a cookie of the caller's, or of a file, in place of the same one; whether it was taken: not when it has
    /// ended, is too large, is for a public suffix, or is not what its name promises (`__Host-`, `__Secure-`).
    public boolean add(Cookie cookie) {
        Instant now = clock.instant();
        if (cookie.isExpiredAt(now) || !CookieRules.mayKeep(cookie, limits)) {
            return false;
        }
        synchronized (this) {
            put(cookie, now);
        }
        return true;
    }

    /// All cookies that have not ended, the oldest first.
    public List<Cookie> cookies() {
        Instant now = clock.instant();
        synchronized (this) {
            return domains.values().stream()
                    .flatMap(List::stream)
                    .filter(kept -> !kept.cookie.isExpiredAt(now))
                    .sorted(Comparator.comparingLong(kept -> kept.created))
                    .map(kept -> kept.cookie)
                    .toList();
        }
    }

    /// Removes those cookies that the caller picks, a domain's say, or with `cookie -> cookie.expires().isEmpty()`
    /// those of the session.
    public void remove(Predicate<Cookie> unwanted) {
        synchronized (this) {
            domains.values().removeIf(there -> {
                there.removeIf(kept -> unwanted.test(kept.cookie));
                return there.isEmpty();
            });
            count = domains.values().stream().mapToInt(List::size).sum();
        }
    }

    /// How many cookies are in it, those included that have ended and were not yet met.
    public int size() {
        return count;
    }

    private static int nextLabel(String host, int start) {
        int dot = host.indexOf('.', start);
        return dot < 0 ? -1 : dot + 1;
    }

    private boolean overlaysSecure(Cookie cookie, Instant now) {
        return count > 0
                && domains.entrySet().stream()
                        .filter(there -> CookieScope.overlaps(there.getKey(), cookie.domain()))
                        .flatMap(there -> there.getValue().stream())
                        .anyMatch(
                                kept -> !kept.cookie.isExpiredAt(now) && CookieRules.wouldOverlay(cookie, kept.cookie));
    }

    private void put(Cookie cookie, Instant now) {
        List<Kept> there = domains.computeIfAbsent(cookie.domain(), _ -> new ArrayList<>());
        int others = count - there.size();
        Optional<Kept> before =
                there.stream().filter(kept -> kept.cookie.isSameAs(cookie)).findFirst();
        before.ifPresent(there::remove);
        if (!cookie.isExpiredAt(now)) {
            long tick = ++ticks;
            there.add(new Kept(cookie, before.map(kept -> kept.created).orElse(tick), tick));
        }
        if (there.size() > limits.perDomainMax()) {
            there.removeIf(kept -> kept.cookie.isExpiredAt(now));
            dropLeast(there, LEAST_WORTH, limits.perDomainMax());
        }
        if (there.isEmpty()) {
            domains.remove(cookie.domain());
        }
        count = others + there.size();
        if (count > limits.totalMax()) {
            remove(kept -> kept.isExpiredAt(now));
        }
        if (count > limits.totalMax()) {
            dropLeastOfAll();
        }
    }

    private static void dropLeast(List<Kept> there, Comparator<Kept> order, int max) {
        while (there.size() > max) {
            there.remove(there.stream().min(order).orElseThrow());
        }
    }

    private void dropLeastOfAll() {
        Kept least =
                domains.values().stream().flatMap(List::stream).min(LEAST_USED).orElseThrow();
        remove(least.cookie::equals);
    }
}
