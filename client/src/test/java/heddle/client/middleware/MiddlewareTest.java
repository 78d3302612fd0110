package heddle.client.middleware;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.async.Async;
import heddle.client.Middleware;
import heddle.client.Response;
import heddle.client.body.Pieces;
import heddle.client.body.RequestBody;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.Headers;
import heddle.http.HttpTimeoutException;
import heddle.http.InvalidRequestException;
import heddle.http.Phase;
import heddle.http.Status;
import heddle.url.Url;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/// What stands around calls and hops.
class MiddlewareTest {
    private static final String HELLO = ScriptedPeer.ok("hello");
    private static final String REDIRECT =
            "HTTP/1.1 302 Found\r\nLocation: /next\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n";

    private static Middleware noting(List<String> notes, String name) {
        return (request, next) -> {
            notes.add(name + " " + request.url().requestTarget());
            Response response = next.send(request);
            notes.add(name + " " + response.status().code());
            return response;
        };
    }

    @Test
    void those_of_the_session_stand_outside_those_of_the_request_and_calls_outside_hops() throws Exception {
        var notes = new ArrayList<String>();
        try (var peer = ScriptedPeer.keepingAlive(REDIRECT, HELLO)) {
            Client.visit(
                    options -> options.middleware(noting(notes, "hop").perHop())
                            .middleware(noting(notes, "outer"))
                            .middleware(noting(notes, "inner")),
                    session -> session.get(peer.url())
                            .middleware(noting(notes, "own"))
                            .middleware(noting(notes, "own hop").perHop())
                            .discard());
        }
        assertThat(notes)
                .containsExactly(
                        "outer /",
                        "inner /",
                        "own /",
                        "hop /",
                        "own hop /",
                        "own hop 302",
                        "hop 302",
                        "hop /next",
                        "own hop /next",
                        "own hop 200",
                        "hop 200",
                        "own 200",
                        "inner 200",
                        "outer 200");
    }

    @Test
    void a_request_can_be_changed_on_its_way() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            Middleware changing = (request, next) -> next.send(request.withHeader("X-Trace", "7")
                    .withoutHeader("Accept")
                    .withUrl(request.url().resolve("/there"))
                    .withBody(RequestBody.of(ScriptedPeer.latin1("payload"))));
            Client.visit(
                    session -> session.post(peer.url()).middleware(changing).discard());
            assertThat(peer.requests().getFirst())
                    .startsWith("POST /there HTTP/1.1\r\n")
                    .contains("X-Trace: 7\r\n", "Content-Length: 7\r\n")
                    .doesNotContain("Accept:")
                    .endsWith("payload");
        }
    }

    @Test
    void what_frames_a_request_stays_the_clients() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            Middleware smuggling = (request, next) -> next.send(request.withHeader("Content-Length", "0"));
            Client.visit(session -> assertThatExceptionOfType(InvalidRequestException.class)
                    .isThrownBy(
                            () -> session.get(peer.url()).middleware(smuggling).discard())
                    .withMessageContaining("Content-Length"));
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void a_middleware_can_answer_by_itself() throws Exception {
        Client.visit(session -> {
            Middleware answering = (request, _) -> request.respond(
                    Status.of(203), Headers.of("Content-Type", "text/plain"), Pieces.of(ScriptedPeer.latin1("made")));
            try (var response =
                    session.get("http://nowhere.test/").middleware(answering).send()) {
                assertThat(response.status().code()).isEqualTo(203);
                assertThat(response.text()).isEqualTo("made");
                assertThat(((InetSocketAddress) response.remoteAddress()).isUnresolved())
                        .isTrue();
                assertThat(response.timings().total()).isLessThan(Duration.ofSeconds(30));
                assertThat(response.body().bytesReceived()).isEqualTo(4);
            }
        });
    }

    @Test
    void a_response_can_be_changed_on_its_way() throws Exception {
        try (var peer = ScriptedPeer.answering(HELLO)) {
            Middleware shouting = (request, next) -> next.send(request)
                    .withHeaders(Headers.of("X-Loud", "yes"))
                    .withBody(pieces -> () -> {
                        byte[] piece = pieces.next();
                        return piece == null
                                ? null
                                : ScriptedPeer.latin1(new String(piece, java.nio.charset.StandardCharsets.ISO_8859_1)
                                        .toUpperCase(java.util.Locale.ROOT));
                    });
            Client.visit(session -> {
                try (var response = session.get(peer.url()).middleware(shouting).send()) {
                    assertThat(response.headers()).isEqualTo(Headers.of("X-Loud", "yes"));
                    assertThat(response.text()).isEqualTo("HELLO");
                }
            });
        }
    }

    @Test
    void a_response_that_is_released_gives_its_connection_back() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            Middleware twice = (request, next) -> {
                next.send(request).release();
                return next.send(request);
            };
            Client.visit(session -> session.get(peer.url()).middleware(twice).discard());
            assertThat(peer.requests()).hasSize(2);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_hop_sees_its_cookies_and_the_coded_body() throws Exception {
        var seen = new ArrayList<String>();
        try (var peer = ScriptedPeer.keepingAlive(REDIRECT, HELLO)) {
            Middleware looking = (request, next) -> {
                seen.add(request.headers().first("Cookie").orElse("none"));
                return next.send(request);
            };
            Client.visit(session ->
                    session.get(peer.url()).middleware(looking.perHop()).discard());
            assertThat(seen).containsExactly("none", "a=1");
            assertThat(peer.requests().getLast()).containsOnlyOnce("Cookie: a=1");
        }
    }

    @Test
    void the_time_between_the_tries_of_a_call_counts_for_its_total() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(HELLO);
            connection.readRequest();
            connection.awaitSilently();
        })) {
            Middleware patient = (request, next) -> {
                next.send(request).release();
                Async.sleep(Duration.ofSeconds(15));
                return next.send(request);
            };
            Client.visitInVirtualTime(
                    options -> options.timeouts(timeouts -> timeouts.total(Duration.ofSeconds(20))),
                    session -> assertThatExceptionOfType(HttpTimeoutException.class)
                            .isThrownBy(() ->
                                    session.get(peer.url()).middleware(patient).discard())
                            .satisfies(late -> {
                                assertThat(late.phase()).isEqualTo(Phase.TOTAL);
                                assertThat(late.elapsed()).isEqualTo(Duration.ofSeconds(20));
                            }));
        }
    }

    @Test
    void redirects_are_those_of_the_last_try() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(REDIRECT, HELLO, REDIRECT, HELLO)) {
            Middleware twice = (request, next) -> {
                next.send(request).release();
                return next.send(request);
            };
            var exchange = Client.run(session ->
                    session.get(peer.url()).redirectsMax(1).middleware(twice).discard());
            assertThat(exchange.redirects()).hasSize(1);
            assertThat(exchange.url()).isEqualTo(Url.parse(peer.url("/next")));
        }
    }
}
