package heddle.bench;

import heddle.fetch.frontier.Frontier;
import heddle.fetch.frontier.FrontierLimits;
import heddle.fetch.frontier.HostRules;
import heddle.fetch.frontier.Patience;
import heddle.fetch.frontier.Report;
import heddle.fetch.frontier.Turn;
import java.io.IOException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.SplittableRandom;
import java.util.stream.LongStream;

/// A large job in virtual time: the real frontier, simulated hosts, a list that is generated. Every URL must come to
/// exactly one end, no host may be asked sooner or oftener than politeness allows, and the whole may not take much
/// longer than that takes. Prints how memory goes, and the makespan beside that bound. The script
/// `bench/scripts/frontier.sh` runs it.
///
/// `FrontierSimulation URLS HOSTS CONCURRENCY SEED`
public final class FrontierSimulation {
    private static final long SECOND = 1_000_000_000L;
    private static final long INTERVAL = SECOND / 20;
    private static final int HOST_CONCURRENCY = 8;
    private static final HostRules RULES =
            new HostRules(HOST_CONCURRENCY, INTERVAL, true, new Patience(3, SECOND, 600 * SECOND, Frontier.NEVER));
    private static final int ITEMS = 16_384;

    /// Lines that the reader brings in a virtual millisecond.
    private static final int LINES = 500;

    private static final int CURVE = 10;

    /// The host with most URLs.
    private static final int LARGEST = 0;

    /// How much longer than the bound it may take: retries come late; hosts that are down are tried for some minutes.
    private static final double RATIO_MAX = 1.05;

    private static final double SLACK_SECONDS = 1_200;

    private final long urls;
    private final int concurrency;
    private final SimulatedHosts hosts;
    private final Frontier<Long> frontier;
    private final PriorityQueue<UnderWay> underWay = new PriorityQueue<>(Comparator.comparingLong(UnderWay::end));
    private final long[] isEnded;
    private final int[] urlsOf;
    private final long[] startedAt;
    private final byte[] active;
    private long now;
    private long read;
    private long ended;
    private long fine;
    private long givenUp;
    private long largestEnded;
    private long requests;
    private double busyNanos;

    private record UnderWay(Turn<Long> turn, int host, long duration, long end) {}

    private FrontierSimulation(long urls, int hostCount, int concurrency, long seed) {
        this.urls = urls;
        this.concurrency = concurrency;
        hosts = new SimulatedHosts(urls, hostCount, seed);
        isEnded = new long[(int) (urls / Long.SIZE + 1)];
        urlsOf = new int[hostCount];
        startedAt = new long[hostCount];
        Arrays.fill(startedAt, -INTERVAL);
        active = new byte[hostCount];
        long heapBytes = Runtime.getRuntime().maxMemory() / 8;
        frontier = new Frontier<>(
                new FrontierLimits(ITEMS, heapBytes, Optional.empty()), _ -> RULES, new SplittableRandom(seed));
    }

    /// See the type.
    public static void main(String[] arguments) throws IOException {
        long urls = Long.parseLong(arguments[0]);
        int hosts = Integer.parseInt(arguments[1]);
        var simulation =
                new FrontierSimulation(urls, hosts, Integer.parseInt(arguments[2]), Long.parseLong(arguments[3]));
        System.out.printf(
                "%,d URLs of %,d hosts, %s at once, -Xmx%,d MiB%n",
                urls, hosts, arguments[2], Runtime.getRuntime().maxMemory() >> 20);
        long start = System.nanoTime();
        simulation.run();
        simulation.tell((System.nanoTime() - start) / 1e9);
    }

    private void run() throws IOException {
        System.out.printf(
                "%8s %12s %14s %14s %10s %12s %12s %10s%n",
                "done", "virtual h", "largest done", "waiting", "hosts", "places MiB", "mapped MiB", "heap MiB");
        try (frontier) {
            for (long next = 0; ended < urls; ) {
                step();
                if (ended >= next) {
                    tellMemory();
                    next += Math.max(1, urls / CURVE);
                }
            }
        }
    }

    private void step() {
        for (int i = 0; i < LINES && read < urls && frontier.room() > 0; i++) {
            int host = hosts.hostOf(read);
            urlsOf[host]++;
            frontier.add("host" + host + ".example", read, read, now);
            read++;
        }
        while (!underWay.isEmpty() && underWay.element().end() <= now) {
            end(underWay.remove());
        }
        begin();
        now = Math.max(now, soonest());
    }

