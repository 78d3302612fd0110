package heddle.fetch;

import heddle.fetch.frontier.HostRules;
import heddle.fetch.options.Politeness;
import heddle.url.Url;
import java.time.Duration;

/// What URLs are counted together by, and what their hosts are held to.
final class HostKeys {
    private static final int CONCURRENCY = 8;
    private static final Duration INTERVAL = Duration.ofMillis(50);

    private HostKeys() {}

    /// Host and port, whatever the scheme.
    static String key(Url url) {
        return url.authority();
    }

    /// What that host is held to. This very machine is exempt from the defaults.
    static HostRules rules(Url url, Politeness asked) {
        return isThisMachine(url)
                ? new HostRules(
                        asked.hostConcurrency().orElse(Integer.MAX_VALUE),
                        asked.hostInterval().orElse(Duration.ZERO).toNanos())
                : new HostRules(
                        asked.hostConcurrency().orElse(CONCURRENCY),
                        asked.hostInterval().orElse(INTERVAL).toNanos());
    }

    /// Whether the URL names this very machine.
    static boolean isThisMachine(Url url) {
        String host = url.host();
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("[::1]")
                || (host.startsWith("127.") && url.hasIpHost());
    }
}
