package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.url.Parameters;
import java.net.InetSocketAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What goes over the wire, and what does not.
class RequestTest {
    @Test
    void a_get_is_as_short_as_can_be() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(session -> session.get(peer.url("/a/b?c=%20#d")).discard());
            assertThat(peer.requests().getFirst())
                    .isEqualTo("GET /a/b?c=%20 HTTP/1.1\r\nHost: 127.0.0.1:" + peer.port()
                            + "\r\nUser-Agent: heddle/0.1\r\nAccept: */*\r\nAccept-Encoding: gzip, deflate\r\n\r\n");
        }
    }

    @Test
    void pairs_go_into_the_query_behind_what_the_url_has() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(session -> session.get(peer.url("/find?lang=en"))
                    .query("q", "tea & biscuits")
                    .query("page", "2")
                    .discard());
            assertThat(peer.requests().getFirst()).startsWith("GET /find?lang=en&q=tea+%26+biscuits&page=2 HTTP/1.1");
        }
    }

    @Test
    void a_plain_form_goes_as_the_body_and_says_what_it_is() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(session -> session.post(peer.url())
                    .body(Parameters.of("user", "ada").and("motto", "1 + 1 = 2"))
                    .discard());
            assertThat(peer.requests().getFirst())
                    .contains("Content-Type: application/x-www-form-urlencoded\r\n")
                    .endsWith("\r\n\r\nuser=ada&motto=1+%2B+1+%3D+2");
        }
    }

    @Test
    void urls_are_relative_to_the_base_of_the_session_if_it_has_one() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok(""))) {
            Client.visit(options -> options.base(peer.url("/v2/")), session -> {
                session.get("users?page=1").discard();
                session.get("/status").discard();
                session.get(peer.url("/elsewhere")).discard();
            });
            assertThat(peer.requests())
                    .extracting(request -> request.lines().findFirst().orElseThrow())
                    .containsExactly(
                            "GET /v2/users?page=1 HTTP/1.1", "GET /status HTTP/1.1", "GET /elsewhere HTTP/1.1");
        }
    }

    @Test
    void a_base_that_is_no_url_is_refused_when_it_is_named() {
        assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> SessionOptions.defaults().base("/v2/"));
    }

    @Test
    void a_body_comes_with_its_length_and_type() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(session -> session.post(peer.url()).body("äöü").discard());
            assertThat(peer.requests().getFirst())
                    .contains("Content-Length: 6\r\n", "Content-Type: text/plain; charset=utf-8\r\n");
        }
    }

    @Test
    void a_post_without_a_body_says_so() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(session -> session.post(peer.url()).discard());
            assertThat(peer.requests().getFirst()).contains("Content-Length: 0\r\n");
        }
    }

    @Test
    void a_large_body_arrives_whole() throws Exception {
        byte[] body = new byte[3_000_000];
        java.util.Arrays.fill(body, (byte) 'b');
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("thanks"))) {
            Client.visit(session -> {
                assertThat(session.put(peer.url()).body(body).text()).isEqualTo("thanks");
                assertThat(session.put(peer.url()).body(body).text()).isEqualTo("thanks");
            });
            assertThat(peer.requests().get(1)).endsWith("b".repeat(1000)).hasSizeGreaterThan(3_000_000);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_field_of_the_request_takes_the_place_of_the_sessions() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(
                    options -> options.header("X-One", "session").userAgent("mine/1"),
                    session -> session.get(peer.url())
                            .header("x-one", "a")
                            .header("x-one", "b")
                            .header("Host", "other.example")
                            .discard());
            assertThat(peer.requests().getFirst())
                    .contains("x-one: a\r\nx-one: b\r\n", "User-Agent: mine/1\r\n", "Host: other.example\r\n")
                    .doesNotContain("session")
                    .doesNotContain("Host: 127.0.0.1");
        }
    }

    @Test
    void credentials_of_the_url_become_a_header() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(session -> session.get("http://us%65r:p%40ss@127.0.0.1:" + peer.port() + "/")
                    .discard());
            assertThat(peer.requests().getFirst()).contains("Authorization: Basic dXNlcjpwQHNz\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\r\nX-Evil: 1", "a\nb", "a\rb", "a\u0000b", "snow\u2603man"})
    void a_header_value_cannot_start_another_line(String value) throws Exception {
        Client.visit(session -> assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> session.get("http://127.0.0.1/").header("X", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"X:", "X Y", "X\r\nY", "", "Content-Length", "transfer-encoding"})
    void a_header_name_is_a_token_and_not_one_of_framing(String name) throws Exception {
        Client.visit(session -> assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> session.get("http://127.0.0.1/").header(name, "v")));
    }

    @Test
    void controls_in_a_url_are_escaped_or_dropped_but_never_sent() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(""))) {
            Client.visit(session ->
                    session.get(peer.url("/a\r\nX-Evil: 1\u0001?q\u0000z")).discard());
            assertThat(peer.requests().getFirst()).startsWith("GET /aX-Evil:%201%01?q%00z HTTP/1.1\r\nHost");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no url", "ftp://127.0.0.1/", "http://", "http://127.0.0.1:99999/", "file:///etc/passwd"})
    void what_is_no_web_address_is_refused_with_a_reason(String url) throws Exception {
        Client.visit(session -> assertThatExceptionOfType(InvalidRequestException.class)
                .isThrownBy(() -> session.get(url))
                .matches(failure -> String.valueOf(failure.getMessage()).length() > 10));
    }

    @Test
    void a_method_is_a_token() {
        assertThatExceptionOfType(InvalidRequestException.class).isThrownBy(() -> Method.of("GET / HTTP/1.1\r\nX:"));
    }

    @Test
    void an_exchange_tells_what_happened() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok("abc"))) {
            var exchange = Client.run(session -> session.get(peer.url()).discard());
            assertThat(exchange.bodyBytes()).isEqualTo(3);
            assertThat(((InetSocketAddress) exchange.remoteAddress()).getPort()).isEqualTo(peer.port());
            assertThat(exchange.version().text()).isEqualTo("HTTP/1.1");
            var timings = exchange.timings();
            assertThat(timings.connect()).isPositive().isGreaterThanOrEqualTo(timings.nameLookup());
            assertThat(timings.startTransfer()).isGreaterThanOrEqualTo(timings.connect());
            assertThat(timings.total()).isGreaterThanOrEqualTo(timings.startTransfer());
            assertThat(timings.appConnect()).isZero();
        }
    }
}
