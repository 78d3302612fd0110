package heddle.net.names;

import io.netty.channel.EventLoop;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// The addresses of the first of several names that exists: all `types` of it are asked for at once. Lives on the I/O
/// thread.
///
/// Once one family has addresses, the other gets some time more, then it is left out (the Resolution Delay of RFC 8305
/// §3; in deviation from it the delay runs for either family, so that connecting starts with one list). An answer
/// that comes later is still kept for the next dial.
final class Lookup {

    private final EventLoop loop;
    private final AnswerCache answers;
    private final List<DnsRecordType> types;
    private final Duration delay;
    private final Iterator<String> names;
    private final Consumer<Answer> listener;

    /// Starts at once; `listener` hears of the result exactly once, maybe before this returns.
    Lookup(
            EventLoop loop,
            AnswerCache answers,
            List<DnsRecordType> types,
            Duration delay,
            List<String> names,
            Consumer<Answer> listener) {
        this.loop = loop;
        this.answers = answers;
        this.types = types;
        this.delay = delay;
        this.names = names.iterator();
        this.listener = listener;
        tryNext();
    }

    private void tryNext() {
        new Round(names.next()).ask();
    }

    private void finish(Answer answer) {
        if (answer instanceof Answer.Absent && names.hasNext()) {
            tryNext();
            return;
        }
        listener.accept(answer);
    }

    /// One name, asked for in each family.
    private final class Round {

        private final String name;
        private final List<Answer> received = new ArrayList<>();
        private boolean isOver;
        private @Nullable Future<?> wait;

        Round(String name) {
            this.name = name;
        }

        void ask() {
            for (var type : types) {
                answers.answer(new Question(name, type))
                        .addListener((Future<Answer> answer) -> receive(answer.getNow()));
            }
        }

        private void receive(Answer answer) {
            if (isOver) {
                return;
            }
            received.add(answer);
            if (received.size() == types.size()) {
                end();
                return;
            }
            if (answer instanceof Answer.Found) {
                wait = loop.schedule(this::end, delay.toNanos(), TimeUnit.NANOSECONDS);
            }
        }

        private void end() {
            if (isOver) {
                return;
            }
            isOver = true;
            if (wait != null) {
                wait.cancel(false);
            }
            finish(received.stream().reduce(Round::better).orElseThrow());
        }

        /// Addresses beat a failure, for one family is enough; a failure beats absence, for nobody knows then.
        private static Answer better(Answer one, Answer other) {
            return switch (one) {
                case Answer.Found found -> other instanceof Answer.Found more ? both(found, more) : found;
                case Answer.Failed _ -> other instanceof Answer.Found ? other : one;
                case Answer.Absent _ -> other;
            };
        }

        private static Answer both(Answer.Found one, Answer.Found other) {
            var all = new ArrayList<InetAddress>(one.addresses());
            all.addAll(other.addresses());
            return new Answer.Found(all, Math.min(one.ttlSeconds(), other.ttlSeconds()));
        }
    }
}
