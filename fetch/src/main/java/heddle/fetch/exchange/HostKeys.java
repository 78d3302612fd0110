package heddle.fetch.exchange;

import heddle.fetch.frontier.Frontier;
import heddle.fetch.frontier.HostRules;
import heddle.fetch.frontier.Patience;
import heddle.fetch.options.HostKey;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.http.cookie.PublicSuffixes;
import heddle.url.Url;
import java.time.Duration;

/// What URLs are counted together by, and what their hosts are held to.
public final class HostKeys {
    private HostKeys() {}

    /// What a URL is counted by, as far as that is known without asking anybody; see [Addresses] for the rest.
    public static String key(Url url, HostKey by) {
        return switch (by) {
            case HOST -> url.authority();
            case IP -> url.host();
            case DOMAIN -> url.hasIpHost() ? url.host() : PublicSuffixes.registrableDomain(url.host());
        };
    }

    /// What the host of a URL is held to. This very machine is exempt from the defaults.
    public static HostRules rules(Url url, Politeness asked, Retries retries) {
        return isThisMachine(url)
                ? new HostRules(
                        asked.hostConcurrency().orElse(Integer.MAX_VALUE),
                        asked.hostInterval().orElse(Duration.ZERO).toNanos(),
                        false,
                        patience(retries, 0))
                : new HostRules(
                        asked.hostConcurrency().orElse(Politeness.HOST_CONCURRENCY),
                        asked.hostInterval().orElse(Politeness.HOST_INTERVAL).toNanos(),
                        true,
                        patience(retries, Retries.TIMES));
    }

    private static Patience patience(Retries asked, int usually) {
        return new Patience(
                asked.times().orElse(usually),
                asked.delay().toNanos(),
                asked.span().toNanos(),
                asked.hostTime().map(Duration::toNanos).orElse(Frontier.NEVER));
    }

    /// Whether the URL names this very machine.
    public static boolean isThisMachine(Url url) {
        String host = url.host();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && url.hasIpHost());
    }
}
