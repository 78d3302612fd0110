package heddle.fetch.exchange;

import heddle.async.Promise;
import heddle.client.ClientSession;
import heddle.client.Response;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;
import heddle.fetch.options.RobotsUse;
import heddle.fetch.output.Outcome.Failed;
import heddle.fetch.robots.OptOutTag;
import heddle.fetch.robots.ProductToken;
import heddle.fetch.robots.RobotsRules;
import heddle.http.ForbiddenAddressException;
import heddle.http.Headers;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.TransportException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/// The robots.txt files of the origins of one loop: each is asked for once, before the first URL of its origin, and
/// kept for a day (RFC 9309, 2.4).
///
/// A file that is not there (400 and above) allows everything; one that cannot be had (500 and above, 429, a connection
/// that is lost) forbids everything until it can (2.3.1): its URLs are tried again, as after a failure of their own.
/// Where no connection comes about, that is what its URLs fail of.
/// One that makes no sense as a response of HTTP allows everything.
final class RobotsFiles {
    private static final long INTERVAL_MAX = Duration.ofMinutes(5).toNanos();

    private final ClientSession session;
    private final Optional<RobotsUse> use;
    private final Reports reports;
    private final String productToken;
    private final KnownRobots known = new KnownRobots();
    private final Map<String, Promise<Boolean>> asking = new HashMap<>();
    private final ReentrantLock lock = new ReentrantLock();

    RobotsFiles(ClientSession session, Optional<RobotsUse> use, Reports reports) {
        this.session = session;
        this.use = use;
        this.reports = reports;
        productToken =
                ProductToken.of(session.options().headers().first("User-Agent").orElse(""));
    }

    /// What comes of a URL's turn on account of robots.txt; empty when it may be asked for. Parks.
    Optional<Attempt> ask(Turn<Entry> turn, Course course) {
        Entry entry = turn.item();
        if (turn.isPermitted() || !isObeyed(turn) || !entry.url().isHttp()) {
            return Optional.empty();
        }
        String origin = entry.url().origin();
        RobotsRules rules = find(origin);
        if (rules != null) {
            return isAllowed(rules, turn, course)
                    ? Optional.empty()
                    : Optional.of(new Attempt.EndedUnasked(disallowed(turn, origin)));
        }
        Promise<Boolean> others = beginAsking(origin);
        return Optional.of(others == null ? fetch(origin, turn, course) : afterOthers(others));
    }

    private static boolean isAllowed(RobotsRules rules, Turn<Entry> turn, Course course) {
        if (rules.crawlDelay().isPresent()) {
            course.slowDown(
                    turn, Math.min(INTERVAL_MAX, rules.crawlDelay().get().toNanos()));
        }
        return rules.allow(turn.item().url().requestTarget());
    }

    /// This very machine is exempt, unless it was asked for.
    private boolean isObeyed(Turn<Entry> turn) {
        return use.map(asked -> asked == RobotsUse.OBEY)
                .orElseGet(() -> turn.host().isSpared());
    }

    private @Nullable RobotsRules find(String origin) {
        lock.lock();
        try {
            return known.find(origin, System.nanoTime());
        } finally {
            lock.unlock();
        }
    }

    /// Null if the caller is to ask; otherwise what tells that somebody else has, maybe since the
    /// caller looked.
    @Nullable Promise<Boolean> beginAsking(String origin) {
        lock.lock();
        try {
            if (known.find(origin, System.nanoTime()) != null) {
                var asked = new Promise<Boolean>();
                asked.complete(true);
                return asked;
            }
            return asking.putIfAbsent(origin, new Promise<>());
        } finally {
            lock.unlock();
        }
    }

    /// Whoever was to ask has, and got these rules, if any.
    void endAsking(String origin, Optional<RobotsRules> rules) {
        lock.lock();
        try {
            rules.ifPresent(had -> known.put(origin, had, System.nanoTime()));
            Promise<Boolean> others = asking.remove(origin);
            if (others != null) {
                others.complete(rules.isPresent());
            }
        } finally {
            lock.unlock();
        }
    }

    private static Attempt afterOthers(Promise<Boolean> others) {
        others.await();
        return new Attempt.Postponed(Report.FINE);
    }

    private Attempt fetch(String origin, Turn<Entry> turn, Course course) {
        Optional<RobotsRules> rules = Optional.empty();
        try (Response response = session.get(origin + "/robots.txt")
                .redirectsMax(RobotsResponse.REDIRECTS_MAX)
                .send()) {
            Report report = reports.of(turn, response.status(), response.headers(), response.timings());
            if (RobotsResponse.isUnavailable(response.status())) {
                return unavailable(turn, course, origin + "/robots.txt answered " + response.status(), report);
            }
            RobotsRules had = RobotsResponse.rules(response, productToken);
            rules = Optional.of(had);
            if (!isAllowed(had, turn, course)) {
                return new Attempt.Ended(disallowed(turn, origin), report);
            }
            turn.permit();
            return new Attempt.Postponed(report);
        } catch (ForbiddenAddressException refused) { // as the page would be
            return new Attempt.EndedUnasked(
                    Failures.outcome(turn.item().line(), refused, Duration.ZERO, turn.retries()));
        } catch (TransportException | HttpTimeoutException lost) {
            return lost.phase().compareTo(Phase.TLS) <= 0
                    ? unreached(turn, course, lost)
                    : unavailable(turn, course, origin + "/robots.txt: " + lost.detail(), reports.of(lost));
        } catch (HttpException nonsense) {
            rules = Optional.of(RobotsRules.ALLOW_ALL);
            turn.permit();
            return new Attempt.Postponed(Report.FINE);
        } finally {
            endAsking(origin, rules);
        }
    }

    /// There was nobody to ask, so there is nobody to ask for the page: it fails as if it had been.
    private Attempt unreached(Turn<Entry> turn, Course course, HttpException lost) {
        Report report = reports.of(lost);
        return course.mayRetry(turn, report)
                ? new Attempt.Again(report)
                : new Attempt.Ended(Failures.outcome(turn.item().line(), lost, Duration.ZERO, turn.retries()), report);
    }

    private Attempt unavailable(Turn<Entry> turn, Course course, String message, Report told) {
        Report report = new Report(told.verdict(), true, told.latencyNanos(), told.waitNanos());
        if (course.mayRetry(turn, report)) {
            return new Attempt.Again(report);
        }
        return new Attempt.Ended(
                new Failed(
                        turn.item().line(),
                        "robots_unavailable",
                        "robots",
                        "it is not known whether robots may ask for this: " + message,
                        Duration.ZERO,
                        turn.retries()),
                report);
    }

    private Failed disallowed(Turn<Entry> turn, String origin) {
        return new Failed(
                turn.item().line(),
                "robots_disallowed",
                "robots",
                origin + "/robots.txt does not allow this to " + (productToken.isEmpty() ? "robots" : productToken),
                Duration.ZERO,
                turn.retries());
    }

    /// Whether a page asks not to be used.
    boolean isOptedOut(Headers headers) {
        return OptOutTag.isIn(headers.all("X-Robots-Tag"), productToken);
    }
}
