package heddle.testkit.wire;

import heddle.async.loop.Loop;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import heddle.net.names.Answer;
import heddle.net.names.AnswerSource;
import heddle.net.names.NameSystem;
import heddle.net.names.Question;
import heddle.net.names.SearchList;
import heddle.testkit.network.DnsReply;
import io.netty.handler.codec.dns.DnsRecordType;
import io.netty.util.concurrent.Future;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// The simulated name servers: what they say of each name, and after how long. What asks them, with its cache and
/// its time limit, is the real thing.
public final class Zone {
    private static final Duration DELAY = Duration.ofMillis(1);

    private final Journal journal;
    private final Map<String, DnsReply> replies = new HashMap<>();
    private final Map<String, Duration> delays = new HashMap<>();

    Zone(Journal journal) {
        this.journal = journal;
    }

    /// From now on that is the reply for `name`.
    public void reply(String name, DnsReply reply) {
        replies.put(key(name), reply);
    }

    /// From now on replies for `name` take so long.
    public void delay(String name, Duration delay) {
        delays.put(key(name), delay);
    }

    void host(String name, InetAddress address) {
        reply(name, DnsReply.addresses(address));
    }

    /// As the programs of the host of that name see it.
    NameSystem seenFrom(String asker) {
        return new NameSystem() {
            @Override
            public List<InetAddress> hostsFile(String host) {
                return List.of();
            }

            @Override
            public SearchList searchList() {
                return SearchList.none();
            }

            @Override
            public AnswerSource answers(Loop loop, DnsOptions options) {
                return new Asked(asker, loop, options);
            }
        };
    }

    private static String key(String name) {
        return name.toLowerCase(Locale.ROOT);
    }

    private final class Asked implements AnswerSource {
        private final String asker;
        private final Loop loop;
        private final DnsOptions options;

        Asked(String asker, Loop loop, DnsOptions options) {
            this.asker = asker;
            this.loop = loop;
            this.options = options;
        }

        @Override
        public Future<Answer> ask(Question question) {
            var type = question.type().name();
            journal.note(asker, "asks " + type + " " + question.name(), 0);
            var promise = loop.netty().<Answer>newPromise();
            var reply = replies.getOrDefault(question.name(), new DnsReply.NoSuchName());
            var delay =
                    reply instanceof DnsReply.Silence ? options.timeout() : delays.getOrDefault(question.name(), DELAY);
            loop.schedule(delay.toNanos(), () -> {
                var answer = answer(question, reply);
                journal.note(asker, "hears of " + type + " " + question.name() + ": " + word(answer), 0);
                promise.trySuccess(answer);
            });
            return promise;
        }

        @Override
        public void close() {
            // What is awaited is of no use to anyone.
        }
    }

    private static Answer answer(Question question, DnsReply reply) {
        return switch (reply) {
            case DnsReply.Addresses(List<InetAddress> all, Duration timeToLive) -> {
                var wanted = all.stream()
                        .filter(it ->
                                it instanceof Inet4Address == question.type().equals(DnsRecordType.A))
                        .toList();
                yield wanted.isEmpty()
                        ? new Answer.Absent("the name has no such address")
                        : new Answer.Found(wanted, timeToLive.toSeconds());
            }
            case DnsReply.NoSuchName _ -> new Answer.Absent("no such name");
            case DnsReply.ServerFailed _ ->
                new Answer.Failed(DialFailure.NAME_SERVER_FAILED, "the simulated name server answered SERVFAIL");
            case DnsReply.Silence _ ->
                new Answer.Failed(DialFailure.NAME_LOOKUP_TIMED_OUT, "the simulated name server did not answer");
        };
    }

    private static String word(Answer answer) {
        return switch (answer) {
            case Answer.Found found ->
                found.addresses().stream()
                        .map(InetAddress::getHostAddress)
                        .toList()
                        .toString();
            case Answer.Absent absent -> absent.reason();
            case Answer.Failed failed -> failed.reason();
        };
    }
}
