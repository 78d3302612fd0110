package heddle.async.scope;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.task.Action;
import heddle.async.task.Body;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// What happened in one schedule: who began and ended, and what was thrown that somebody must be told of.
final class Tally {
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final List<Throwable> planned = Collections.synchronizedList(new ArrayList<>());
    /// The failure that is the cancellation.
    private @Nullable Throwable fromOutside;

    /// A failure that is to be found in what is thrown in the end.
    static final class Planned extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Planned() {
            super("planned", null, true, false);
        }
    }

    /// A millisecond of the loop's time.
    static void tick() {
        Async.sleep(Duration.ofMillis(1));
    }

    /// Counts `body` while it runs.
    <T extends @Nullable Object> T counted(Body<T, ?> body) throws Exception {
        begun.incrementAndGet();
        try {
            return body.call();
        } finally {
            ended.incrementAndGet();
        }
    }

    /// As [#counted(Body)], for what gives nothing.
    void counted(Action<?> action) throws Exception {
        this.<@Nullable Void>counted(Body.of(action));
    }

    /// A planned failure, noted.
    Planned planned() {
        var failure = new Planned();
        planned.add(failure);
        return failure;
    }

    /// Has `take` given a planned failure, which counts if that says so.
    synchronized void plan(Predicate<Planned> take) {
        var failure = new Planned();
        if (take.test(failure)) {
            fromOutside = failure;
        }
    }

    void assertNobodyRuns() {
        assertThat(ended.get()).as("tasks that ended before their scope did").isEqualTo(begun.get());
    }

    /// Wants the first that was planned to be `thrown`, or the one from outside, which may have overtaken it,
    /// and all in the tree of that; if there is none, nothing but `allowed`. Where tasks run at once, any of
    /// them is the first.
    synchronized void assertTold(@Nullable Throwable thrown, Class<? extends Throwable> allowed) {
        long firstsMax = Simulated.isPossible() ? 1 : planned.size();
        var firsts = Stream.concat(planned.stream().limit(firstsMax), Stream.ofNullable(fromOutside))
                .toList();
        if (!firsts.isEmpty()) {
            assertThat(thrown).as("the first failure").isIn(firsts);
        } else if (thrown != null) {
            assertThat(thrown).isExactlyInstanceOf(allowed);
        }
        Set<Throwable> found = Collections.newSetFromMap(new IdentityHashMap<>());
        collect(thrown, found);
        assertThat(found).as("what was thrown").containsAll(planned).containsAll(firsts);
    }

    private static void collect(@Nullable Throwable failure, Set<Throwable> found) {
        if (failure == null || !found.add(failure)) {
            return;
        }
        collect(failure.getCause(), found);
        for (var suppressed : failure.getSuppressed()) {
            collect(suppressed, found);
        }
    }
}
