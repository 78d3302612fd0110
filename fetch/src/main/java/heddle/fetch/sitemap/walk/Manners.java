package heddle.fetch.sitemap.walk;

import heddle.async.Async;
import heddle.async.time.Time;
import heddle.client.Response;
import heddle.fetch.exchange.HostKeys;
import heddle.fetch.exchange.KnownRobots;
import heddle.fetch.exchange.RobotsResponse;
import heddle.fetch.exchange.Sessions;
import heddle.fetch.frontier.HostRules;
import heddle.fetch.options.HostKey;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.fetch.options.RobotsUse;
import heddle.fetch.robots.ProductToken;
import heddle.fetch.robots.RobotsRules;
import heddle.fetch.sitemap.SitemapException;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.TransportException;
import heddle.http.retry.RetryRules;
import heddle.url.Url;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What the hosts of sitemaps are spared: as those of pages are, by their robots.txt and the time between two starts,
/// and by what they ask for themselves. On the loop of a walk, for one document at a time.
final class Manners {
    /// As often as anything is asked for.
    static final int TRIES = 3;

    private static final Duration DELAY = Duration.ofSeconds(1);

    /// A host that wants more time is not waited for.
    private static final Duration PAUSE_MAX = Duration.ofMinutes(5);

    private final Sessions sessions;
    private final Politeness politeness;
    private final Time time;
    private final String productToken;
    private final KnownRobots known = new KnownRobots();
    private final Map<String, Long> nextStart = new HashMap<>();

    Manners(Sessions sessions, Politeness politeness, Time time) {
        this.sessions = sessions;
        this.politeness = politeness;
        this.time = time;
        productToken = ProductToken.of(
                sessions.pages().options().headers().first("User-Agent").orElse(""));
    }

    /// Waits until a document may be asked for. Throws when robots.txt has it that it may not, or cannot be had. Parks.
    void await(Url url) throws SitemapException {
        HostRules rules = HostKeys.rules(url, politeness, Retries.defaults());
        Duration interval = Duration.ofNanos(rules.intervalNanos());
        if (url.isHttp() && isObeyed(rules)) {
            RobotsRules robots = robots(url, interval);
            if (!robots.allow(url.requestTarget())) {
                throw new SitemapException("it cannot be had: " + url.origin() + "/robots.txt does not allow it to "
                        + (productToken.isEmpty() ? "robots" : productToken));
            }
            interval = longer(interval, shorter(PAUSE_MAX, robots.crawlDelay().orElse(Duration.ZERO)));
        }
        begin(url, interval);
    }

    /// This very machine is exempt, unless it was asked for.
    private boolean isObeyed(HostRules rules) {
        return politeness.robots().map(use -> use == RobotsUse.OBEY).orElse(rules.isGentle());
    }

    private RobotsRules robots(Url url, Duration interval) throws SitemapException {
        RobotsRules there = known.find(url.origin(), time.nanoTime());
        for (int attempt = 1; there == null; attempt++) {
            begin(url, interval);
            there = askForRobots(url, attempt);
            if (there != null) {
                known.put(url.origin(), there, time.nanoTime());
            }
        }
        return there;
    }

    /// Null when it is to be tried again.
    private @Nullable RobotsRules askForRobots(Url url, int attempt) throws SitemapException {
        String problem;
        try (Response response = sessions.robots()
                .get(url.origin() + "/robots.txt")
                .redirectsMax(RobotsResponse.REDIRECTS_MAX)
                .send()) {
            if (!RobotsResponse.isUnavailable(response.status())) {
                return RobotsResponse.rules(response, productToken);
            }
            problem = "answered " + response.status();
            leave(url, response, attempt);
        } catch (TransportException | HttpTimeoutException lost) {
            problem = lost.detail();
            leave(url, attempt);
        } catch (HttpException nonsense) {
            return RobotsRules.ALLOW_ALL;
        }
        if (attempt == TRIES) {
            throw new SitemapException("it cannot be had: it is not known whether robots may ask for it, since "
                    + url.origin() + "/robots.txt: " + problem);
        }
        return null;
    }

    private void begin(Url url, Duration interval) {
        String host = key(url);
        long wait = nextStart.getOrDefault(host, Long.MIN_VALUE / 2) - time.nanoTime();
        if (wait > 0) {
            Async.sleep(Duration.ofNanos(wait));
        }
        nextStart.put(host, time.nanoTime() + interval.toNanos());
    }

    /// Leaves a host alone after something went wrong there that may pass.
    void leave(Url url, int attempt) {
        leave(url, DELAY.multipliedBy(attempt));
    }

    /// As [#leave(Url, int)], for as long as the host says. Throws when that is too long.
    void leave(Url url, Response response, int attempt) throws SitemapException {
        Duration asked = RetryRules.pause(response.headers(), Instant.now());
        if (asked.compareTo(PAUSE_MAX) > 0) {
            throw new SitemapException("it cannot be had: its host answered " + response.status()
                    + " and asks to be left alone for " + asked.toSeconds() + " s; try it later");
        }
        leave(url, longer(asked, DELAY.multipliedBy(attempt)));
    }

    private void leave(Url url, Duration pause) {
        nextStart.merge(key(url), time.nanoTime() + pause.toNanos(), Math::max);
    }

    /// Addresses are not looked up for the few requests that there are.
    private String key(Url url) {
        return HostKeys.key(url, politeness.hostKey() == HostKey.IP ? HostKey.HOST : politeness.hostKey());
    }

    private static Duration longer(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
