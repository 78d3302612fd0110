package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.Method;
import heddle.http.RedirectException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 3 of the cases: where redirects lead, and what goes with them.
class RedirectTest {
    @ParameterizedTest
    @CsvSource({
        "301,GET,GET",
        "302,GET,GET",
        "303,GET,GET",
        "307,GET,GET",
        "308,GET,GET",
        "301,HEAD,HEAD",
        "303,HEAD,HEAD",
        "307,HEAD,HEAD",
        "301,POST,GET",
        "302,POST,GET",
        "303,POST,GET",
        "307,POST,POST",
        "308,POST,POST",
        "301,PUT,PUT",
        "302,PUT,PUT",
        "303,PUT,GET",
        "307,PUT,PUT",
        "308,DELETE,DELETE",
        "303,DELETE,GET",
    })
    void the_method_changes_as_the_fetch_standard_says(int status, String before, String after) throws Exception {
        String first = redirect(status, "/next");
        String answer = before.equals("HEAD") ? first.substring(0, first.length() - "body".length()) : first;
        try (var peer = ScriptedPeer.keepingAlive(answer, ScriptedPeer.ok(""))) {
            Client.visit(session -> {
                var request = session.request(Method.of(before), peer.url()).header("X-Kept", "1");
                if (before.equals("POST") || before.equals("PUT")) {
                    request.body("payload");
                }
                request.discard();
            });
            String second = peer.requests().get(1);
            boolean keepsBody = before.equals(after) && (before.equals("POST") || before.equals("PUT"));
            assertThat(second).startsWith(after + " /next HTTP/1.1\r\n").contains("X-Kept: 1\r\n");
            assertThat(second.endsWith("payload")).isEqualTo(keepsBody);
            assertThat(second.contains("Content-Type")).isEqualTo(keepsBody);
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void what_is_meant_for_one_origin_does_not_reach_another() throws Exception {
        try (var other = ScriptedPeer.answering(ScriptedPeer.ok("there"));
                var peer = ScriptedPeer.answering(redirect(302, other.url("/there")))) {
            String text = Client.run(
                    options -> options.header("Authorization", "Bearer session"),
                    session -> session.get(peer.url())
                            .header("Cookie", "a=b")
                            .header("Proxy-Authorization", "Basic x")
                            .header("X-Kept", "1")
                            .text());
            assertThat(text).isEqualTo("there");
            assertThat(peer.requests().getFirst()).contains("Authorization: Bearer session", "Cookie: a=b");
            assertThat(other.requests().getFirst())
                    .doesNotContain("Authorization")
                    .doesNotContain("Cookie")
                    .contains("X-Kept: 1", "Host: 127.0.0.1:" + other.port());
        }
    }

    @Test
    void credentials_stay_within_their_origin() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(redirect(302, "/b"), ScriptedPeer.ok("b"))) {
            Client.visit(session ->
                    session.get(peer.url()).header("Authorization", "Bearer x").text());
            assertThat(peer.requests().get(1)).contains("Authorization: Bearer x");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "next | /dir/next",
                "/next?q#f | /next?q",
                "?q | /dir/page?q",
                "/a b | /a%20b",
                "\\next | /next",
                "/é | /%C3%A9",
                "./../x/../y | /y",
            })
    void a_location_is_resolved_as_in_a_browser(String location, String target) throws Exception {
        byte[] utf8 = redirect(302, location).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(utf8);
            connection.readRequest();
            connection.write(ScriptedPeer.ok("here"));
        })) {
            Client.visit(session -> session.get(peer.url("/dir/page")).text());
            assertThat(peer.requests().get(1)).startsWith("GET " + target + " HTTP/1.1\r\n");
        }
    }

    @Test
    void an_empty_location_means_the_same_url() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(redirect(302, ""), ScriptedPeer.ok("again"))) {
            String text = Client.run(session -> session.get(peer.url("/x")).text());
            assertThat(text).isEqualTo("again");
        }
    }

    @Test
    void without_a_location_it_is_a_response_like_any_other() throws Exception {
        try (var peer = ScriptedPeer.answering("HTTP/1.1 302 Found\r\nContent-Length: 4\r\n\r\nbody")) {
            assertThat(Client.textOf(peer)).isEqualTo("body");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "file:///etc/passwd",
                "data:text/plain,x",
                "javascript:alert(1)",
                "ftp://127.0.0.1/",
                "http://127.0.0.1:99999/",
                "http://"
            })
    void places_that_are_no_web_are_refused(String location) {
        try (var peer = ScriptedPeer.answering(redirect(302, location))) {
            assertThat(Client.failureOf(peer, RedirectException.class)).hasMessageContaining(location);
        }
    }

    @Test
    void the_limit_lets_n_pass_and_stops_the_next() throws Exception {
        String[] chain = IntStream.rangeClosed(1, 4)
                .mapToObj(i -> i < 4 ? redirect(302, "/" + i) : ScriptedPeer.ok("end"))
                .toArray(String[]::new);
        try (var peer = ScriptedPeer.keepingAlive(chain);
                var tooFar = ScriptedPeer.keepingAlive(chain)) {
            Client.visit(options -> options.redirectsMax(3), session -> {
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.text()).isEqualTo("end");
                    assertThat(response.redirects()).hasSize(3);
                    assertThat(response.redirects().getFirst().from().href()).isEqualTo(peer.url());
                    assertThat(response.url().href()).isEqualTo(peer.url("/3"));
                }
                assertThatExceptionOfType(RedirectException.class)
                        .isThrownBy(
                                () -> session.get(tooFar.url()).redirectsMax(2).text())
                        .withMessageContaining("one more than the 2");
            });
        }
    }

    @Test
    void a_limit_of_zero_gives_the_redirect_itself() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(redirect(302, "/next"))) {
            var exchange = Client.run(
                    session -> session.get(peer.url()).redirectsMax(0).discard());
            assertThat(exchange.status().code()).isEqualTo(302);
        }
    }

    @Test
    void a_circle_is_named() {
        try (var peer = ScriptedPeer.repeating(redirect(302, "/"))) {
            assertThat(Client.failureOf(peer, RedirectException.class)).hasMessageContaining("circle");
            assertThat(peer.requests()).hasSize(21);
        }
    }

    @Test
    void a_redirect_with_a_long_body_does_not_hold_its_connection() throws Exception {
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 302 Found\r\nLocation: /next\r\nContent-Length: 10000000\r\n\r\n"
                            + "x".repeat(100_000));
                    connection.awaitClose();
                },
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("next"));
                })) {
            assertThat(Client.textOf(peer)).isEqualTo("next");
        }
    }

    private static String redirect(int status, String location) {
        return "HTTP/1.1 %d Moved\r\nLocation: %s\r\nContent-Length: 4\r\n\r\n".formatted(status, location) + "body";
    }
}
