package heddle.fetch;

import heddle.fetch.exchange.ByteRate;
import heddle.fetch.exchange.Entry;
import heddle.fetch.exchange.Exchanges;
import heddle.fetch.exchange.HostKeys;
import heddle.fetch.exchange.Sessions;
import heddle.fetch.frontier.Frontier;
import heddle.fetch.frontier.FrontierLimits;
import heddle.fetch.frontier.HostRules;
import heddle.fetch.frontier.Rate;
import heddle.fetch.job.Respite;
import heddle.fetch.list.ListIndex;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Sink;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Makes the lanes of a job, each with what is its own, as the options say. What they share needs no lock.
final class LaneMaker {
    private static final Logger log = LoggerFactory.getLogger(LaneMaker.class);

    /// What part of the heap the places of waiting URLs may have.
    private static final int HEAP_SHARE = 8;

    private final FetchOptions options;
    private final UrlList list;
    private final ListIndex index;
    private final Gate gate;
    private final Optional<Map<String, Respite>> respites;
    private final Clock clock;
    private final Optional<Rate> rate;
    private final Optional<ByteRate> byteRate;
    private final RandomGenerator chance = new SplittableRandom();
    private final AtomicBoolean isContactMissed = new AtomicBoolean();

    /// For one job.
    ///
    /// @param respites which hosts an earlier run leaves alone; empty where no run is to follow
    LaneMaker(FetchOptions options, UrlList list, ListIndex index, Gate gate, Optional<Map<String, Respite>> respites) {
        this.respites = respites;
        this.options = options;
        this.list = list;
        this.index = index;
        this.gate = gate;
        var time = options.engine().runtime().time();
        clock = new Clock(time);
        rate = options.limits().urlsPerSecond().stream().mapToObj(Rate::new).findFirst();
        byteRate = options.limits().bytesPerSecond().stream()
                .mapToObj(bytes -> new ByteRate(bytes, time))
                .findFirst();
    }

    /// The lane of the loop of that number.
    Lane lane(int loop, Function<Exchanges, Lane.Work> work, Sessions sessions, Sink sink) {
        int itemsMax =
                Math.max(1, options.engine().readAhead() / options.engine().loops());
        long heapBytes =
                Runtime.getRuntime().maxMemory() / HEAP_SHARE / options.engine().loops();
        Frontier<Entry> frontier = new Frontier<>(
                new FrontierLimits(itemsMax, heapBytes, rate), this::rules, new SplittableRandom(chance.nextLong()));
        respites.ifPresent(earlier -> frontier.remember(earlier, clock.nanos()));
        return new Lane(
                options.workers(loop),
                frontier,
                new Texts(
                        index, list.again().orElseThrow(), options.politeness().hostKey()),
                work.apply(exchanges(sessions, sink)),
                gate,
                clock);
    }

    private Exchanges exchanges(Sessions sessions, Sink sink) {
        return new Exchanges(
                sessions,
                sink,
                options.politeness(),
                options.retries(),
                new Exchanges.Wishes(options.content(), options.earlier()),
                byteRate);
    }

    private HostRules rules(Entry entry) {
        HostRules rules = HostKeys.rules(entry.url(), options.politeness(), options.retries());
        if (rules.isGentle() && isContactMissed.compareAndSet(false, true)) {
            missContact(options.session().headers().first("User-Agent").orElse(""));
        }
        return rules;
    }

    /// Whoever runs a host wants to know whom to write to.
    private static void missContact(String userAgent) {
        if (!userAgent.contains("@") && !userAgent.contains("://")) {
            log.warn(
                    "the User-Agent '{}' names nobody whom a host could write to; add an address or a page: 'NAME (+https://example.org/bot)'",
                    userAgent);
        }
    }
}
