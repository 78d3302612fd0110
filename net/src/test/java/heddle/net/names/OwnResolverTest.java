package heddle.net.names;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.Event;
import heddle.async.task.TimeoutExceededException;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import heddle.net.IpFamily;
import heddle.net.NameOrigin;
import heddle.net.NameResolver;
import heddle.net.NetOptions;
import heddle.net.Reach;
import heddle.net.ResolvedName;
import heddle.net.steps.DialSteps;
import heddle.net.wire.Dialed;
import heddle.net.wire.Dialer;
import heddle.net.wire.ListenOptions;
import heddle.net.wire.Listener;
import heddle.net.wire.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Names that the program itself turns into addresses. What time does to what it says is in the testkit's
/// `ResolverTest`.
class OwnResolverTest {
    private static final InetAddress HOME = InetAddress.ofLiteral("127.0.0.1");

    private final List<String> asked = new ArrayList<>();

    private NameResolver saying(InetAddress... addresses) {
        return host -> {
            asked.add(host);
            return ResolvedName.of(Duration.ofMinutes(1), addresses);
        };
    }

    private NameResolver failing(IOException problem) {
        return host -> {
            asked.add(host);
            throw problem;
        };
    }

    private static NetOptions by(NameResolver resolver) {
        return by(resolver, dns -> dns);
    }

    private static NetOptions by(NameResolver resolver, UnaryOperator<DnsOptions> change) {
        return NetOptions.defaults().dns(change.apply(DnsOptions.defaults().resolver(resolver)));
    }

    private static Listener listen() throws IOException {
        return Listener.bind(ListenOptions.on(new InetSocketAddress(HOME, 0)), _ -> {});
    }

    private static Dialed dial(NetOptions options, String host, int port) throws DialException {
        var dialed = new Dialer(options).dial(Target.plain(host, port));
        var _ = dialed.channel().close();
        return dialed;
    }

    private static DialException failure(NetOptions options, String host) {
        return catchThrowableOfType(DialException.class, () -> dial(options, host, 80));
    }

    @Test
    void a_hundred_dials_at_once_share_one_call_and_later_ones_what_it_said() throws Exception {
        Async.run(() -> {
            try (var listener = listen()) {
                int port = listener.localAddress().getPort();
                var options = by(host -> {
                    Async.sleep(Duration.ofMillis(1));
                    return saying(HOME).resolve(host);
                });
                Async.gather(IntStream.range(0, 100).boxed().toList(), _ -> dial(options, "Service.Example.", port));
                dial(options, "service.example", port);
                assertThat(asked).containsExactly("service.example");
            }
        });
    }

    @Test
    void the_dial_tells_whether_it_was_asked() throws Exception {
        var origins = new ArrayList<NameOrigin>();
        var steps = new DialSteps() {
            @Override
            public void lookedUp(String host, List<InetAddress> addresses, NameOrigin origin) {
                origins.add(origin);
            }
        };
        Async.run(() -> {
            try (var listener = listen()) {
                int port = listener.localAddress().getPort();
                var dialer = new Dialer(by(saying(HOME)));
                for (int i = 0; i < 2; i++) {
                    var _ = dialer.dial(Target.plain("service.example", port), steps)
                            .channel()
                            .close();
                }
            }
        });
        assertThat(origins).containsExactly(NameOrigin.ASKED, NameOrigin.CACHED);
    }

    @Test
    void addresses_fixed_hosts_and_localhost_are_not_asked_for() throws Exception {
        Async.run(() -> {
            try (var listener = listen()) {
                int port = listener.localAddress().getPort();
                var options = by(failing(new IOException("asked")), dns -> dns.host("fixed.example", HOME));
                dial(options, "127.0.0.1", port);
                dial(options, "fixed.example", port);
                dial(options, "app.localhost", port);
                assertThat(asked).isEmpty();
            }
        });
    }

