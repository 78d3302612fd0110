package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.async.loop.Loop;
import heddle.client.peer.Client;
import heddle.client.peer.FullListener;
import heddle.client.peer.ScriptedPeer;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Family 7 of the cases: every phase has its limit, and the failure says which. On virtual time.
@Execution(ExecutionMode.CONCURRENT)
class TimeoutTest {
    private static final Duration LIMIT = Duration.ofSeconds(7);

    @Test
    void a_peer_that_never_answers_is_given_up() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(options -> options.timeouts(t -> t.firstByte(LIMIT)), session -> {
                var failure = failure(() -> session.get(peer.url()).text());
                assertThat(failure.phase()).isEqualTo(Phase.FIRST_BYTE);
                assertThat(failure.limit()).isEqualTo(LIMIT);
                assertThat(failure.elapsed()).isBetween(LIMIT, LIMIT.plusSeconds(1));
                assertThat(failure).hasMessageContaining(peer.url());
            });
        }
    }

    @Test
    void a_head_that_stalls_is_given_up() throws Exception {
        assertStall("HTTP/1.1 200 OK\r\nContent-", Phase.READ);
    }

    @Test
    void a_body_that_stalls_is_given_up() throws Exception {
        assertStall("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc", Phase.READ);
    }

    @Test
    void a_peer_that_never_reads_is_given_up() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> connection.awaitSilently())) {
            Client.visitInVirtualTime(options -> options.timeouts(t -> t.write(LIMIT)), session -> {
                var failure = failure(
                        () -> session.post(peer.url()).body(new byte[64 << 20]).text());
                assertThat(failure.phase()).isEqualTo(Phase.WRITE);
            });
        }
    }

    @Test
    void the_total_counts_over_redirects() throws Exception {
        var isTime = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            isTime.await(20, TimeUnit.SECONDS);
            connection.write("HTTP/1.1 302 Found\r\nLocation: /slow\r\nContent-Length: 0\r\n\r\n");
            connection.readRequest();
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(
                    options -> options,
                    session -> TaskGroup.run(tasks -> {
                        tasks.start(() -> {
                            Async.sleep(LIMIT.dividedBy(2));
                            isTime.countDown();
                        });
                        long began = Loop.current().nanoTime();
                        var failure = failure(
                                () -> session.get(peer.url()).timeout(LIMIT).text());
                        assertThat(failure.phase()).isEqualTo(Phase.TOTAL);
                        assertThat(failure.limit()).isEqualTo(LIMIT);
                        assertThat(Duration.ofNanos(Loop.current().nanoTime() - began))
                                .isBetween(LIMIT, LIMIT.plusSeconds(1));
                    }));
            assertThat(peer.requests()).hasSize(2);
        }
    }

    @Test
    void a_byte_a_second_ends_at_the_total() throws Exception {
        var answered = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            answered.countDown();
            while (connection.tryWrite("x")) {}
        })) {
            Client.visitInVirtualTime(
                    options -> options.timeouts(t -> t.total(LIMIT)).limits(l -> l.bufferedBytesMax(64)), session -> {
                        try (var response = answeredBy(answered, session.get(peer.url()))) {
                            var failure = failure(() -> {
                                while (true) {
                                    response.body().read();
                                    Async.sleep(Duration.ofSeconds(1));
                                }
                            });
                            assertThat(failure.phase()).isEqualTo(Phase.TOTAL);
                        }
                    });
        }
    }

    /// The response to a request. Virtual time stands still while a thread of no loop works, so until `answered`.
    private static Response answeredBy(CountDownLatch answered, Request request) {
        return TaskGroup.call(tasks -> {
            tasks.start(() -> Async.toThread(() -> answered.await(20, TimeUnit.SECONDS)));
            return request.send();
        });
    }

    @Test
    void the_wait_for_a_connection_has_its_own_limit_and_is_not_part_of_the_total() throws Exception {
        var answered = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\na");
            answered.countDown();
            connection.readRequestThen("bc");
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(options -> options.pool(pool -> pool.perHostMax(1)), session -> {
                try (var holder = answeredBy(answered, session.get(peer.url()))) {
                    var failure = failure(() -> session.get(peer.url())
                            .timeouts(t -> t.pool(LIMIT).total(Duration.ofSeconds(1)))
                            .text());
                    assertThat(failure.phase()).isEqualTo(Phase.POOL);
                    assertThat(failure.elapsed()).isGreaterThanOrEqualTo(LIMIT);
                    assertThat(session.statistics().waiting()).isZero();
                    assertThat(holder.status().code()).isEqualTo(200);
                }
            });
        }
    }

    @Test
    void a_reader_who_takes_his_time_is_not_a_slow_peer() throws Exception {
        String body = "x".repeat(600_000);
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(body))) {
            Client.visitInVirtualTime(
                    options -> options.limits(l -> l.bufferedBytesMax(1 << 16)).timeouts(t -> t.readGap(LIMIT)),
                    session -> {
                        try (var response = session.get(peer.url()).send()) {
                            Async.sleep(LIMIT.multipliedBy(3));
                            assertThat(response.bytes()).hasSize(body.length());
                        }
                    });
        }
    }

    @Test
    void a_timeout_of_the_caller_gives_everything_back() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(options -> options.pool(pool -> pool.perHostMax(1)), session -> {
                for (int i = 0; i < 3; i++) {
                    var _ = catchThrowableOfType(
                            heddle.async.task.TimeoutExceededException.class,
                            () -> Async.timeout(
                                    LIMIT, () -> session.get(peer.url()).text()));
                }
                Async.sleep(Duration.ofSeconds(1));
                assertThat(List.of(
                                session.statistics().connections(),
                                session.statistics().waiting()))
                        .containsOnly(0L);
            });
            assertThat(peer.connections()).isEqualTo(3);
        }
    }

    @Test
    void a_dial_that_nobody_waits_for_any_more_holds_nothing_up() throws Exception {
        try (var full = FullListener.open()) {
            long start = System.nanoTime();
            Client.visit(session -> {
                var failure = failure(() ->
                        session.get(full.url()).timeout(Duration.ofMillis(50)).text());
                assertThat(failure.phase()).isEqualTo(Phase.TOTAL);
                assertThat(session.statistics().waiting()).isZero();
            });
            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private static void assertStall(String start, Phase phase) throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(start);
            connection.awaitClose();
        })) {
            Client.visitInVirtualTime(options -> options.timeouts(t -> t.readGap(LIMIT)), session -> {
                var failure = failure(() -> session.get(peer.url()).text());
                assertThat(failure.phase()).isEqualTo(phase);
                assertThat(failure.limit()).isEqualTo(LIMIT);
            });
        }
    }

    private static HttpTimeoutException failure(org.assertj.core.api.ThrowableAssert.ThrowingCallable call) {
        var failure = catchThrowableOfType(HttpTimeoutException.class, call);
        assertThat(failure).isNotNull();
        return failure;
    }
}
