package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.async.Async;
import heddle.client.options.Versions;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.LeaseOrigin;
import heddle.client.trace.SessionEvent;
import heddle.http.ResolveException;
import heddle.net.NameOrigin;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// What a session tells, where time and the answers of name servers matter.
class EventsTest {
    private final List<SessionEvent> heard = new ArrayList<>();

    private <E extends SessionEvent> List<E> heard(Class<E> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private long milliseconds(Class<? extends SessionEvent> type) {
        long elapsed = heard(type).getFirst().nanoTime() - heard.getFirst().nanoTime();
        return Duration.ofNanos(elapsed).toMillis();
    }

    @Test
    void each_step_is_told_at_its_time() {
        replayed(51, simulation -> {
            heard.clear();
            origin(simulation);
            simulation.network().links(Link.defaults().latency(Duration.ofMillis(50)));
            simulation.network().dns().delay("server", Duration.ofMillis(7));
            try (var session = session(options -> options.listener(heard::add))) {
                session.get("http://server/bytes/1000").discard();
            }
            assertThat(milliseconds(ConnectionEvent.LookupBegun.class)).isZero();
            assertThat(milliseconds(ConnectionEvent.LookupDone.class)).isEqualTo(7);
            assertThat(milliseconds(ConnectionEvent.ConnectDone.class)).isEqualTo(107);
            assertThat(milliseconds(ExchangeEvent.RequestSent.class)).isEqualTo(107);
            assertThat(milliseconds(ExchangeEvent.ResponseBegun.class)).isEqualTo(207);
            assertThat(heard(ConnectionEvent.Opened.class).getFirst().times())
                    .isEqualTo(new ConnectionEvent.Times(Duration.ofMillis(7), Duration.ofMillis(100), Duration.ZERO));
        });
    }

    @Test
    void a_lookup_tells_whether_a_server_was_asked() {
        replayed(52, simulation -> {
            heard.clear();
            origin(simulation);
            try (var session =
                    session(options -> options.listener(heard::add).pool(pool -> pool.idle(Duration.ZERO)))) {
                for (int i = 0; i < 2; i++) {
                    session.get("http://server/bytes/1").discard();
                    Async.sleep(Duration.ofSeconds(1));
                }
            }
            assertThat(heard(ConnectionEvent.LookupDone.class))
                    .extracting(ConnectionEvent.LookupDone::origin)
                    .containsExactly(NameOrigin.ASKED, NameOrigin.CACHED);
        });
    }

    @Test
    void a_name_that_does_not_exist_is_told_as_the_failure_of_the_dial() {
        replayed(53, simulation -> {
            heard.clear();
            try (var session = session(options -> options.listener(heard::add))) {
                var _ = catchThrowable(() -> session.get("http://nowhere/").discard());
            }
            assertThat(heard(ConnectionEvent.LookupDone.class)).isEmpty();
            assertThat(heard(ConnectionEvent.DialFailed.class).getFirst().cause())
                    .isInstanceOf(ResolveException.class);
        });
    }

    @Test
    void the_streams_of_one_connection_are_told_as_shared() {
        replayed(54, simulation -> {
            heard.clear();
            origin(simulation);
            try (var session = session(options -> options.listener(heard::add).versions(Versions.HTTP_2))) {
                Async.forEach(
                        IntStream.range(0, 3).boxed().toList(),
                        _ -> session.get("http://server/delay/100").discard());
                session.get("http://server/bytes/1").discard();
            }
            assertThat(heard(ExchangeEvent.Served.class))
                    .extracting(ExchangeEvent.Served::origin)
                    .containsExactly(LeaseOrigin.OPENED, LeaseOrigin.SHARED, LeaseOrigin.SHARED, LeaseOrigin.IDLE);
            assertThat(heard(ExchangeEvent.HeadSent.class)).allSatisfy(sent -> {
                assertThat(sent.headers().first("user-agent")).isPresent();
                assertThat(sent.headers().has(":path")).isFalse();
            });
            assertThat(heard(ExchangeEvent.Completed.class)).hasSize(4);
        });
    }
}
