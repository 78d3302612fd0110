package heddle.fetch.account;

import heddle.fetch.account.FetchSummary.ErrorCount;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// What a run's figures mean: a table of rules, each of which sees one thing and says what to do about it, or nothing.
///
/// What concerns a few URLs only is no matter for advice: their own lines say what is wrong.
final class AdviceRules {
    private static final double SHARE_MIN = 0.05;
    private static final long COUNT_MIN = 10;

    /// A run that is over sooner than this has no limit worth naming.
    private static final Duration WALL_MIN = Duration.ofSeconds(5);

    /// The part of the open-file limit that connections may have, and what is left for the rest at least; see the
    /// client's pool.
    private static final double CONNECTIONS_SHARE = 0.75;

    private static final int OTHERS_MIN = 96;

    private static final Set<String> CONNECTING = Set.of("connect", "tls", "pool");

    static final List<Rule> ALL = List.of(
            new Rule("resolver", AdviceRules::resolver),
            new Rule("names", AdviceRules::names),
            new Rule("connect_timeouts", AdviceRules::connectTimeouts),
            new Rule("answer_timeouts", AdviceRules::answerTimeouts),
            new Rule("tls", AdviceRules::tls),
            new Rule("busy", AdviceRules::busy),
            new Rule("refused", AdviceRules::refused),
            new Rule("robots", AdviceRules::robots),
            new Rule("too_large", AdviceRules::tooLarge),
            new Rule("given_up", AdviceRules::givenUp),
            new Rule("open_files", AdviceRules::openFiles),
            new Rule("tail", AdviceRules::tail),
            new Rule("politeness", AdviceRules::politeness));

    private AdviceRules() {}

    /// @param name  a stable word in snake_case
    /// @param text  the advice, where there is any
    record Rule(String name, BiFunction<FetchSummary, RunFacts, Optional<String>> text) {}

    static List<Advice> apply(FetchSummary summary, RunFacts facts) {
        return ALL.stream()
                .flatMap(rule -> rule.text().apply(summary, facts).map(text -> new Advice(rule.name(), text)).stream())
                .toList();
    }

    private static Optional<String> resolver(FetchSummary summary, RunFacts facts) {
        long slow = count(
                summary,
                error -> error.kind().equals("timeout") && error.phase().equals("dns"));
        long broken =
                errors(summary, "resolve_failed").mapToLong(ErrorCount::retried).sum();
        return share(summary, slow + broken)
                .map(share -> share + " DNS failures, of names that were tried again, too: your resolver is the limit;"
                        + " use a caching one on this machine, or lower -j");
    }

    private static Optional<String> names(FetchSummary summary, RunFacts facts) {
        long unknown = errors(summary, "resolve_failed")
                .mapToLong(error -> error.count() - error.retried())
                .sum();
        return share(summary, unknown)
                .map(share -> share + " of the URLs have hosts whose names lead nowhere: check their spelling, and that"
                        + " this machine's name servers know them");
    }

    private static Optional<String> connectTimeouts(FetchSummary summary, RunFacts facts) {
        return share(summary, count(summary, error -> error.kind().equals("timeout") && isConnecting(error)))
                .map(share -> share + " timed out while connecting: these hosts are down, or something between drops"
                        + " packets, or --connect-timeout is short");
    }

    private static Optional<String> answerTimeouts(FetchSummary summary, RunFacts facts) {
        long late = count(
                summary,
                error -> error.kind().equals("timeout")
                        && !isConnecting(error)
                        && !error.phase().equals("dns"));
        return share(summary, late)
                .map(share -> share + " timed out while waiting for the answer: allow more time by -m, or ask for less"
                        + " at once by --host-concurrency or -j");
    }

    private static boolean isConnecting(ErrorCount error) {
        return CONNECTING.contains(error.phase());
    }

    private static Optional<String> tls(FetchSummary summary, RunFacts facts) {
        return share(summary, count(summary, "tls_failed"))
                .map(share -> share + " failed in TLS: check this machine's clock and the certificates that it trusts;"
                        + " -k accepts any");
    }

    private static Optional<String> busy(FetchSummary summary, RunFacts facts) {
        return share(summary, facts.busyAnswers())
                .map(_ -> text(
                        "%,d answers said that the host is asked too much (429, 503): raise --host-interval, or lower"
                                + " --host-concurrency",
                        facts.busyAnswers()));
    }