    private long soonest() {
        long event = underWay.isEmpty() ? Frontier.NEVER : underWay.element().end();
        long due = underWay.size() < concurrency ? frontier.dueAt() : Frontier.NEVER;
        long line = read < urls && frontier.room() > 0 ? now + SECOND / 1000 : Frontier.NEVER;
        return Math.min(line, Math.min(event, due));
    }

    private void begin() {
        while (underWay.size() < concurrency) {
            while (frontier.isThirsty()) {
                frontier.wanted(now).forEach(wanted -> frontier.supply(wanted, wanted.ordinal(), now));
            }
            Turn<Long> turn = frontier.next(now);
            if (turn == null) {
                return;
            }
            if (turn.givenUp().isPresent()) {
                givenUp++;
                note(turn);
                frontier.endedUnasked(turn, now);
                continue;
            }
            int host = hosts.hostOf(turn.ordinal());
            start(host);
            long duration = hosts.duration(host);
            busyNanos += duration;
            underWay.add(new UnderWay(turn, host, duration, now + duration));
        }
    }

    private void start(int host) {
        requests++;
        active[host]++;
        if (active[host] > HOST_CONCURRENCY || now - startedAt[host] < INTERVAL) {
            throw new IllegalStateException("host %d is asked for %d things at once, %d ns after the last one"
                    .formatted(host, active[host], now - startedAt[host]));
        }
        startedAt[host] = now;
    }

    private void end(UnderWay one) {
        active[one.host()]--;
        Report report = hosts.report(one.host(), one.duration());
        if (frontier.mayRetry(one.turn(), report, now)) {
            frontier.retry(one.turn(), report, now);
            return;
        }
        fine += report.verdict() == Report.Verdict.FINE ? 1 : 0;
        note(one.turn());
        frontier.ended(one.turn(), report, now);
    }

    private void note(Turn<Long> turn) {
        largestEnded += hosts.hostOf(turn.ordinal()) == LARGEST ? 1 : 0;
        int word = (int) (turn.ordinal() / Long.SIZE);
        long bit = 1L << turn.ordinal();
        if ((isEnded[word] & bit) != 0) {
            throw new IllegalStateException("URL " + turn.ordinal() + " has come to an end twice");
        }
        isEnded[word] |= bit;
        ended++;
    }

    private void tellMemory() {
        System.gc();
        Runtime jvm = Runtime.getRuntime();
        System.out.printf(
                "%7.0f%% %12.2f %13.0f%% %,14d %,10d %12.1f %12.1f %10d%n",
                100.0 * ended / urls,
                now / 3600e9,
                100.0 * largestEnded / Math.max(1, urlsOf[LARGEST]),
                frontier.waiting(),
                frontier.hosts(),
                frontier.heapBytes() / 1048576.0,
                frontier.mappedBytes() / 1048576.0,
                (jvm.totalMemory() - jvm.freeMemory()) >> 20);
    }

    private void tell(double seconds) {
        double longest = longest() / 1e9;
        double bound = Math.max(longest, busyNanos / concurrency / 1e9);
        System.out.printf(
                "%,d of %,d URLs have come to one end each; no host was asked sooner than %d ms after its last start, nor"
                        + " for more than %d at once%n",
                LongStream.of(isEnded).map(Long::bitCount).sum(), urls, INTERVAL / 1_000_000, HOST_CONCURRENCY);
        System.out.printf(
                "%,d ended: %,d fine, %,d given up, %,d failed; %,d requests, %,d of them tries after the first%n",
                ended, fine, givenUp, ended - fine - givenUp, requests, frontier.retries());
        System.out.printf(
                "makespan %,.0f s; bound %,.0f s (the largest host's intervals %,.0f s, all exchanges %,.0f s); ratio %.3f%n",
                now / 1e9, bound, longest, busyNanos / concurrency / 1e9, now / 1e9 / bound);
        System.out.printf("simulated in %.1f s, %.2f µs a URL%n", seconds, seconds * 1e6 / urls);
        if (now / 1e9 < bound || now / 1e9 > bound * RATIO_MAX + SLACK_SECONDS) {
            throw new IllegalStateException("the makespan is not what the bound has it");
        }
    }

    /// No host that is there can be done sooner than its intervals and its last answer; all together cannot be done
    /// sooner than the exchanges at once allow.
    private long longest() {
        long longest = 0;
        for (int host = 0; host < urlsOf.length; host++) {
            if (!hosts.isDead(host)) {
                longest = Math.max(longest, (urlsOf[host] - 1) * INTERVAL + hosts.shortest(host));
            }
        }
        return longest;
    }
}
