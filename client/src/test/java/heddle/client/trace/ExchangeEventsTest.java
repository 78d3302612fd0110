package heddle.client.trace;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.client.auth.Auth;
import heddle.client.body.RequestBody;
import heddle.client.middleware.Retry;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectFailedException;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Method;
import heddle.http.ProtocolException;
import heddle.http.Status;
import heddle.url.Url;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What a session tells of calls and exchanges.
class ExchangeEventsTest {
    private static final String CHALLENGE = """
            HTTP/1.1 401 Who\r
            WWW-Authenticate: Digest realm="r", nonce="n", qop="auth"\r
            Content-Length: 0\r
            \r
            """;

    private final Heard heard = new Heard();

    @Test
    void a_call_is_told_step_by_step() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            Client.visit(
                    options -> options.listener(heard),
                    session ->
                            session.get(peer.url("/a")).header("X-Trace", "7").discard());
            assertThat(heard.names(CallEvent.class)).containsExactly("Started", "Answered");
            assertThat(heard.names(ExchangeEvent.class))
                    .containsExactly(
                            "Begun",
                            "Queued",
                            "Served",
                            "HeadSent",
                            "RequestSent",
                            "ResponseBegun",
                            "HeadReceived",
                            "BodyReceived",
                            "Completed");
            Url url = Url.parse(peer.url("/a"));
            assertThat(heard.only(CallEvent.Started.class)).satisfies(started -> {
                assertThat(started.method()).isEqualTo(Method.GET);
                assertThat(started.url()).isEqualTo(url);
                assertThat(started.headers().first("X-Trace")).hasValue("7");
            });
            assertThat(heard.only(ExchangeEvent.Queued.class).reason()).isEqualTo(WaitReason.NO_CONNECTION);
            assertThat(heard.only(ExchangeEvent.HeadSent.class)).satisfies(sent -> {
                assertThat(sent.version()).isEqualTo(HttpVersion.HTTP_1_1);
                assertThat(sent.bytes()).isEqualTo(peer.requests().getFirst().length());
                assertThat(lines(sent.headers()))
                        .isEqualTo(withoutFirstLine(peer.requests().getFirst()));
            });
            assertThat(heard.only(ExchangeEvent.HeadReceived.class)).satisfies(head -> {
                assertThat(head.status()).isEqualTo(Status.of(200));
                assertThat(head.headers()).isEqualTo(Headers.of("Content-Length", "5"));
            });
            assertThat(heard.only(ExchangeEvent.BodyReceived.class).bytes()).isEqualTo("hello".getBytes(US_ASCII));
            assertThat(heard.only(ExchangeEvent.Completed.class).bodyBytes()).isEqualTo(5);
            assertThat(heard.only(CallEvent.Answered.class).url()).isEqualTo(url);
        }
    }

    private static String lines(Headers headers) {
        var lines = new StringBuilder();
        headers.forEach(field -> lines.append(field.name() + ": " + field.value() + "\r\n"));
        return lines.toString();
    }

    private static String withoutFirstLine(String request) {
        String rest = request.substring(request.indexOf("\r\n") + 2);
        return rest.substring(0, rest.length() - 2);
    }

    @Test
    void times_go_up_and_numbers_hold_together_what_belongs_together() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            Client.visit(options -> options.listener(heard), session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).discard();
            });
            for (long number = 1; number <= 2; number++) {
                long one = number;
                List<ExchangeEvent> events = heard.all(ExchangeEvent.class).stream()
                        .filter(event -> event.exchange() == one)
                        .toList();
                assertThat(events).hasSizeGreaterThan(6).allMatch(event -> event.call() == one);
                assertThat(events).extracting(SessionEvent::nanoTime).isSorted();
            }
        }
    }

    @Test
    void a_body_is_told_as_it_is_sent() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(
                    options -> options.listener(heard),
                    session -> session.post(peer.url()).body("name=value").discard());
            assertThat(heard.names(ExchangeEvent.class)).containsSubsequence("HeadSent", "BodySent", "RequestSent");
            assertThat(heard.only(ExchangeEvent.BodySent.class).bytes()).isEqualTo("name=value".getBytes(US_ASCII));
        }
    }

    @Test
    void the_pieces_of_a_streamed_body_are_told_without_their_chunks() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            var pieces = new ArrayDeque<>(List.of("one", "two", ""));
            Client.visit(
                    options -> options.listener(heard),
                    session -> session.post(peer.url())
                            .body(() -> ByteBuffer.wrap(pieces.remove().getBytes(US_ASCII)))
                            .discard());
            assertThat(peer.requests().getFirst())
                    .contains("Transfer-Encoding: chunked")
                    .endsWith("onetwo");
            assertThat(heard.all(ExchangeEvent.BodySent.class).stream()
                            .map(sent -> new String(sent.bytes(), US_ASCII))
                            .collect(joining(",")))
                    .isEqualTo("one,two");
            assertThat(heard.names(ExchangeEvent.class)).containsSubsequence("BodySent", "BodySent", "RequestSent");
        }
    }

    @Test
    void redirects_make_one_call_of_several_exchanges() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                "HTTP/1.1 302 Found\r\nLocation: /there\r\nContent-Length: 0\r\n\r\n", ScriptedPeer.ok("hello"))) {
            Client.visit(
                    options -> options.listener(heard),
                    session -> session.get(peer.url("/here")).discard());
            assertThat(heard.names(CallEvent.class)).containsExactly("Started", "Redirected", "Answered");
            assertThat(heard.only(CallEvent.Redirected.class)).satisfies(redirected -> {
                assertThat(redirected.status()).isEqualTo(Status.of(302));
                assertThat(redirected.from()).isEqualTo(Url.parse(peer.url("/here")));
                assertThat(redirected.to()).isEqualTo(Url.parse(peer.url("/there")));
            });
            assertThat(heard.all(ExchangeEvent.Begun.class))
                    .extracting(begun -> begun.url().path())
                    .containsExactly("/here", "/there");
            assertThat(heard.all(ExchangeEvent.Begun.class))
                    .extracting(ExchangeEvent::call)
                    .containsExactly(1L, 1L);
        }
    }

    @Test
    void an_interim_response_is_told() throws Exception {
        try (var peer = ScriptedPeer.answering(
                "HTTP/1.1 103 Early Hints\r\nLink: </style.css>\r\n\r\n" + ScriptedPeer.ok("hello"))) {
            Client.visit(
                    options -> options.listener(heard),
                    session -> session.get(peer.url()).discard());
            assertThat(heard.names(ExchangeEvent.class))
                    .containsSubsequence("ResponseBegun", "InterimReceived", "HeadReceived");
            assertThat(heard.only(ExchangeEvent.InterimReceived.class)).satisfies(interim -> {
                assertThat(interim.status()).isEqualTo(Status.of(103));
                assertThat(interim.headers().first("Link")).hasValue("</style.css>");
            });
        }
    }

    @Test
    void a_request_that_is_sent_again_says_why() throws Exception {
        try (var peer = ScriptedPeer.keepingAliveOnce(ScriptedPeer.ok("hello"))) {
            Client.visit(options -> options.listener(heard), session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).discard();
            });
            assertThat(heard.only(CallEvent.Retried.class).reason()).contains("dead");
            assertThat(heard.only(ExchangeEvent.Failed.class).exchange()).isEqualTo(2);
            assertThat(heard.all(ExchangeEvent.Completed.class))
                    .extracting(ExchangeEvent::exchange)
                    .containsExactly(1L, 3L);
        }
    }

    @Test
    void middlewares_and_logins_tell_of_their_tries() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(
                "HTTP/1.1 503 Busy\r\nContent-Length: 0\r\n\r\n", CHALLENGE, ScriptedPeer.ok("hello"))) {
            var retry = Retry.of(options -> options.backoff(Duration.ofNanos(1), Duration.ofNanos(1)));
            Client.visit(
                    options -> options.listener(heard).middleware(retry).auth(Auth.digest("user", "secret")),
                    session -> session.get(peer.url()).discard());
            assertThat(heard.all(CallEvent.Retried.class))
                    .extracting(CallEvent.Retried::reason)
                    .containsExactly("status 503", "the server wants to know who sends it");
        }
    }

    @Test
    void what_fails_is_told_of_the_exchange_and_of_the_call() throws Exception {
        try (var peer = ScriptedPeer.answering("nonsense\r\n\r\n")) {
            Client.visit(options -> options.listener(heard), session -> {
                var _ = catchThrowable(() -> session.get(peer.url()).text());
            });
            assertThat(heard.names(CallEvent.class)).containsExactly("Started", "Failed");
            assertThat(heard.only(ExchangeEvent.Failed.class).cause()).isInstanceOf(ProtocolException.class);
            assertThat(heard.only(CallEvent.Failed.class).cause())
                    .isInstanceOf(ProtocolException.class)
                    .hasMessageContaining(peer.url());
        }
    }

    @Test
    void a_server_that_is_not_there_is_told_of_the_connection_too() throws Exception {
        int port;
        try (var peer = ScriptedPeer.answering("")) {
            port = peer.port();
        }
        Client.visit(options -> options.listener(heard), session -> {
            var _ = catchThrowable(
                    () -> session.get("http://127.0.0.1:" + port + "/").text());
        });
        assertThat(heard.only(ConnectionEvent.DialFailed.class).cause()).isInstanceOf(ConnectFailedException.class);
        assertThat(heard.names(ExchangeEvent.class)).containsExactly("Begun", "Queued", "Failed");
        assertThat(heard.only(CallEvent.Failed.class).cause()).isInstanceOf(ConnectFailedException.class);
    }

    @Test
    void a_response_that_is_given_up_has_no_other_end() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nhello");
            connection.awaitClose();
        })) {
            Client.visit(options -> options.listener(heard), session -> {
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.body().read().remaining()).isEqualTo(5);
                }
            });
            assertThat(heard.names(ExchangeEvent.class)).endsWith("BodyReceived", "GivenUp");
            assertThat(heard.names(ExchangeEvent.class)).doesNotContain("Completed", "Failed");
        }
    }

    @Test
    void a_listener_that_throws_breaks_nothing_and_keeps_nothing_from_the_next() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            String text = Client.run(
                    options -> options.listener(event -> {
                                throw new AssertionError("at " + event);
                            })
                            .listener(heard),
                    session -> session.post(peer.url())
                            .body(RequestBody.of("ping".getBytes(US_ASCII)))
                            .text());
            assertThat(text).isEqualTo("hello");
            assertThat(heard.names(ExchangeEvent.class)).startsWith("Begun").endsWith("Completed");
        }
    }
}
