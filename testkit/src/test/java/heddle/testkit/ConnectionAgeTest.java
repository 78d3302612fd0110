package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.SessionOptions;
import heddle.client.SessionStatistics;
import heddle.client.options.Versions;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.LeaseOrigin;
import heddle.client.trace.SessionEvent;
import heddle.client.trace.WaitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// For how long, and for how many requests, a connection serves; and what is told when it serves no more.
class ConnectionAgeTest {
    private static final String URL = "http://server/bytes/10";

    private final List<SessionEvent> heard = new ArrayList<>();

    private interface Use {
        void with(ClientSession session) throws Exception;
    }

    private void simulated(long seed, UnaryOperator<SessionOptions> change, Use use) {
        replayed(seed, simulation -> {
            heard.clear();
            origin(simulation);
            try (var session = session(options -> change.apply(options).listener(heard::add))) {
                use.with(session);
            }
        });
    }

    private <E extends SessionEvent> List<E> heard(Class<E> type) {
        return heard.stream().filter(type::isInstance).map(type::cast).toList();
    }

    private List<CloseReason> endings() {
        return heard(ConnectionEvent.Closed.class).stream()
                .map(ConnectionEvent.Closed::reason)
                .toList();
    }

    private List<Long> connections() {
        return heard(ExchangeEvent.Served.class).stream()
                .map(ExchangeEvent.Served::connection)
                .toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Versions.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void after_so_many_requests_another_connection_serves(Versions versions) {
        simulated(61, options -> options.versions(versions).pool(pool -> pool.requestsMax(2)), session -> {
            for (int i = 0; i < 5; i++) {
                session.get(URL).discard();
            }
            assertThat(session.statistics()).isEqualTo(new SessionStatistics(1, 1, 0, 0, 3, 5, 2, 2));
        });
        assertThat(connections()).containsExactly(1L, 1L, 2L, 2L, 3L);
        assertThat(endings())
                .containsExactly(
                        CloseReason.REQUESTS_USED_UP, CloseReason.REQUESTS_USED_UP, CloseReason.SESSION_CLOSED);
    }

    @Test
    void streams_at_once_count_as_requests_and_those_under_way_are_left_to_end() {
        simulated(62, options -> options.versions(Versions.HTTP_2).pool(pool -> pool.requestsMax(3)), session -> {
            Async.forEach(
                    IntStream.range(0, 9).boxed().toList(),
                    _ -> session.get("http://server/delay/100").discard());
            assertThat(session.statistics())
                    .returns(9L, SessionStatistics::requests)
                    .returns(3L, SessionStatistics::dialled);
        });
        assertThat(connections()).containsExactly(1L, 1L, 1L, 2L, 2L, 2L, 3L, 3L, 3L);
        assertThat(endings()).containsOnly(CloseReason.REQUESTS_USED_UP);
        assertThat(heard(ExchangeEvent.Completed.class)).hasSize(9);
    }

    @Test
    void who_waits_for_the_limit_of_a_host_gets_a_new_connection_when_one_is_used_up() {
        simulated(63, options -> options.pool(pool -> pool.perHostMax(1).requestsMax(1)), session -> {
            Async.forEach(
                    IntStream.range(0, 3).boxed().toList(),
                    _ -> session.get(URL).discard());
            assertThat(session.statistics()).isEqualTo(new SessionStatistics(0, 0, 0, 0, 3, 3, 0, 3));
        });
        assertThat(connections()).containsExactly(1L, 2L, 3L);
    }

    @ParameterizedTest
    @EnumSource(
            value = Versions.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void a_connection_that_is_idle_at_the_end_of_its_lifetime_is_closed_then(Versions versions) {
        simulated(
                64,
                options -> options.versions(versions).pool(pool -> pool.lifetime(Duration.ofSeconds(10))),
                session -> {
                    session.get(URL).discard();
                    Async.sleep(Duration.ofSeconds(8));
                    session.get(URL).discard();
                    Async.sleep(Duration.ofMillis(1900));
                    assertThat(session.statistics().idle()).isEqualTo(1);
                    Async.sleep(Duration.ofMillis(200));
                    assertThat(session.statistics().connections()).isZero();
                    assertThat(session.statistics().retired()).isEqualTo(1);
                });
        assertThat(endings()).containsExactly(CloseReason.LIFETIME_OVER);
        assertThat(heard(ConnectionEvent.Kept.class).getLast().idle()).isLessThan(Duration.ofSeconds(2));
    }

    @ParameterizedTest
    @EnumSource(
            value = Versions.class,
            names = {"HTTP_1_1", "HTTP_2"})
    void a_response_under_way_at_the_end_of_the_lifetime_is_read_to_its_end(Versions versions) {
        simulated(
                65,
                options -> options.versions(versions).pool(pool -> pool.lifetime(Duration.ofSeconds(1))),
                session -> {
                    assertThat(session.get("http://server/delay/3000")
                                    .discard()
                                    .status()
                                    .isSuccess())
                            .isTrue();
                    session.get(URL).discard();
                });
        assertThat(connections()).containsExactly(1L, 2L);
        assertThat(endings()).containsExactly(CloseReason.LIFETIME_OVER, CloseReason.SESSION_CLOSED);
    }

    @Test
    void a_stream_that_is_under_way_keeps_no_aged_connection_in_service() {
        simulated(
                66,
                options -> options.versions(Versions.HTTP_2).pool(pool -> pool.lifetime(Duration.ofSeconds(1))),
                session -> TaskGroup.run(group -> {
                    group.start(() -> session.get("http://server/delay/5000").discard());
                    Async.sleep(Duration.ofSeconds(2));
                    session.get(URL).discard();
                }));
        assertThat(connections()).containsExactly(1L, 2L);
        assertThat(heard(ExchangeEvent.Queued.class))
                .extracting(ExchangeEvent.Queued::reason)
                .containsExactly(WaitReason.NO_CONNECTION, WaitReason.STALE);
        assertThat(heard(ExchangeEvent.Served.class))
                .extracting(ExchangeEvent.Served::origin)
                .containsOnly(LeaseOrigin.OPENED);
        assertThat(endings()).contains(CloseReason.LIFETIME_OVER);
    }
}
