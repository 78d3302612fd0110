package heddle.client.race;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.client.ClientSession;
import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.Ration;
import heddle.client.peer.Ration.End;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.TlsException;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.TlsProvider;
import heddle.net.wire.SelfSigned;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What [KeepAliveRaceTest] shows, over TLS and with each engine: the connection ends within the handshake, within the
/// record of the first answer, of the second request and of the second answer, without a goodbye; and with one wherever
/// there is a place for it. Nobody learns what a record holds before all of it is there, so of its middle only
/// every ninth byte is tried.
@Execution(ExecutionMode.CONCURRENT)
@ParameterizedClass
@EnumSource(names = {"OPENSSL", "JDK"})
class TlsRaceTest {
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("127.0.0.1"));
    private static final String FIRST = ScriptedPeer.ok("first");
    private static final String SECOND = ScriptedPeer.ok("second");
    private static final String AGAIN = ScriptedPeer.ok("again");

    /// No handshake here has fewer bytes from the server, and no head of a request fewer.
    private static final int HANDSHAKE_BYTES = 500;
    private static final int HANDSHAKE_STEP = 29;
    private static final int REQUEST_BYTES = 80;

    /// A record says in so many bytes what and how long it is; after them all are alike.
    private static final int RECORD_HEAD_BYTES = 5;

    /// By so many bytes at least a record of TLS 1.3 is longer than what it holds (RFC 8446, 5.2).
    private static final int SEAL_BYTES = RECORD_HEAD_BYTES + 1 + 16;

    private final TlsProvider provider;

    /// Whether the first answer has been read, which a reset could overtake.
    private CountDownLatch hasFirst = new CountDownLatch(1);

    TlsRaceTest(TlsProvider provider) {
        this.provider = provider;
    }

    /// The instant to try after this one.
    private static int after(int bytes) {
        return bytes <= RECORD_HEAD_BYTES ? bytes + 1 : bytes + 9;
    }

    private static IntStream instants(int last) {
        return IntStream.iterate(0, bytes -> bytes < last, TlsRaceTest::after);
    }

    private interface Scene {
        void play(ClientSession session, ScriptedPeer peer, String url) throws Exception;
    }

    private interface Answering {
        void play(PeerConnection connection, Ration ration) throws IOException, InterruptedException;
    }

    /// Plays a scene with a peer whose first connection is secured and played so, while later ones answer whatever
    /// comes. Returns how many whole requests have come.
    private int at(Object instant, Ration ration, Answering first, Scene scene) throws Exception {
        hasFirst = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(
                plain -> first.play(plain.rationed(ration).secured(IDENTITY), ration), TlsRaceTest::answerAgain)) {
            Client.visit(
                    options -> options.net(net -> net.tls(TlsOptions.defaults()
                            .provider(provider)
                            .withoutJdkTrust()
                            .trust(List.of(IDENTITY.leaf())))),
                    session -> {
                        try {
                            scene.play(session, peer, "https://127.0.0.1:" + peer.port());
                        } catch (AssertionError wrong) {
                            throw new AssertionError("ending at " + instant + ": " + wrong.getMessage(), wrong);
                        }
                    });
            return peer.requests().size();
        }
    }

    private static void answerAgain(PeerConnection plain) throws IOException {
        var secured = plain.secured(IDENTITY);
        while (secured.tryReadRequest()) {
            secured.write(AGAIN);
        }
    }

    private void answerFirst(PeerConnection connection) throws IOException, InterruptedException {
        connection.readRequest();
        connection.write(FIRST);
        if (!hasFirst.await(30, TimeUnit.SECONDS)) {
            throw new IOException("the first answer has not been read within 30 s");
        }
    }

    private void getFirst(ClientSession session, String url) {
        assertThat(session.get(url).text()).isEqualTo("first");
        hasFirst.countDown();
    }

    /// A get that goes over another connection.
    private static void getAgain(ClientSession session, String url) {
        assertThat(session.get(url).text()).isEqualTo("again");
        assertThat(session.statistics().dialled()).isEqualTo(2);
    }

    /// A post that goes over another connection, if this side has noticed the end before, or is lost.
    private static void postOnce(ClientSession session, ScriptedPeer peer, String url) {
        Throwable failure = catchThrowable(
                () -> assertThat(session.post(url).body("x").text()).isEqualTo("again"));
        if (session.statistics().dialled() == 2) {
            assertThat(failure).isNull();
        } else {
            assertThat(failure).isInstanceOf(ConnectionLostException.class);
        }
        assertThat(peer.requests().stream().filter(request -> request.startsWith("POST")))
                .hasSizeLessThanOrEqualTo(1);
    }

    @Test
    void within_the_handshake_nothing_is_asked_and_no_other_connection_is_made() throws Exception {
        int bytes = 0;
        for (boolean isCut = true; isCut; bytes += HANDSHAKE_STEP) {
            var failure = new HttpException[1];
            at(
                    bytes,
                    new Ration(End.CLOSE).write(bytes),
                    (connection, _) -> connection.awaitClose(),
                    (session, peer, url) -> {
                        failure[0] = catchThrowableOfType(
                                HttpException.class, () -> session.get(url).text());
                        assertThat(failure[0].isRetryable()).isTrue();
                        assertThat(peer.requests()).isEmpty();
                        assertThat(peer.connections()).isEqualTo(1);
                    });
            isCut = failure[0] instanceof TlsException;
        }
        assertThat(bytes).isGreaterThan(HANDSHAKE_BYTES);
    }

    @Test
    void within_the_first_answer_it_is_lost_and_asked_for_once() throws Exception {
        for (int cut : instants(FIRST.length() + SEAL_BYTES).toArray()) {
            at(
                    cut,
                    new Ration(End.CLOSE),
                    (connection, ration) -> {
                        connection.readRequest();
                        ration.write(cut);
                        connection.write(FIRST);
                    },
                    TlsRaceTest::lose);
        }
        for (int cut : instants(FIRST.length()).toArray()) {
            at(
                    cut + " and a goodbye",
                    new Ration(End.CLOSE),
                    (connection, _) -> {
                        connection.readRequest();
                        connection.write(FIRST.substring(0, cut));
                        connection.sayGoodbye();
                    },
                    TlsRaceTest::lose);
        }
    }

    private static void lose(ClientSession session, ScriptedPeer peer, String url) {
        assertThat(catchThrowable(() -> session.get(url).text())).isInstanceOf(ConnectionLostException.class);
        assertThat(peer.requests()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void before_the_second_answer_a_get_goes_over_another_connection(End end) throws Exception {
        int bytes = 0;
        for (boolean isWhole = false; !isWhole; bytes = after(bytes)) {
            isWhole = afterReading(bytes, end, (session, _, url) -> {
                        getFirst(session, url);
                        getAgain(session, url);
                    })
                    == 3;
        }
        assertThat(bytes).isGreaterThan(REQUEST_BYTES);
    }

    @ParameterizedTest
    @EnumSource(End.class)
    void before_the_second_answer_a_post_is_sent_once_at_most(End end) throws Exception {
        for (int bytes : instants(2 * REQUEST_BYTES).toArray()) {
            afterReading(bytes, end, (session, peer, url) -> {
                getFirst(session, url);
                postOnce(session, peer, url);
            });
        }
    }

    private int afterReading(int bytes, End end, Scene scene) throws Exception {
        return at(
                bytes + " bytes of the second request",
                new Ration(end),
                (connection, ration) -> {
                    answerFirst(connection);
                    ration.read(bytes);
                    connection.readRequest();
                },
                scene);
    }

    @Test
    void a_goodbye_between_two_answers_costs_no_get_and_repeats_no_post() throws Exception {
        Answering idle = (connection, _) -> {
            answerFirst(connection);
            connection.sayGoodbye();
        };
        Answering staying = (connection, _) -> {
            answerFirst(connection);
            connection.sayGoodbyeAndStay();
            connection.awaitClose();
        };
        Answering asked = (connection, _) -> {
            answerFirst(connection);
            connection.readRequest();
            connection.sayGoodbye();
        };
        for (var answering : List.of(idle, staying, asked)) {
            at("a goodbye", new Ration(End.CLOSE), answering, (session, _, url) -> {
                getFirst(session, url);
                getAgain(session, url);
            });
            at("a goodbye", new Ration(End.CLOSE), answering, (session, peer, url) -> {
                getFirst(session, url);
                postOnce(session, peer, url);
            });
        }
    }

    /// The answer in two records, the second of which is `second`.
    private void answerIn(PeerConnection connection, Ration ration, int cut) throws IOException, InterruptedException {
        answerFirst(connection);
        connection.readRequest();
        int head = SECOND.length() - "second".length();
        connection.write(SECOND.substring(0, head));
        ration.write(cut);
        connection.write(SECOND.substring(head));
    }

    @Test
    void within_the_first_record_of_the_second_answer_none_of_it_has_come() throws Exception {
        for (int cut : instants(SECOND.length() + SEAL_BYTES).toArray()) {
            Answering answering = (connection, ration) -> {
                answerFirst(connection);
                connection.readRequest();
                ration.write(cut);
                connection.write(SECOND);
            };
            at(cut, new Ration(End.CLOSE), answering, (session, _, url) -> {
                getFirst(session, url);
                getAgain(session, url);
            });
            at(cut, new Ration(End.CLOSE), answering, (session, peer, url) -> {
                getFirst(session, url);
                postOnce(session, peer, url);
            });
        }
    }

    @Test
    void within_the_second_answer_it_is_lost_and_not_repeated() throws Exception {
        for (int cut : instants("second".length() + SEAL_BYTES).toArray()) {
            at(cut, new Ration(End.CLOSE), (connection, ration) -> answerIn(connection, ration, cut), this::loseSecond);
        }
        for (int cut : instants(SECOND.length()).skip(1).toArray()) {
            at(
                    cut + " and a goodbye",
                    new Ration(End.CLOSE),
                    (connection, _) -> {
                        answerFirst(connection);
                        connection.readRequest();
                        connection.write(SECOND.substring(0, cut));
                        connection.sayGoodbye();
                    },
                    this::loseSecond);
        }
    }

    private void loseSecond(ClientSession session, ScriptedPeer peer, String url) {
        getFirst(session, url);
        assertThat(catchThrowable(() -> session.get(url).text())).isInstanceOf(ConnectionLostException.class);
        assertThat(peer.requests()).hasSize(2);
    }
}
