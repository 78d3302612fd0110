package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowable;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.auth.Auth;
import heddle.client.auth.BearerToken;
import heddle.client.auth.Logins;
import heddle.client.body.BodySource;
import heddle.client.cache.HttpCache;
import heddle.client.cache.MemoryStore;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Who is told who sends a request: the origin it was meant for, and no other.
class AuthTest {
    private static final String UNAUTHORIZED = "HTTP/1.1 401 Who\r\nContent-Length: 4\r\n%s\r\nwho?";

    private static String redirect(String location) {
        return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n".formatted(location);
    }

    private static List<String> authorizations(ScriptedPeer peer) {
        return peer.requests().stream()
                .map(request -> request.lines()
                        .filter(line -> line.startsWith("Authorization: "))
                        .map(line -> line.substring("Authorization: ".length()))
                        .reduce((one, two) -> one + " AND " + two)
                        .orElse("none"))
                .toList();
    }

    @Test
    void basic_is_sent_at_once_and_stays_within_its_origin() throws Exception {
        try (var other = ScriptedPeer.repeating(ScriptedPeer.ok("there"));
                var peer = ScriptedPeer.keepingAlive(redirect("/next"), redirect(other.url()))) {
            String text = Client.run(session ->
                    session.get(peer.url()).auth(Auth.basic("me", "p\u00e4ss")).text());
            assertThat(text).isEqualTo("there");
            assertThat(authorizations(peer)).containsExactly("Basic bWU6cMOkc3M=", "Basic bWU6cMOkc3M=");
            assertThat(authorizations(other)).containsExactly("none");
        }
        assertThatIllegalArgumentException().isThrownBy(() -> Auth.basic("a:b", ""));
    }

