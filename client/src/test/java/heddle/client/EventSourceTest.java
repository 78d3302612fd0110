package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.loop.Loop;
import heddle.client.events.EventSource;
import heddle.client.events.EventSourceOptions;
import heddle.client.events.EventStream;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.LimitExceededException;
import heddle.http.ProtocolException;
import heddle.http.StatusException;
import heddle.http.event.ServerSentEvent;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/// Feeds over connections that end, break and refuse. On virtual time: the waits between take none.
@Execution(ExecutionMode.CONCURRENT)
class EventSourceTest {
    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream; charset=utf-8\r\n\r\n";
    private static final String CHUNKED_HEAD =
            "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n";
    private static final String OVER = "HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n";

    private static ScriptedPeer.Script ending(String events) {
        return connection -> {
            connection.readRequest();
            connection.write(HEAD + events);
        };
    }

    private static ScriptedPeer.Script answering(String response) {
        return connection -> {
            connection.readRequest();
            connection.write(response);
        };
    }

    private static List<String> data(Iterable<ServerSentEvent> events) {
        List<String> data = new ArrayList<>();
        events.forEach(event -> data.add(event.data()));
        return data;
    }

    private static void visit(Client.Visit visit) throws Exception {
        Client.visitInVirtualTime(options -> options, visit);
    }

    private static EventSourceOptions options() {
        return EventSourceOptions.defaults().reconnect(Duration.ofSeconds(2)).attemptsMax(3);
    }

    @Test
    void the_events_of_one_response_come_in_order_and_end_with_it() throws Exception {
        try (var peer = ScriptedPeer.playing(ending("data: a\n\ndata: b\n\ndata: cut"))) {
            visit(session -> {
                try (var events = EventStream.of(session.get(peer.url()).send())) {
                    assertThat(data(events)).containsExactly("a", "b");
                    assertThat(events.next()).isEmpty();
                }
            });
        }
    }

    @Test
    void a_feed_goes_on_after_the_last_event_until_there_is_nothing_more() throws Exception {
        try (var peer = ScriptedPeer.playing(
                ending("id: 1\ndata: a\n\nid: 2\n\n"), ending("id: 3\ndata: b\n\n"), answering(OVER))) {
            visit(session -> {
                try (var feed = EventSource.open(session, peer.url())) {
                    assertThat(data(feed)).containsExactly("a", "b");
                    assertThat(feed.lastId()).isEqualTo("3");
                    assertThat(feed).hasToString("EventSource[over, lastId=3]");
                }
            });
            assertThat(peer.requests()).hasSize(3);
            assertThat(peer.requests().get(0))
                    .contains("Accept: text/event-stream", "Cache-Control: no-store")
                    .doesNotContain("Last-Event-ID");
            assertThat(peer.requests().get(1)).contains("Last-Event-ID: 2\r\n");
            assertThat(peer.requests().get(2)).contains("Last-Event-ID: 3\r\n");
        }
    }

    @Test
    void a_feed_that_is_left_early_can_be_gone_on_with_after_what_was_taken() throws Exception {
        try (var peer = ScriptedPeer.playing(ending("id: 1\ndata: a\n\nid: 2\ndata: b\n\n"), answering(OVER))) {
            visit(session -> {
                var feed = EventSource.open(session, peer.url());
                assertThat(feed.next())
                        .hasValueSatisfying(event -> assertThat(event.data()).isEqualTo("a"));
                feed.close();
                assertThat(feed.next()).isEmpty();
                var rest = EventSource.open(options().lastId(feed.lastId()), () -> session.get(peer.url()));
                assertThat(rest.next()).isEmpty();
            });
            assertThat(peer.requests().get(1)).contains("Last-Event-ID: 1\r\n");
        }
    }

    @Test
    void a_connection_that_breaks_is_followed_by_another_one_after_the_servers_time() throws Exception {
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write(CHUNKED_HEAD);
                    connection.write("1b\r\nretry: 60000\n\ndata: first\n\n\r\n");
                    connection.cut();
                },
                ending("data: second\n\n"),
                answering(OVER))) {
            visit(session -> {
                try (var feed = EventSource.open(session, peer.url())) {
                    assertThat(feed.next().orElseThrow().data()).isEqualTo("first");
                    long start = Loop.current().nanoTime();
                    assertThat(feed.next().orElseThrow().data()).isEqualTo("second");
                    assertThat(Duration.ofNanos(Loop.current().nanoTime() - start))
                            .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(65));
                }
            });
        }
    }

    @Test
    void a_server_that_is_busy_is_asked_again_and_not_for_ever() throws Exception {
        String busy =
                "HTTP/1.1 503 Service Unavailable\r\nRetry-After: 7\r\nContent-Length: 0\r\nConnection: close\r\n\r\n";
        try (var peer = ScriptedPeer.playing(answering(busy), ending("data: x\n\n"), answering(busy))) {
            visit(session -> {
                var feed = EventSource.open(options(), () -> session.get(peer.url()));
                assertThat(feed.next()).isPresent();
                assertThatThrownBy(feed::next).isInstanceOf(StatusException.class);
                assertThat(feed.next()).as("after its failure").isEmpty();
            });
            assertThat(peer.requests()).hasSize(2 + 3);
        }
    }

    @Test
    void a_server_that_never_says_anything_is_given_up() throws Exception {
        try (var peer = ScriptedPeer.playing(ending(": hello\n\n"))) {
            visit(session -> {
                var feed = EventSource.open(options(), () -> session.get(peer.url()));
                assertThatThrownBy(feed::next)
                        .isInstanceOf(ProtocolException.class)
                        .hasMessageContaining("3 connections in a row");
            });
            assertThat(peer.requests()).hasSize(3);
        }
    }

    @Test
    void what_will_not_pass_ends_a_feed_at_once() throws Exception {
        assertFailsAtOnce("HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n", StatusException.class, "404");
        assertFailsAtOnce(ScriptedPeer.ok("hello"), ProtocolException.class, "Content-Type is missing");
        assertFailsAtOnce(
                "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 0\r\n\r\n",
                ProtocolException.class,
                "Content-Type is 'text/html'");
        assertFailsAtOnce(
                HEAD + "data: " + "x".repeat(2000) + "\n\n",
                LimitExceededException.class,
                "bytes of a server-sent event");
    }

    private static void assertFailsAtOnce(String response, Class<? extends HttpException> type, String words)
            throws Exception {
        try (var peer = ScriptedPeer.playing(answering(response))) {
            visit(session -> {
                var feed = EventSource.open(options().eventBytesMax(1000), () -> session.get(peer.url()));
                assertThatThrownBy(feed::next).isInstanceOf(type).hasMessageContaining(words);
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_connection_that_is_silent_for_too_long_is_taken_for_dead() throws Exception {
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write(HEAD + "id: 1\ndata: a\n\n");
                    connection.awaitClose();
                },
                answering(OVER))) {
            visit(session -> {
                var feed = EventSource.open(options().silence(Duration.ofMinutes(2)), () -> session.get(peer.url()));
                assertThat(data(feed)).containsExactly("a");
            });
            assertThat(peer.requests().get(1)).contains("Last-Event-ID: 1");
        }
    }

    @Test
    void a_response_that_is_silent_fails_within_the_sessions_limits() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(HEAD + "data: a\n\n");
            connection.awaitClose();
        })) {
            visit(session -> {
                try (var events = EventStream.of(session.get(peer.url()).send())) {
                    assertThat(events.next()).isPresent();
                    assertThatThrownBy(events::next).isInstanceOf(HttpTimeoutException.class);
                }
            });
        }
    }
}
