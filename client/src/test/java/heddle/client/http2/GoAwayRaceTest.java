package heddle.client.http2;

import static heddle.client.http2.FrameConnection.DATA;
import static heddle.client.http2.FrameConnection.END_HEADERS;
import static heddle.client.http2.FrameConnection.END_STREAM;
import static heddle.client.http2.FrameConnection.GOAWAY;
import static heddle.client.http2.FrameConnection.HEADERS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.client.ClientSession;
import heddle.http.ConnectionLostException;
import heddle.net.TlsIdentity;
import heddle.net.wire.SelfSigned;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/// A server that ends a connection of HTTP/2 which serves twice, at every instant at which it can: after each byte of
/// its first answer, of the second request that it has read, of a GOAWAY, of the second answer. Whoever is quicker,
/// nobody gets half an answer for a whole one, and nothing is sent twice but what is safe to repeat or what the server
/// has said that it did nothing about (RFC 9113, 6.8 and 8.7).
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@ValueSource(booleans = {false, true})
class GoAwayRaceTest {
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("127.0.0.1"));

    /// The streams of the first request and of the second one.
    private static final int ONE = 3;
    private static final int TWO = 5;

    /// No head of a request here is shorter.
    private static final int REQUEST_BYTES = 12;

    private final boolean isSecured;

    /// Posts that were read on a second connection.
    private final AtomicInteger postsAgain = new AtomicInteger();

    /// Whether the first answer has been read, which a reset could overtake.
    private CountDownLatch hasFirst = new CountDownLatch(1);

    GoAwayRaceTest(boolean isSecured) {
        this.isSecured = isSecured;
    }

    /// How the server ends a connection.
    enum End {
        CLOSE,
        RESET,
        /// It ends its output alone; over TLS by a goodbye, which TCP below knows nothing of.
        HALF_CLOSE,
        /// It says which request was the last that it took, the first one, and waits for the client to close.
        GOAWAY,
        /// It says so, and closes.
        GOAWAY_AND_CLOSE;

        void of(FrameConnection connection) throws IOException {
            switch (this) {
                case CLOSE -> {}
                case RESET -> connection.reset();
                case GOAWAY -> {
                    connection.goAway(ONE, 0, "");
                    connection.awaitEnd();
                }
                case HALF_CLOSE -> {
                    connection.endOutput();
                    connection.awaitEnd();
                }
                case GOAWAY_AND_CLOSE -> connection.goAway(ONE, 0, "");
            }
        }
    }

    /// The instant to try after this one. TLS below changes nothing about frames, and its handshakes take long.
    private int after(int bytes) {
        return isSecured ? bytes + 5 : bytes + 1;
    }

    private interface Scene {
        void play(ClientSession session, FramePeer peer) throws Exception;
    }

    /// Plays a scene with a peer whose first connection is played so, while later ones answer whatever comes.
    private void at(Object instant, FramePeer.Script first, Scene scene) throws Exception {
        hasFirst = new CountDownLatch(1);
        try (var peer = isSecured
                ? FramePeer.secured(IDENTITY, first, this::answerAgain)
                : FramePeer.playing(first, this::answerAgain)) {
            Sessions.visit(session -> {
                try {
                    scene.play(session, peer);
                } catch (AssertionError wrong) {
                    throw new AssertionError("ending at " + instant + ": " + wrong.getMessage(), wrong);
                }
            });
        }
    }

    private void answerAgain(FrameConnection connection) throws Exception {
        while (true) {
            var request = connection.request();
            postsAgain.addAndGet("POST".equals(request.fields().get(":method")) ? 1 : 0);
            connection.respond(request.stream(), "again");
        }
    }

    private static byte[] answer(int stream, String body) {
        byte[] head = FrameConnection.frame(HEADERS, END_HEADERS, stream, FrameConnection.block(":status", "200"));
        byte[] data = FrameConnection.frame(DATA, END_STREAM, stream, body.getBytes(StandardCharsets.US_ASCII));
        return ByteBuffer.allocate(head.length + data.length)
                .put(head)
                .put(data)
                .array();
    }

    private static int headBytes(int stream) {
        return FrameConnection.frame(HEADERS, END_HEADERS, stream, FrameConnection.block(":status", "200")).length;
    }

    private void answerFirst(FrameConnection connection) throws Exception {
        assertThat(connection.request().stream()).isEqualTo(ONE);
        connection.write(answer(ONE, "first"));
        assertThat(hasFirst.await(30, TimeUnit.SECONDS))
                .as("the first answer has been read")
                .isTrue();
    }

    private void getFirst(ClientSession session, FramePeer peer) {
        assertThat(session.get(peer.url()).text()).isEqualTo("first");
        hasFirst.countDown();
    }

    /// A get that goes over another connection.
    private static void getAgain(ClientSession session, FramePeer peer) {
        assertThat(session.get(peer.url()).text()).isEqualTo("again");
        assertThat(session.statistics().dialled()).isEqualTo(2);
    }

    /// What becomes of a post: nothing bad, if it went over another connection, or else it is lost; never both.
    private boolean isPostLost(ClientSession session, FramePeer peer) {
        postsAgain.set(0);
        Throwable failure = catchThrowable(
                () -> assertThat(session.post(peer.url()).body("x").text()).isEqualTo("again"));
        if (failure != null) {
            assertThat(failure).isInstanceOf(ConnectionLostException.class);
        }
        assertThat(postsAgain).hasValue(failure == null ? 1 : 0);
        return failure != null;
    }

    @Test
    void within_the_first_answer_it_is_lost_and_asked_for_once() throws Exception {
        byte[] answer = answer(ONE, "first");
        for (int bytes = 0; bytes < answer.length; bytes = after(bytes)) {
            byte[] part = Arrays.copyOf(answer, bytes);
            at(
                    bytes,
                    connection -> {
                        connection.request();
                        connection.write(part);
                    },
                    (session, peer) -> {
                        assertThat(catchThrowable(() -> session.get(peer.url()).text()))
                                .isInstanceOf(ConnectionLostException.class);
                        assertThat(peer.connections()).isEqualTo(1);
                    });
        }
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void before_the_second_answer_a_get_goes_over_another_connection(End end) throws Exception {
        int bytes = 0;
        for (var isWhole = new AtomicBoolean(); !isWhole.get(); bytes = after(bytes)) {
            at(end + " after " + bytes, ending(end, bytes, isWhole), (session, peer) -> {
                getFirst(session, peer);
                getAgain(session, peer);
            });
        }
        assertThat(bytes).isGreaterThan(REQUEST_BYTES);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void before_the_second_answer_a_post_is_repeated_only_where_the_server_did_nothing_about_it(End end)
            throws Exception {
        int bytes = 0;
        for (var isWhole = new AtomicBoolean(); !isWhole.get(); bytes = after(bytes)) {
            at(end + " after " + bytes, ending(end, bytes, isWhole), (session, peer) -> {
                getFirst(session, peer);
                boolean isLost = isPostLost(session, peer);
                if (end == End.GOAWAY) {
                    assertThat(isLost).isFalse();
                }
            });
        }
    }

    /// Ends so after so many bytes of the second request, or tells that this is the whole of its head.
    private FramePeer.Script ending(End end, int bytes, AtomicBoolean isWhole) {
        return connection -> {
            answerFirst(connection);
            isWhole.set(connection.readHead(bytes));
            end.of(connection);
        };
    }

    /// Ends when these bytes have come in the place of the second answer: a get goes over another
    /// connection, and a post is sent once at most.
    private void afterNoAnswerButThis(byte[] part) throws Exception {
        FramePeer.Script script = connection -> {
            answerFirst(connection);
            connection.request();
            connection.write(part);
        };
        at(part.length, script, (session, peer) -> {
            getFirst(session, peer);
            getAgain(session, peer);
        });
        at(part.length, script, (session, peer) -> {
            getFirst(session, peer);
            isPostLost(session, peer);
        });
    }

    @Test
    void within_a_goaway_a_get_goes_over_another_connection_and_a_post_is_sent_once_at_most() throws Exception {
        byte[] farewell = FrameConnection.frame(
                GOAWAY, 0, 0, ByteBuffer.allocate(8).putInt(ONE).putInt(0).array());
        for (int bytes = 0; bytes <= farewell.length; bytes = after(bytes)) {
            afterNoAnswerButThis(Arrays.copyOf(farewell, bytes));
        }
    }

    @Test
    void within_the_head_of_the_second_answer_none_of_it_has_come() throws Exception {
        byte[] answer = answer(TWO, "second");
        for (int bytes = 0; bytes < headBytes(TWO); bytes = after(bytes)) {
            afterNoAnswerButThis(Arrays.copyOf(answer, bytes));
        }
    }

    @Test
    void after_the_head_of_the_second_answer_it_is_lost_and_not_repeated() throws Exception {
        byte[] answer = answer(TWO, "second");
        for (int bytes = headBytes(TWO); bytes < answer.length; bytes = after(bytes)) {
            byte[] part = Arrays.copyOf(answer, bytes);
            at(
                    bytes,
                    connection -> {
                        answerFirst(connection);
                        connection.request();
                        connection.write(part);
                    },
                    (session, peer) -> {
                        getFirst(session, peer);
                        assertThat(catchThrowable(() -> session.get(peer.url()).text()))
                                .isInstanceOf(ConnectionLostException.class);
                        assertThat(peer.connections()).isEqualTo(1);
                    });
        }
    }

    /// Between all frames of an answer, where the server names it among those that it has taken.
    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2})
    void a_goaway_between_the_frames_of_an_answer_spoils_neither_it_nor_the_next(int framesBefore) throws Exception {
        byte[] answer = answer(TWO, "second");
        int cut = List.of(0, headBytes(TWO), answer.length).get(framesBefore);
        at(
                cut,
                connection -> {
                    answerFirst(connection);
                    connection.request();
                    connection.write(Arrays.copyOf(answer, cut));
                    connection.goAway(TWO, 0, "");
                    connection.write(Arrays.copyOfRange(answer, cut, answer.length));
                    connection.awaitEnd();
                },
                (session, peer) -> {
                    getFirst(session, peer);
                    assertThat(session.get(peer.url()).text()).isEqualTo("second");
                    getAgain(session, peer);
                });
    }

    /// First it only says that it will go, and then which request was the last (RFC 9113, 6.8).
    @Test
    void a_server_that_goes_in_two_steps_loses_no_post() throws Exception {
        at(
                "two steps",
                connection -> {
                    answerFirst(connection);
                    connection.goAway(Integer.MAX_VALUE, 0, "");
                    connection.readHead(Integer.MAX_VALUE);
                    connection.goAway(ONE, 0, "");
                    connection.awaitEnd();
                },
                (session, peer) -> {
                    getFirst(session, peer);
                    assertThat(isPostLost(session, peer)).isFalse();
                });
    }
}
