package heddle.net.names;

import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Function;

/// Lets so many questions be with the name servers at once, so that a list of many hosts is no flood to them; the
/// others wait in the order in which they came. No more can wait than there are dials. Lives on the I/O thread.
final class QueryGate {

    private final EventLoop loop;
    private final int questionsMax;
    private final Function<Question, Future<Answer>> servers;
    private final Queue<Runnable> waiting = new ArrayDeque<>();
    private int underWay;

    QueryGate(EventLoop loop, int questionsMax, Function<Question, Future<Answer>> servers) {
        this.loop = loop;
        this.questionsMax = questionsMax;
        this.servers = servers;
    }

    /// Always succeeds, as what it asks does.
    Future<Answer> ask(Question question) {
        if (underWay < questionsMax) {
            return askNow(question);
        }
        var promise = loop.<Answer>newPromise();
        waiting.add(() -> askNow(question).addListener((Future<Answer> answer) -> promise.trySuccess(answer.getNow())));
        return promise;
    }

    private Future<Answer> askNow(Question question) {
        underWay++;
        return servers.apply(question).addListener(_ -> {
            underWay--;
            var next = waiting.poll();
            if (next != null) {
                next.run();
            }
        });
    }
}
