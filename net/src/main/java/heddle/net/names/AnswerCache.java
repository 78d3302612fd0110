package heddle.net.names;

import heddle.net.DnsCacheOptions;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/// The answers of one loop: kept for their TTL within limits, and shared while they are still awaited, so that a
/// hundred dials to a new host send one query. Lives on the I/O thread.
final class AnswerCache {

    private record Kept(Answer answer, long untilNanos) {}

    private final EventLoop loop;
    private final DnsCacheOptions options;
    private final Function<Question, Future<Answer>> source;
    private final Map<Question, Future<Answer>> awaited = new HashMap<>();
    private final Map<Question, Kept> kept = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Question, Kept> eldest) {
            return size() > options.entriesMax();
        }
    };

    AnswerCache(EventLoop loop, DnsCacheOptions options, Function<Question, Future<Answer>> source) {
        this.loop = loop;
        this.options = options;
        this.source = source;
    }

    /// The future is shared: whoever tires of it stops listening, nobody cancels it.
    Future<Answer> answer(Question question) {
        var known = kept.get(question);
        if (known != null && known.untilNanos() - now() > 0) {
            return loop.newSucceededFuture(known.answer());
        }
        var asked = awaited.get(question);
        if (asked != null) {
            return asked;
        }
        var fresh = source.apply(question);
        if (fresh.isDone()) {
            keep(question, fresh.getNow());
            return fresh;
        }
        awaited.put(question, fresh);
        fresh.addListener(_ -> {
            awaited.remove(question);
            keep(question, fresh.getNow());
        });
        return fresh;
    }

    private void keep(Question question, Answer answer) {
        switch (answer) {
            case Answer.Found found -> keep(question, answer, lifetime(found));
            case Answer.Absent _ -> keep(question, answer, options.negativeTimeToLive());
            case Answer.Failed _ -> kept.remove(question);
        }
    }

    private void keep(Question question, Answer answer, Duration lifetime) {
        kept.put(question, new Kept(answer, now() + lifetime.toNanos()));
    }

    private Duration lifetime(Answer.Found found) {
        var ttl = Duration.ofSeconds(found.ttlSeconds());
        if (ttl.compareTo(options.timeToLiveMin()) < 0) {
            return options.timeToLiveMin();
        }
        return ttl.compareTo(options.timeToLiveMax()) > 0 ? options.timeToLiveMax() : ttl;
    }

    private long now() {
        return loop.ticker().nanoTime();
    }
}
