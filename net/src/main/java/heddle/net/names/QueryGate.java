package heddle.net.names;

import heddle.net.QuestionLimits;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/// Lets so many questions be with the name servers at once, and so many go to them a second, so that a list of many
/// hosts is no flood to them; the others wait in the order in which they came. No more can wait than there are dials.
/// Lives on the I/O thread.
///
/// The rate is kept by the time at which the next question is due if all come evenly: one may be early by a tenth of a
/// second (the generic cell rate algorithm, ITU-T I.371).
final class QueryGate {
    private static final long BURST_NANOS = 100_000_000;

    private final EventLoop loop;
    private final QuestionLimits limits;
    private final Function<Question, Future<Answer>> servers;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private final long intervalNanos;
    private int underWay;
    private long dueAt;
    private boolean isAwaitingTurn;

    QueryGate(EventLoop loop, QuestionLimits limits, Function<Question, Future<Answer>> servers) {
        this.loop = loop;
        this.limits = limits;
        this.servers = servers;
        this.intervalNanos = TimeUnit.SECONDS.toNanos(1) / limits.perSecondMax();
        this.dueAt = now();
    }

    /// Always succeeds, as what it asks does.
    Future<Answer> ask(Question question) {
        var promise = loop.<Answer>newPromise();
        waiting.add(() -> askNow(question).addListener((Future<Answer> answer) -> promise.trySuccess(answer.getNow())));
        letIn();
        return promise;
    }

    private Future<Answer> askNow(Question question) {
        underWay++;
        return servers.apply(question).addListener(_ -> {
            underWay--;
            letIn();
        });
    }

    private void letIn() {
        while (!isAwaitingTurn && underWay < limits.atOnceMax() && !waiting.isEmpty()) {
            long now = now();
            long early = dueAt - now - Math.max(0, BURST_NANOS - intervalNanos);
            if (early > 0) {
                isAwaitingTurn = true;
                var _ = loop.schedule(this::turnHasCome, early, TimeUnit.NANOSECONDS);
                return;
            }
            dueAt = Math.max(dueAt, now) + intervalNanos;
            waiting.remove().run();
        }
    }

    private void turnHasCome() {
        isAwaitingTurn = false;
        letIn();
    }

    private long now() {
        return loop.ticker().nanoTime();
    }
}