    @Test
    void addresses_of_a_version_that_is_not_wanted_are_left_out() throws Exception {
        Async.run(() -> {
            try (var listener = listen()) {
                int port = listener.localAddress().getPort();
                var six = InetAddress.ofLiteral("::1");
                var both = by(saying(six, HOME), dns -> dns.family(IpFamily.ONLY_IPV4));
                assertThat(dial(both, "service.example", port).remote()).isEqualTo(new InetSocketAddress(HOME, port));
                var other = by(saying(six), dns -> dns.family(IpFamily.ONLY_IPV4));
                assertThat(failure(other, "service.example").failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
            }
        });
    }

    @Test
    void a_name_that_it_does_not_know_is_remembered_as_such() throws Exception {
        Async.run(() -> {
            var options = by(failing(new UnknownHostException("nowhere.example")));
            for (int i = 0; i < 2; i++) {
                assertThat(failure(options, "nowhere.example").failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
            }
            assertThat(asked).hasSize(1);
        });
    }

    @Test
    void a_failure_is_told_in_its_words_and_not_remembered() throws Exception {
        Async.run(() -> {
            var options = by(failing(new IOException("the registry is down")));
            for (int i = 0; i < 2; i++) {
                var failure = failure(options, "service.example");
                assertThat(failure.failure()).isEqualTo(DialFailure.NAME_SERVER_FAILED);
                assertThat(failure).hasMessageContaining("the registry is down");
            }
            assertThat(asked).hasSize(2);
        });
    }

    @Test
    void one_that_breaks_fails_the_dial_and_nothing_else() throws Exception {
        Async.run(() -> {
            var failure = failure(
                    by(_ -> {
                        throw new AssertionError("a fault in it");
                    }),
                    "service.example");
            assertThat(failure).hasMessageContaining("a fault in it");
        });
    }

    @Test
    void one_that_does_not_answer_costs_no_more_than_the_limit_and_is_cancelled() throws Exception {
        Async.run(() -> {
            var isCancelled = new Event();
            var options = by(
                    _ -> {
                        try {
                            Async.sleep(Duration.ofDays(1));
                            return ResolvedName.of(Duration.ZERO);
                        } finally {
                            isCancelled.set();
                        }
                    },
                    dns -> dns.timeout(Duration.ofMillis(50)));
            assertThat(failure(options, "service.example").failure()).isEqualTo(DialFailure.NAME_LOOKUP_TIMED_OUT);
            Async.timeout(Duration.ofSeconds(30), isCancelled::await);
        });
    }

    @Test
    void who_gives_up_leaves_the_call_to_those_who_wait_for_it() throws Exception {
        Async.run(() -> {
            try (var listener = listen()) {
                int port = listener.localAddress().getPort();
                var isAsked = new Event();
                var mayAnswer = new Event();
                var options = by(host -> {
                    isAsked.set();
                    mayAnswer.await();
                    return saying(HOME).resolve(host);
                });
                assertThatThrownBy(() ->
                                Async.timeout(Duration.ofMillis(20), () -> dial(options, "service.example", port)))
                        .isInstanceOf(TimeoutExceededException.class);
                Async.timeout(Duration.ofSeconds(30), isAsked::await);
                mayAnswer.set();
                dial(options, "service.example", port);
                assertThat(asked).hasSize(1);
            }
        });
    }

    @Test
    void no_more_calls_are_under_way_than_questions_may_be() throws Exception {
        Async.run(() -> {
            var underWay = new ArrayList<String>();
            var most = new ArrayList<Integer>();
            var options = by(
                    host -> {
                        underWay.add(host);
                        most.add(underWay.size());
                        Async.sleep(Duration.ofMillis(1));
                        underWay.remove(host);
                        throw new UnknownHostException(host);
                    },
                    dns -> dns.questions(dns.questions().atOnceMax(3)));
            Async.gather(
                    IntStream.range(0, 20).boxed().toList(),
                    number -> failure(options, "service" + number + ".example"));
            assertThat(most).hasSize(20).allMatch(count -> count <= 3).contains(3);
        });
    }

    @Test
    void what_it_says_of_a_private_address_is_judged_as_any() throws Exception {
        Async.run(() -> {
            var options = by(saying(HOME));
            var failure = failure(options.connect(options.connect().reach(Reach.PUBLIC)), "rebound.example");
            assertThat(failure.failure()).isEqualTo(DialFailure.ADDRESS_FORBIDDEN);
        });
    }
}
