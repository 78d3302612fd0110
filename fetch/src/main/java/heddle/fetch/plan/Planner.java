package heddle.fetch.plan;

import heddle.fetch.exchange.Failures;
import heddle.fetch.exchange.HostKeys;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.JobLimits;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.fetch.plan.Plan.Bound;
import heddle.fetch.plan.Plan.Host;
import heddle.fetch.plan.Plan.Hosts;
import heddle.fetch.plan.Plan.Problem;
import heddle.url.Url;
import heddle.url.UrlParseException;
import java.io.IOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads a list and asks nobody. It remembers hosts, not URLs.
public final class Planner {
    private static final int LARGEST = 5;

    private final Politeness politeness;
    private final Retries retries;
    private final Map<String, Share> shares = new HashMap<>();
    private final Map<String, Problem> problems = new LinkedHashMap<>();
    private long urls;
    private long requests;
    private long duplicates;

    /// What is known of a host.
    private static final class Share {
        private final String key;
        private final long intervalNanos;
        private long urls;

        Share(String key, long intervalNanos) {
            this.key = key;
            this.intervalNanos = intervalNanos;
        }

        Duration leastTime() {
            return Duration.ofNanos(intervalNanos).multipliedBy(urls - 1);
        }
    }

    private Planner(Politeness politeness, Retries retries) {
        this.politeness = politeness;
        this.retries = retries;
    }

    /// The plan of a list, which is read to its end and closed. Blocks.
    public static Plan plan(UrlList list, Politeness politeness, Retries retries, JobLimits limits) throws IOException {
        Planner planner = new Planner(politeness, retries);
        try (list;
                UrlLines lines = list.open()) {
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                planner.take(line.get());
            }
        }
        return planner.plan(limits);
    }

    private void take(ListLine line) {
        switch (line) {
            case ListLine.Entry entry -> take(entry);
            case ListLine.Duplicate _ -> duplicates++;
            case ListLine.Bad bad -> add(new Problem("invalid_line", 1, bad.excerpt(), bad.problem()));
        }
    }

    private void take(ListLine.Entry line) {
        Url url;
        try {
            url = Url.parse(line.url());
        } catch (UrlParseException e) {
            add(new Problem(Failures.kind(e), 1, line.url(), Failures.message(e)));
            return;
        }
        if (!url.isHttp()) {
            add(new Problem("invalid_request", 1, line.url(), "only http and https can be requested"));
            return;
        }
        urls++;
        requests += line.listed().particulars().request().isPresent() ? 1 : 0;
        shares.computeIfAbsent(HostKeys.key(url, politeness.hostKey()), key -> share(key, url)).urls++;
    }

    private Share share(String key, Url url) {
        return new Share(key, HostKeys.rules(url, politeness, retries).intervalNanos());
    }

    private void add(Problem problem) {
        problems.merge(
                problem.kind(),
                problem,
                (first, next) -> new Problem(first.kind(), first.count() + 1, first.url(), first.message()));
    }

    private Plan plan(JobLimits limits) {
        List<Problem> sorted = problems.values().stream()
                .sorted(Comparator.comparingLong(Problem::count).reversed())
                .toList();
        List<Host> largest = shares.values().stream()
                .sorted(Comparator.comparingLong((Share share) -> share.urls)
                        .reversed()
                        .thenComparing(share -> share.key))
                .limit(LARGEST)
                .map(share -> new Host(share.key, share.urls))
                .toList();
        return new Plan(urls, requests, duplicates, sorted, new Hosts(shares.size(), largest), bound(limits));
    }

    private Bound bound(JobLimits limits) {
        Bound byHosts = shares.values().stream()
                .filter(share -> share.leastTime().isPositive())
                .max(Comparator.comparing(Share::leastTime))
                .map(share -> new Bound(
                        share.leastTime(),
                        "%s has %,d URLs, and %d ms between the starts of two"
                                .formatted(share.key, share.urls, share.intervalNanos / 1_000_000)))
                .orElse(new Bound(Duration.ZERO, urls == 0 ? "there is nothing to fetch" : "no host is waited for"));
        if (urls == 0 || limits.urlsPerSecond().isEmpty()) {
            return byHosts;
        }
        double rate = limits.urlsPerSecond().getAsDouble();
        Duration time = Duration.ofMillis((long) ((urls - 1) * 1_000 / rate));
        return time.compareTo(byHosts.time()) > 0
                ? new Bound(time, "of %,d URLs %s are begun in a second".formatted(urls, rate))
                : byHosts;
    }
}
