package heddle.client.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.client.ClientSession;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectionLostException;
import java.io.IOException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that closes a connection which serves twice, at every instant at which it can: after each byte of its first
/// answer, after each byte of the second request that it has read, after each byte of the second answer. Whoever is
/// quicker, nobody gets half an answer for a whole one, and nothing that is not safe to repeat is sent twice.
class KeepAliveRaceTest {
    private static final String FIRST = ScriptedPeer.ok("first");
    private static final String SECOND = ScriptedPeer.ok("second");
    private static final String AGAIN = ScriptedPeer.ok("again");

    /// No request here is shorter.
    private static final int REQUEST_BYTES = 100;

    /// How many bytes a server moves before it closes the first connection; [#REQUEST_BYTES] are all of the second
    /// request.
    private record Instant(int ofFirst, int ofRequest, int ofSecond) {
        void play(PeerConnection connection) throws IOException {
            connection.readRequest();
            connection.write(FIRST.substring(0, ofFirst));
            if (ofRequest < REQUEST_BYTES) {
                connection.read(ofRequest);
            } else {
                connection.readRequest();
                connection.write(SECOND.substring(0, ofSecond));
            }
        }

        /// Later connections answer whatever comes.
        ScriptedPeer peer() {
            return ScriptedPeer.playing(this::play, connection -> {
                while (connection.tryReadRequest()) {
                    connection.write(AGAIN);
                }
            });
        }
    }

    private interface Scene {
        void play(ClientSession session, ScriptedPeer peer) throws Exception;
    }

    private static void at(Instant instant, LoopTransport transport, Scene scene) throws Exception {
        try (var peer = instant.peer()) {
            Async.run(LoopOptions.defaults().transport(transport), () -> {
                try (var session = ClientSession.open()) {
                    scene.play(session, peer);
                } catch (AssertionError wrong) {
                    throw new AssertionError("closing at " + instant + ": " + wrong.getMessage(), wrong);
                }
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO"})
    void within_the_first_answer_it_is_lost_and_asked_for_once(LoopTransport transport) throws Exception {
        for (int bytes = 0; bytes < FIRST.length(); bytes++) {
            at(new Instant(bytes, 0, 0), transport, (session, peer) -> {
                assertThat(catchThrowable(() -> session.get(peer.url()).text()))
                        .isInstanceOf(ConnectionLostException.class);
                assertThat(peer.requests()).hasSize(1);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO"})
    void before_the_second_answer_a_get_goes_over_another_connection(LoopTransport transport) throws Exception {
        for (int bytes = 0; bytes <= REQUEST_BYTES; bytes++) {
            at(new Instant(FIRST.length(), bytes, 0), transport, (session, peer) -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                assertThat(session.get(peer.url()).text()).isEqualTo("again");
                assertThat(session.statistics().dialled()).isEqualTo(2);
                assertThat(session.statistics().requests())
                        .as("one repeated at most")
                        .isBetween(2L, 3L);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO"})
    void before_the_second_answer_a_post_is_sent_once_at_most(LoopTransport transport) throws Exception {
        for (int bytes = 0; bytes <= REQUEST_BYTES; bytes++) {
            at(new Instant(FIRST.length(), bytes, 0), transport, (session, peer) -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                long dialled = session.statistics().dialled();
                Throwable failure = catchThrowable(() ->
                        assertThat(session.post(peer.url()).body("x").text()).isEqualTo("again"));
                boolean hasNoticed = session.statistics().dialled() > dialled;
                if (hasNoticed) {
                    assertThat(failure).isNull();
                } else {
                    assertThat(failure).isInstanceOf(ConnectionLostException.class);
                }
                assertThat(session.statistics().requests()).isEqualTo(2);
                assertThat(peer.requests())
                        .filteredOn(request -> request.startsWith("POST "))
                        .hasSizeLessThanOrEqualTo(1);
            });
        }
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO"})
    void within_the_second_answer_it_is_lost_and_not_repeated(LoopTransport transport) throws Exception {
        for (int bytes = 1; bytes < SECOND.length(); bytes++) {
            at(new Instant(FIRST.length(), REQUEST_BYTES, bytes), transport, (session, peer) -> {
                assertThat(session.get(peer.url()).text()).isEqualTo("first");
                assertThat(catchThrowable(() -> session.get(peer.url()).text()))
                        .isInstanceOf(ConnectionLostException.class);
                assertThat(peer.requests()).hasSize(2);
                assertThat(session.statistics().requests()).isEqualTo(2);
            });
        }
    }
}
