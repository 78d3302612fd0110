package heddle.cli.report;

import heddle.fetch.StrategyRun;
import heddle.fetch.StrategyRun.ErrorKind;
import heddle.fetch.StrategyRun.Span;
import heddle.fetch.measure.JvmShare;
import heddle.fetch.measure.ProcessUsage;
import heddle.fetch.measure.ProcessUsage.ContextSwitches;
import heddle.fetch.measure.ProcessUsage.Memory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Random;
import java.util.stream.IntStream;

/// Comparisons made up for tests.
final class Comparisons {
    private static final long[] FIVE_MILLIS = {348, 517, 1251, 436, 324};

    private Comparisons() {}

    /// The five sites, as four strategies would fetch them.
    static Comparison five() {
        List<String> urls = IntStream.range(0, 5)
                .mapToObj(i -> "https://127.0.0.1:" + (40_001 + i) + "/delay/" + FIVE_MILLIS[i])
                .toList();
        return new Comparison(
                urls,
                1.2561,
                2,
                256,
                List.of(
                        lane("blocking", 1, FIVE_MILLIS),
                        lane("threads", 5, FIVE_MILLIS),
                        lane("virtual", 5, FIVE_MILLIS),
                        lane("async", 5, FIVE_MILLIS)));
    }

    /// A long list of equal URLs; one strategy did not finish, URLs and reasons are hostile.
    static Comparison many(int count) {
        long[] millis = new Random(7).longs(count, 195, 260).toArray();
        List<String> urls = IntStream.range(0, count)
                .mapToObj(i -> "http://127.0.0.1:8080/delay/200?<script>alert(" + i + ")</script>&\u001b[31m\"'")
                .toList();
        return new Comparison(
                urls,
                0.204,
                3,
                256,
                List.of(
                        new Lane.Unfinished("blocking", "not done within 60 s; <b>raise</b> --time-limit", true),
                        lane("threads", 256, millis),
                        lane("virtual", 256, millis),
                        lane("async", 256, millis)));
    }

    /// What a strategy with so many slots makes of URLs that take so long; every 97th fails.
    static Lane.Finished lane(String name, int slots, long... millis) {
        var free = new long[slots];
        List<Span> spans = new ArrayList<>();
        for (int i = 0; i < millis.length; i++) {
            int slot = earliest(free);
            long end = free[slot] + millis[i] * 1_000_000 + 900_000;
            spans.add(new Span(
                    i,
                    free[slot] + 10_000,
                    end,
                    i % 97 == 96 ? Optional.of("no answer within <5> s") : Optional.empty()));
            free[slot] = end;
        }
        long failed = spans.stream().filter(span -> !span.ok()).count();
        long wall = spans.stream().mapToLong(Span::endNanos).max().orElse(0);
        var run = new StrategyRun(
                name,
                Duration.ofNanos(wall),
                spans,
                spans.size() - failed,
                failed,
                spans.size() * 1024L,
                failed == 0 ? List.of() : List.of(new ErrorKind("timeout", failed, "no answer")));
        var usage = new ProcessUsage(
                Duration.ofNanos(wall),
                Optional.of(Duration.ofMillis(130)),
                new Memory(OptionalLong.of(70_000_000), OptionalLong.of(75_400_000)),
                slots + 4,
                Optional.of(new ContextSwitches(212, 17)),
                Optional.of(new JvmShare(40, 6, 9, 0, 900_000)));
        return new Lane.Finished(run, usage, idle());
    }

    /// A JVM at rest: 24 switches a second.
    private static ProcessUsage idle() {
        return new ProcessUsage(
                Duration.ofMillis(500),
                Optional.of(Duration.ofMillis(1)),
                new Memory(OptionalLong.of(70_000_000), OptionalLong.of(70_200_000)),
                4,
                Optional.of(new ContextSwitches(11, 1)),
                Optional.of(new JvmShare(1, 0, 9, 0, 0)));
    }

    private static int earliest(long... free) {
        int best = 0;
        for (int i = 1; i < free.length; i++) {
            best = free[i] < free[best] ? i : best;
        }
        return best;
    }
}