    private static Optional<String> refused(FetchSummary summary, RunFacts facts) {
        long refused =
                summary.statuses().getOrDefault(401, 0L) + summary.statuses().getOrDefault(403, 0L);
        return share(summary, refused)
                .map(share -> share + " were answered 401 or 403: these hosts want a login, or do not like who asks;"
                        + " say who you are by -A, and send what they want by -H");
    }

    private static Optional<String> robots(FetchSummary summary, RunFacts facts) {
        return share(summary, count(summary, "robots_disallowed"))
                .map(share -> share + " are forbidden by robots.txt; for hosts of your own there is --robots=ignore");
    }

    private static Optional<String> tooLarge(FetchSummary summary, RunFacts facts) {
        return share(summary, count(summary, "limit_exceeded"))
                .map(share ->
                        share + " went beyond a limit, such as --max-filesize; each error message says which one");
    }

    private static Optional<String> givenUp(FetchSummary summary, RunFacts facts) {
        return share(summary, count(summary, "host_down") + count(summary, "host_busy"))
                .map(share -> share + " belong to hosts that were given up: fetch failed.jsonl later, with -i and a"
                        + " folder of its own");
    }

    private static Optional<String> openFiles(FetchSummary summary, RunFacts facts) {
        if (facts.asked() <= facts.allowed()) {
            return Optional.empty();
        }
        return Optional.of(text(
                "-j %,d was lowered to %,d by the limit of open files; raise that before: ulimit -n %d",
                facts.asked(),
                facts.allowed(),
                Math.max((long) Math.ceil(facts.asked() / CONNECTIONS_SHARE), facts.asked() + OTHERS_MIN)));
    }

    private static Optional<String> tail(FetchSummary summary, RunFacts facts) {
        if (!isPolitenessTheLimit(facts) || !isOneAlone(facts)) {
            return Optional.empty();
        }
        HostPace longest = facts.mostSpared().getFirst();
        return Optional.of(text(
                "one host was the tail: %s was asked %,d times and had to be spared for %s of %s; if it is yours there is"
                        + " --host-interval, if it is not, --host-budget cuts it",
                longest.host(), longest.asks(), TimeText.of(longest.time()), TimeText.of(facts.wall())));
    }

    private static Optional<String> politeness(FetchSummary summary, RunFacts facts) {
        if (!isPolitenessTheLimit(facts) || isOneAlone(facts)) {
            return Optional.empty();
        }
        HostPace longest = facts.mostSpared().getFirst();
        Duration interval = longest.time().dividedBy(Math.max(1, longest.asks()));
        long hosts = summary.hosts().hosts();
        return Optional.of(text(
                "politeness is the limit: %,d %s with %s between two starts at one make %,.0f a second at most; -j does"
                        + " not help, for hosts of your own --host-interval does",
                hosts,
                hosts == 1 ? "host" : "hosts",
                TimeText.of(interval),
                hosts * 1e9 / Math.max(1, interval.toNanos())));
    }

    /// Whether half of the run had to pass for one of its hosts.
    private static boolean isPolitenessTheLimit(RunFacts facts) {
        return facts.wall().compareTo(WALL_MIN) >= 0
                && !facts.mostSpared().isEmpty()
                && facts.mostSpared().getFirst().time().multipliedBy(2).compareTo(facts.wall()) >= 0;
    }

    /// Whether no other host of several was to be spared for half as long.
    private static boolean isOneAlone(RunFacts facts) {
        return facts.mostSpared().size() > 1
                && facts.mostSpared()
                                .get(1)
                                .time()
                                .multipliedBy(2)
                                .compareTo(facts.mostSpared().getFirst().time())
                        < 0;
    }

    private static Stream<ErrorCount> errors(FetchSummary summary, String kind) {
        return summary.errors().stream().filter(error -> error.kind().equals(kind));
    }

    private static long count(FetchSummary summary, String kind) {
        return errors(summary, kind).mapToLong(ErrorCount::count).sum();
    }

    private static long count(FetchSummary summary, Predicate<ErrorCount> which) {
        return summary.errors().stream()
                .filter(which)
                .mapToLong(ErrorCount::count)
                .sum();
    }

    /// How much that is of all URLs, when it is enough to be told.
    private static Optional<String> share(FetchSummary summary, long count) {
        double share = (double) count / Math.max(1, summary.counts().total());
        return count < COUNT_MIN || share < SHARE_MIN ? Optional.empty() : Optional.of(text("%.0f %%", share * 100));
    }

    @SuppressWarnings("AnnotateFormatMethod") // its annotation is a dependency that nothing else needs
    private static String text(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
