package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.client.auth.Auth;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.RedirectException;
import heddle.net.TlsIdentity;
import heddle.net.wire.SelfSigned;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 3 of the cases: what goes along when a redirect leaves its origin by another host, port or scheme, and what
/// a Location may look like that does.
class RedirectOriginsTest {
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("127.0.0.1", "localhost"));

    @Test
    void another_host_gets_no_credentials() throws Exception {
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write(redirect("http://localhost:" + connection.port() + "/there"));
                    connection.readRequest();
                },
                connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("there"));
                })) {
            assertThat(withCredentials(peer)).isEqualTo("there");
            assertNoCredentials(peer.requests().get(1));
            assertThat(peer.requests().get(1)).contains("Host: localhost:" + peer.port() + "\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void another_scheme_gets_no_credentials_whichever_way(boolean isDowngrade) throws Exception {
        try (var target = isDowngrade
                        ? ScriptedPeer.answering(ScriptedPeer.ok("there"))
                        : ScriptedPeer.secured(IDENTITY, connection -> {
                            connection.readRequest();
                            connection.write(ScriptedPeer.ok("there"));
                        });
                var peer = isDowngrade
                        ? ScriptedPeer.secured(IDENTITY, connection -> {
                            connection.readRequest();
                            connection.write(redirect(target.url("/there")));
                        })
                        : ScriptedPeer.answering(redirect(target.url("/there")))) {
            assertThat(withCredentials(peer)).isEqualTo("there");
            assertThat(peer.requests().getFirst()).contains("Authorization: ", "Cookie: own=1");
            assertNoCredentials(target.requests().getFirst());
        }
    }

    private static String withCredentials(ScriptedPeer peer) throws Exception {
        return Client.run(
                options -> options.auth(Auth.basic("me", "secret"))
                        .net(net -> net.tls(net.tls().trust(List.of(IDENTITY.leaf())))),
                session -> session.get(peer.url())
                        .header("Cookie", "own=1")
                        .header("X-Kept", "1")
                        .text());
    }

    private static void assertNoCredentials(String request) {
        assertThat(request)
                .startsWith("GET /there HTTP/1.1\r\n")
                .contains("X-Kept: 1\r\n")
                .doesNotContain("Authorization")
                .doesNotContain("Cookie")
                .doesNotContain("Referer");
    }

    @Test
    void a_location_without_a_scheme_has_that_of_its_page() throws Exception {
        try (var other = ScriptedPeer.answering(ScriptedPeer.ok("there"));
                var peer = ScriptedPeer.answering(redirect("//127.0.0.1:" + other.port() + "/there"))) {
            assertThat(Client.textOf(peer)).isEqualTo("there");
            assertThat(other.requests()).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({"us%65r:p%40ss@, Basic dXNlcjpwQHNz", "user@, Basic dXNlcjo="})
    void what_a_location_says_of_a_user_is_told_to_that_origin_alone(String userInfo, String sent) throws Exception {
        try (var other = ScriptedPeer.keepingAlive(redirect("/next"), ScriptedPeer.ok("there"));
                var peer = ScriptedPeer.answering(
                        redirect("http://" + userInfo + "127.0.0.1:" + other.port() + "/there"))) {
            assertThat(Client.textOf(peer)).isEqualTo("there");
            assertThat(peer.requests().getFirst()).doesNotContain("Authorization");
            assertThat(other.requests().getFirst()).contains("Authorization: " + sent + "\r\n");
            assertThat(other.requests().getFirst().split("\r\n", 2)[0]).isEqualTo("GET /there HTTP/1.1");
        }
    }

    @ParameterizedTest
    @CsvSource({"0, 3", "1, 3", "2, 3", "3, 3", "4, 3", "1, 1", "2, 1"})
    void as_many_as_the_limit_are_followed_and_no_more(int redirects, int limit) throws Exception {
        String[] chain = IntStream.rangeClosed(0, redirects)
                .mapToObj(i -> i < redirects ? redirect("/" + i) : ScriptedPeer.ok("end"))
                .toArray(String[]::new);
        try (var peer = ScriptedPeer.keepingAlive(chain)) {
            Client.visit(options -> options.redirectsMax(limit), session -> {
                if (redirects <= limit) {
                    assertThat(session.get(peer.url()).text()).isEqualTo("end");
                } else {
                    assertThatExceptionOfType(RedirectException.class)
                            .isThrownBy(() -> session.get(peer.url()).text());
                }
            });
            assertThat(peer.requests()).hasSize(Math.min(redirects, limit) + 1);
        }
    }

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nLocation: %s\r\nContent-Length: 0\r\n\r\n".formatted(location);
    }
}
