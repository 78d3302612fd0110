package heddle.async;

import heddle.async.scope.Failures;
import heddle.async.scope.Group;
import heddle.async.task.Body;
import heddle.async.task.Settled;
import java.util.Collection;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// One task a body, all at once; the first whose outcome wins has the others cancelled.
///
/// It ends when all have ended. If none wins, the first failure is thrown with the others suppressed. What a loser
/// throws once it has been cancelled concerns nobody who waits, and is logged.
final class Race<R extends @Nullable Object> {
    private static final Logger log = LoggerFactory.getLogger(Race.class);

    private final Predicate<Settled<R>> wins;
    private final AtomicReference<@Nullable Settled<R>> winner = new AtomicReference<>();
    private final ConcurrentLinkedQueue<Throwable> failures = new ConcurrentLinkedQueue<>();

    private Race(Predicate<Settled<R>> wins) {
        this.wins = wins;
    }

    /// The first to end wins, be it by failing.
    static <R extends @Nullable Object, X extends Exception> R race(
            Collection<? extends Body<? extends R, ? extends X>> bodies) throws X {
        return new Race<R>(_ -> true).run(bodies);
    }

    /// The first to return wins.
    static <R extends @Nullable Object, X extends Exception> R firstSuccess(
            Collection<? extends Body<? extends R, ? extends X>> bodies) throws X {
        return new Race<R>(outcome -> outcome instanceof Settled.Succeeded).run(bodies);
    }

    private <X extends Exception> R run(Collection<? extends Body<? extends R, ? extends X>> bodies) throws X {
        if (bodies.isEmpty()) {
            throw new IllegalArgumentException("nobody takes part in this race; there must be at least 1 body");
        }
        Group.<@Nullable Void, X>run(group -> {
            for (var body : bodies) {
                group.<@Nullable Void>start("", () -> {
                    end(group, Failures.settle(body));
                    return null;
                });
            }
            return null;
        });
        return this.<X>result();
    }

    private void end(Group group, Settled<? extends R> outcome) {
        @SuppressWarnings("unchecked") // a value that is only read
        var mine = (Settled<R>) outcome;
        if (wins.test(mine) && winner.compareAndSet(null, mine)) {
            group.cancel();
        } else if (outcome instanceof Settled.Failed(var failure)) {
            if (winner.get() == null) {
                failures.add(failure);
            } else {
                log.warn("a task failed after it had lost its race", failure);
            }
        }
    }

    private <X extends Exception> R result() throws X {
        return switch (winner.get()) {
            case Settled.Succeeded<R>(var value) -> value;
            case Settled.Failed<R>(var failure) -> throw Failures.<X>rethrow(failure);
            case Settled.Cancelled<R>(var cancellation) -> throw cancellation;
            case null -> throw Failures.<X>rethrow(firstFailure());
        };
    }

    private Throwable firstFailure() {
        var first = failures.remove();
        failures.forEach(later -> Failures.suppress(first, later));
        return first;
    }
}
