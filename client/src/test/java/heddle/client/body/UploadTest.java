package heddle.client.body;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.task.TimeoutExceededException;
import heddle.client.SessionStatistics;
import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectionLostException;
import heddle.http.HttpTimeoutException;
import heddle.http.InvalidRequestException;
import heddle.http.Phase;
import heddle.http.RedirectException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Request bodies that are made while they are sent.
@Execution(ExecutionMode.CONCURRENT)
class UploadTest {
    private static final Duration LIMIT = Duration.ofSeconds(7);
    private static final int PIECE_BYTES = 64 << 10;

    @Test
    void a_source_of_unknown_length_goes_in_chunks() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(session -> {
                assertThat(session.post(peer.url()).body(pieces("one ", "two")).text())
                        .isEqualTo("thanks");
                assertThat(session.post(peer.url()).body(pieces()).text()).isEqualTo("thanks");
                assertThat(session.statistics().dialled()).isEqualTo(1);
            });
            assertThat(peer.requests().getFirst())
                    .contains("\r\nTransfer-Encoding: chunked\r\n")
                    .doesNotContain("Content-Length")
                    .endsWith("\r\n\r\none two");
            assertThat(peer.requests().getLast()).endsWith("\r\n\r\n");
        }
    }

    @Test
    void a_source_of_known_length_goes_as_it_is() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(session -> {
                session.put(peer.url()).body(7, pieces("one ", "two")).text();
                session.put(peer.url()).body(0, pieces()).text();
                assertThat(session.statistics().dialled()).isEqualTo(1);
            });
            assertThat(peer.requests().getFirst())
                    .contains("\r\nContent-Length: 7\r\n")
                    .doesNotContain("Transfer-Encoding")
                    .endsWith("\r\n\r\none two");
            assertThat(peer.requests().getLast()).contains("\r\nContent-Length: 0\r\n");
        }
    }

    @Test
    void a_response_and_a_stream_are_sources() throws Exception {
        String much = "0123456789".repeat(60_000);
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok(much))) {
            Client.visit(session -> {
                try (var response = session.get(peer.url()).send()) {
                    session.put(peer.url()).body(response.body()::read).discard();
                }
                var stream = new ByteArrayInputStream(ScriptedPeer.latin1(much));
                session.put(peer.url()).body(BodySource.of(stream)).discard();
            });
            assertThat(peer.requests().get(1)).endsWith("\r\n\r\n" + much);
            assertThat(peer.requests().get(2)).endsWith("\r\n\r\n" + much);
        }
    }

    @Test
    void a_peer_that_reads_nothing_stops_the_source_and_runs_into_the_limit_for_writing() throws Exception {
        var read = new AtomicInteger();
        try (var peer = ScriptedPeer.playing(PeerConnection::awaitSilently)) {
            Client.visitInVirtualTime(options -> options.timeouts(t -> t.write(LIMIT)), session -> {
                var failure = catchThrowableOfType(
                        HttpTimeoutException.class,
                        () -> session.post(peer.url()).body(endless(read)).text());
                assertThat(failure.phase()).isEqualTo(Phase.WRITE);
                Async.sleep(Duration.ofSeconds(1));
                assertThat((long) read.get() * PIECE_BYTES).isLessThan(64L << 20);
                assertThat(session.statistics().connections()).isZero();
            });
        }
    }

    @Test
    void a_source_that_takes_its_time_is_not_a_slow_peer() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            var slow = pieces("one ", "two");
            Client.visitInVirtualTime(
                    options -> options.timeouts(t -> t.write(LIMIT).firstByte(LIMIT)),
                    session -> assertThat(session.post(peer.url())
                                    .body(() -> {
                                        Async.sleep(LIMIT.multipliedBy(4));
                                        return slow.read();
                                    })
                                    .text())
                            .isEqualTo("thanks"));
        }
    }

    @Test
    void what_a_source_throws_reaches_the_sender_and_the_connection_closes() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visitInVirtualTime(options -> options, session -> {
                var failure = catchThrowableOfType(
                        UncheckedIOException.class,
                        () -> session.post(peer.url())
                                .body(() -> {
                                    throw new IOException("disk on fire");
                                })
                                .text());
                assertThat(failure).hasRootCauseMessage("disk on fire");
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.statistics().connections()).isZero();
            });
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void a_source_that_throws_one_failure_again_when_it_is_closed_is_told_once() throws Exception {
        var failure = new IllegalStateException("the crystal is cracked");
        var cracked = new BodySource() {
            @Override
            public ByteBuffer read() {
                throw failure;
            }

            @Override
            public void close() {
                throw failure;
            }
        };
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(session -> assertThatThrownBy(() -> session.post(peer.url())
                            .body(RequestBody.anew(OptionalLong.empty(), () -> cracked))
                            .text())
                    .isSameAs(failure));
        }
    }

    @Test
    void a_source_that_gives_another_length_than_announced_is_refused() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(session -> {
                assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> session.post(peer.url())
                                        .body(9, pieces("one ", "two"))
                                        .text()))
                        .hasMessageContaining("ended after 7 bytes, where 9 were announced");
                assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> session.post(peer.url())
                                        .body(5, pieces("one ", "two"))
                                        .text()))
                        .hasMessageContaining("went on after 7 bytes, where 5 were announced");
            });
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void an_answer_to_a_head_that_announces_nothing_leaves_the_connection_in_use() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(session -> {
                for (int i = 0; i < 2; i++) {
                    BodySource slow = () -> {
                        Async.sleep(Duration.ofMillis(50));
                        return ByteBuffer.allocate(0);
                    };
                    session.put(peer.url()).body(0, slow).text();
                }
                assertThat(session.statistics().dialled()).isEqualTo(1);
                assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> session.put(peer.url())
                                        .body(0, pieces("one"))
                                        .text()))
                        .hasMessageContaining("went on after 3 bytes, where 0 were announced");
            });
            assertThat(peer.requests()).hasSize(2);
        }
    }

    @Test
    void a_redirect_that_needs_a_streamed_body_again_is_not_followed() throws Exception {
        try (var peer =
                ScriptedPeer.keepingAlive("HTTP/1.1 307 Again\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n")) {
            Client.visit(session -> assertThat(catchThrowableOfType(
                            RedirectException.class,
                            () -> session.post(peer.url()).body(pieces("one")).text()))
                    .hasMessageContaining("redirect to '/next'")
                    .hasMessageContaining("was streamed; send a new request with a new source"));
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_redirect_that_drops_the_body_is_followed() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                "HTTP/1.1 303 See\r\nLocation: /next\r\nContent-Length: 0\r\n\r\n", ScriptedPeer.ok("there"))) {
            Client.visit(session -> assertThat(
                            session.post(peer.url()).body(pieces("one")).text())
                    .isEqualTo("there"));
            assertThat(peer.requests().getLast())
                    .startsWith("GET /next ")
                    .doesNotContain("Transfer-Encoding")
                    .endsWith("\r\n\r\n");
        }
    }

    @Test
    void a_streamed_body_that_meets_a_dead_connection_is_not_sent_again() throws Exception {
        try (var peer = ScriptedPeer.keepingAliveOnce(ScriptedPeer.ok("first"))) {
            Client.visit(session -> {
                session.get(peer.url()).text();
                assertThat(catchThrowableOfType(
                                ConnectionLostException.class,
                                () -> session.put(peer.url())
                                        .body(pieces("one"))
                                        .text()))
                        .hasMessageContaining("streamed");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_request_whose_body_was_streamed_is_not_sent_twice() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(session -> {
                var request = session.post(peer.url()).body(pieces("one"));
                assertThat(request.text()).isEqualTo("thanks");
                assertThat(catchThrowableOfType(InvalidRequestException.class, request::text))
                        .hasMessageContaining("make a new request with a new source");
            });
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_refusal_before_the_end_of_the_body_is_the_answer_and_stops_the_source() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.write("HTTP/1.1 413 Too Large\r\nContent-Length: 4\r\n\r\nless");
            connection.awaitSilently();
        })) {
            Client.visit(session -> {
                assertThat(session.post(peer.url())
                                .body(endless(new AtomicInteger()))
                                .text())
                        .isEqualTo("less");
                assertThat(session.statistics().idle()).isZero();
            });
        }
    }

    @Test
    void an_answer_that_begins_early_does_not_cut_the_body_short() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.write("HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 6\r\n\r\n");
            connection.readRequest();
            connection.write("thanks");
            connection.awaitClose();
        })) {
            var slow = pieces("one ", "two");
            Client.visitInVirtualTime(
                    options -> options.timeouts(t -> t.readGap(LIMIT)),
                    session -> assertThat(session.post(peer.url())
                                    .body(() -> {
                                        Async.sleep(LIMIT.multipliedBy(4));
                                        return slow.read();
                                    })
                                    .text())
                            .isEqualTo("thanks"));
            assertThat(peer.requests().getFirst()).endsWith("\r\n\r\none two");
        }
    }

    @Test
    void cancelled_in_the_middle_an_upload_gives_its_connection_back() throws Exception {
        try (var peer = ScriptedPeer.playing(PeerConnection::awaitSilently)) {
            Client.visitInVirtualTime(options -> options.pool(pool -> pool.perHostMax(1)), session -> {
                for (int i = 0; i < 3; i++) {
                    assertThat(catchThrowableOfType(
                                    TimeoutExceededException.class,
                                    () -> Async.timeout(
                                            LIMIT,
                                            () -> session.post(peer.url())
                                                    .body(endless(new AtomicInteger()))
                                                    .text())))
                            .isNotNull();
                }
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.statistics()).isEqualTo(new SessionStatistics(0, 0, 0, 0, 3, 3, 0, 0));
            });
        }
    }

    private static BodySource pieces(String... pieces) {
        Iterator<String> rest = List.of(pieces).iterator();
        return () -> ByteBuffer.wrap(ScriptedPeer.latin1(rest.hasNext() ? rest.next() : ""));
    }

    private static BodySource endless(AtomicInteger read) {
        var piece = ByteBuffer.allocate(PIECE_BYTES);
        return () -> {
            read.incrementAndGet();
            return piece.clear();
        };
    }
}
