package heddle.client.trace;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.Event;
import heddle.client.ClientSession;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.peer.ScriptedPeer.Script;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// Why a connection serves no more, where one of the two, or another connection, breaks with it.
class CloseReasonTest {
    private static final String HELLO = ScriptedPeer.ok("hello");

    private final Heard heard = new Heard();

    private interface Use {
        void with(ClientSession session, ScriptedPeer peer) throws Exception;
    }

    /// Why connections were closed that the peer served so, the first of them first.
    private List<CloseReason> endings(Use use, Script... scripts) throws Exception {
        var isClosed = new Event();
        try (var peer = ScriptedPeer.playing(scripts)) {
            Client.visit(
                    options -> options.listener(heard).listener(event -> {
                        if (event instanceof ConnectionEvent.Closed) {
                            isClosed.set();
                        }
                    }),
                    session -> {
                        use.with(session, peer);
                        isClosed.await();
                    });
        }
        return heard.all(ConnectionEvent.Closed.class).stream()
                .map(ConnectionEvent.Closed::reason)
                .toList();
    }

    @Test
    void an_idle_connection_that_the_peer_resets_is_broken() throws Exception {
        var isRead = new CountDownLatch(1);
        assertThat(endings(
                        (session, peer) -> {
                            session.get(peer.url()).discard();
                            isRead.countDown();
                        },
                        connection -> {
                            connection.readRequest();
                            connection.write(HELLO);
                            isRead.await(30, TimeUnit.SECONDS);
                            connection.reset();
                        }))
                .containsExactly(CloseReason.BROKEN);
    }

    @Test
    void a_response_that_is_closed_in_the_middle_is_given_up() throws Exception {
        assertThat(endings((session, peer) -> session.get(peer.url()).send().close(), connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\nhel");
                    connection.awaitClose();
                }))
                .containsExactly(CloseReason.GIVEN_UP);
    }

    @Test
    void an_answer_before_the_end_of_its_request_leaves_that_unfinished() throws Exception {
        assertThat(endings(
                        (session, peer) -> session.post(peer.url())
                                .body(new byte[16 << 20])
                                .discard(),
                        connection -> {
                            connection.readHead();
                            connection.write(HELLO);
                            connection.awaitSilently();
                        }))
                .containsExactly(CloseReason.REQUEST_UNFINISHED);
    }

    @Test
    void what_is_idle_beside_a_dead_connection_is_closed_with_it() throws Exception {
        var both = new CountDownLatch(2);
        Script dyingUnanswered = connection -> {
            connection.readRequest();
            both.countDown();
            both.await(30, TimeUnit.SECONDS);
            connection.write(HELLO);
            connection.readRequest();
        };
        assertThat(endings(
                        (session, peer) -> {
                            Async.forEach(
                                    List.of(1, 2), _ -> session.get(peer.url()).discard());
                            session.get(peer.url()).discard();
                        },
                        dyingUnanswered,
                        dyingUnanswered,
                        connection -> {
                            connection.readRequest();
                            connection.write(HELLO);
                            connection.awaitClose();
                        }))
                .containsExactlyInAnyOrder(
                        CloseReason.PEER_CLOSED, CloseReason.SIBLING_DEAD, CloseReason.SESSION_CLOSED);
    }
}