    @Test
    void what_is_dropped_does_not_come_back_when_a_redirect_leads_back() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
                    connection.readRequest();
                    connection.write(ScriptedPeer.ok("back"));
                });
                var other = ScriptedPeer.answering(redirect(peer.url("/back")));
                var first = ScriptedPeer.answering(redirect(other.url()))) {
            Client.visit(
                    options -> options.auth(Auth.basic("a", "b")),
                    session -> session.get(first.url()).text());
            assertThat(authorizations(first)).containsExactly("Basic YTpi");
            assertThat(authorizations(other)).containsExactly("none");
            assertThat(authorizations(peer)).containsExactly("none");
        }
    }

    @Test
    void the_nearest_word_counts() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok(""))) {
            String withLogin = peer.url().replace("http://", "http://url:1@");
            Client.visit(
                    options -> options.logins(Logins.none().at(peer.url(), Auth.basic("looked", "up"))), session -> {
                        session.get(peer.url()).discard();
                        session.get(withLogin).discard();
                        session.get(withLogin).auth(Auth.basic("own", "")).discard();
                        session.get(withLogin)
                                .auth(Auth.basic("own", ""))
                                .header("Authorization", "Field x")
                                .discard();
                    });
            Client.visit(options -> options.auth(Auth.basic("session", "")), session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).auth(Auth.bearer("token")).discard();
            });
            assertThat(authorizations(peer))
                    .containsExactly(
                            "Basic bG9va2VkOnVw",
                            "Basic dXJsOjE=",
                            "Basic b3duOg==",
                            "Field x",
                            "Basic c2Vzc2lvbjo=",
                            "Bearer token");
        }
    }

    @Test
    void each_hop_is_looked_up_by_its_own_origin() throws Exception {
        try (var other = ScriptedPeer.repeating(ScriptedPeer.ok("there"));
                var peer = ScriptedPeer.answering(redirect(other.url()))) {
            var logins = Logins.none().at(peer.url(), Auth.basic("one", "")).at(other.url(), Auth.basic("two", ""));
            Client.visit(
                    options -> options.logins(logins),
                    session -> session.get(peer.url()).text());
            assertThat(authorizations(peer)).containsExactly("Basic b25lOg==");
            assertThat(authorizations(other)).containsExactly("Basic dHdvOg==");
        }
    }

    @Test
    void a_cache_tells_apart_who_asks() throws Exception {
        try (var peer = ScriptedPeer.repeating(
                "HTTP/1.1 200 OK\r\nCache-Control: max-age=100\r\nContent-Length: 6\r\n\r\nsecret")) {
            Client.visit(options -> options.middleware(HttpCache.of(MemoryStore.of(1 << 20))), session -> {
                for (String user : List.of("one", "two", "one", "two")) {
                    session.get(peer.url()).auth(Auth.basic(user, "")).text();
                }
                session.get(peer.url()).text();
            });
            assertThat(authorizations(peer)).containsExactly("Basic b25lOg==", "Basic dHdvOg==", "none");
        }
    }

    @Test
    void digest_answers_a_challenge_and_the_next_request_needs_none() throws Exception {
        String challenge = UNAUTHORIZED.formatted(
                "WWW-Authenticate: Basic realm=\"r\", Digest realm=\"r\", nonce=\"n\", qop=auth, algorithm=SHA-256\r\n");
        try (var peer = ScriptedPeer.keepingAlive(
                challenge, ScriptedPeer.ok("first"), ScriptedPeer.ok("second"), challenge, challenge)) {
            var digest = Auth.digest("me", "secret");
            Client.visit(session -> {
                String url = peer.url("/a?b").replace("http://", "http://not:this@");
                assertThat(session.post(url).auth(digest).body("payload").text())
                        .isEqualTo("first");
                assertThat(session.get(peer.url()).auth(digest).text()).isEqualTo("second");
                assertThat(session.get(peer.url())
                                .auth(digest)
                                .discard()
                                .status()
                                .code())
                        .isEqualTo(401);
            });
            assertThat(authorizations(peer).getFirst()).isEqualTo("none");
            assertThat(authorizations(peer).get(1))
                    .startsWith("Digest username=\"me\"")
                    .contains("uri=\"/a?b\"");
            assertThat(authorizations(peer).get(2)).contains("nc=00000002");
            assertThat(peer.requests())
                    .hasSize(5)
                    .allSatisfy(request -> assertThat(request).doesNotContain("secret"));
            assertThat(peer.requests().get(1)).endsWith("payload");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_body_that_was_streamed_is_not_sent_again() throws Exception {
        try (var peer = ScriptedPeer.repeating(
                UNAUTHORIZED.formatted("WWW-Authenticate: Digest realm=\"r\", nonce=\"n\"\r\n"))) {
            var exchange = Client.run(session -> session.put(peer.url())
                    .auth(Auth.digest("me", "secret"))
                    .body(BodySource.of(new ByteArrayInputStream(new byte[10])))
                    .discard());
            assertThat(exchange.status().code()).isEqualTo(401);
            assertThat(peer.requests()).hasSize(1);
        }
    }

    /// A server that takes the newest token alone.
    private static ScriptedPeer wanting(AtomicInteger newest) {
        return ScriptedPeer.playing(connection -> {
            while (true) {
                String request = connection.readRequest();
                connection.write(
                        request.contains("Authorization: Bearer token-" + newest.get() + "\r\n")
                                ? ScriptedPeer.ok("in")
                                : UNAUTHORIZED.formatted("WWW-Authenticate: Bearer\r\n"));
            }
        });
    }

    @Test
    void a_hundred_requests_wait_for_one_refresh() throws Exception {
        var newest = new AtomicInteger();
        var asked = new AtomicInteger();
        var bearer = Auth.bearer(() -> {
            asked.incrementAndGet();
            Async.sleep(Duration.ofMillis(20));
            return BearerToken.lasting("token-" + newest.get());
        });
        try (var peer = wanting(newest)) {
            Client.visit(options -> options.auth(bearer).pool(pool -> pool.perHostMax(20)), session -> {
                for (int round = 1; round <= 3; round++) {
                    Async.forEach(
                            IntStream.range(0, 100).boxed().toList(),
                            _ -> assertThat(session.get(peer.url()).text()).isEqualTo("in"));
                    assertThat(asked).hasValue(round);
                    newest.incrementAndGet();
                }
            });
        }
    }

    @Test
    void a_token_is_refreshed_before_it_ends_and_a_refused_new_one_is_a_response() throws Exception {
        var newest = new AtomicInteger(1);
        var asked = new AtomicInteger();
        var bearer = Auth.bearer(() -> BearerToken.lasting("token-" + asked.incrementAndGet(), Duration.ofMinutes(1)));
        try (var peer = wanting(newest)) {
            Client.visitInVirtualTime(options -> options.auth(bearer), session -> {
                session.get(peer.url()).discard();
                Async.sleep(Duration.ofSeconds(53));
                session.get(peer.url()).discard();
                assertThat(asked).hasValue(1);
                newest.set(2);
                Async.sleep(Duration.ofSeconds(2));
                session.get(peer.url()).discard();
                assertThat(asked).hasValue(2);
                newest.set(99);
                assertThat(session.get(peer.url()).discard().status().code()).isEqualTo(401);
                assertThat(asked).hasValue(3);
            });
            assertThat(authorizations(peer))
                    .containsExactly(
                            "Bearer token-1", "Bearer token-1", "Bearer token-2", "Bearer token-2", "Bearer token-3");
        }
    }

    @Test
    void a_source_that_fails_is_asked_once_for_all_who_wait_and_again_later() throws Exception {
        var asked = new AtomicInteger();
        var bearer = Auth.bearer(() -> {
            Async.sleep(Duration.ofMillis(20));
            if (asked.incrementAndGet() == 1) {
                throw new IOException("the door is shut");
            }
            return BearerToken.lasting("token-0");
        });
        try (var peer = wanting(new AtomicInteger())) {
            Client.visit(options -> options.auth(bearer), session -> {
                Async.forEach(
                        IntStream.range(0, 20).boxed().toList(),
                        _ -> assertThat(catchThrowable(
                                        () -> session.get(peer.url()).text()))
                                .isInstanceOf(UncheckedIOException.class)
                                .hasMessageContaining("the door is shut"));
                assertThat(asked).hasValue(1);
                assertThat(session.get(peer.url()).text()).isEqualTo("in");
            });
        }
    }

    @Test
    void another_takes_over_when_the_one_who_asks_is_cancelled() throws Exception {
        var asked = new AtomicInteger();
        var bearer = Auth.bearer(() -> {
            Async.sleep(Duration.ofSeconds(asked.incrementAndGet() == 1 ? 1000 : 1));
            return BearerToken.lasting("token-0");
        });
        try (var peer = wanting(new AtomicInteger())) {
            Client.visitInVirtualTime(options -> options.auth(bearer), session -> {
                TaskGroup.run(group -> {
                    var first = group.start(() -> catchThrowable(() -> Async.timeout(
                            Duration.ofSeconds(2), () -> session.get(peer.url()).text())));
                    Async.sleep(Duration.ofSeconds(1));
                    var second = group.start(() -> session.get(peer.url()).text());
                    assertThat(first.await()).isNotNull();
                    assertThat(second.await()).isEqualTo("in");
                });
                assertThat(asked).hasValue(2);
            });
        }
    }
}
