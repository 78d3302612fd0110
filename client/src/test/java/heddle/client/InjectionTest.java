package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.client.auth.Auth;
import heddle.client.body.MultipartForm;
import heddle.client.body.RequestBody;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.proxy.Proxies;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import heddle.http.cookie.CookieJar;
import heddle.net.ProxyServer;
import heddle.net.wire.SelfSigned;
import heddle.url.Parameters;
import heddle.url.Url;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Family 2 of the cases: whatever a caller is given by a stranger, and hands on at any place of a request, it is
/// refused before a byte leaves, or it stays what it is: no line of the head, no part of a form, no second request.
class InjectionTest {
    /// What would show that something got out of its place.
    private static final String EVIL = "Evil-Field: 1";

    /// Makes a request to that peer, with the text at one place of it.
    private interface Place {
        void send(ClientSession session, ScriptedPeer peer, String text) throws Exception;
    }

    private static final Map<String, Place> PLACES = new TreeMap<>(Map.ofEntries(
            Map.entry(
                    "method",
                    (session, peer, text) ->
                            session.request(Method.of("GET" + text), peer.url()).discard()),
            Map.entry(
                    "path",
                    (session, peer, text) -> session.get(peer.url("/a" + text)).discard()),
            Map.entry(
                    "query of the URL",
                    (session, peer, text) -> session.get(peer.url("/?a" + text)).discard()),
            Map.entry(
                    "fragment",
                    (session, peer, text) -> session.get(peer.url("/#a" + text)).discard()),
            Map.entry(
                    "name in the query",
                    (session, peer, text) ->
                            session.get(peer.url()).query("a" + text, "b").discard()),
            Map.entry(
                    "value in the query",
                    (session, peer, text) ->
                            session.get(peer.url()).query("a", "b" + text).discard()),
            Map.entry(
                    "host",
                    (session, peer, text) ->
                            session.get(peer.urlOf("localhost" + text, "/")).discard()),
            Map.entry(
                    "user of the URL",
                    (session, peer, text) -> session.get("http://me" + text + ":pw@127.0.0.1:" + peer.port() + "/")
                            .discard()),
            Map.entry(
                    "name of a field",
                    (session, peer, text) ->
                            session.get(peer.url()).header("X" + text, "b").discard()),
            Map.entry(
                    "value of a field",
                    (session, peer, text) ->
                            session.get(peer.url()).header("X", "b" + text).discard()),
            Map.entry(
                    "Host field",
                    (session, peer, text) ->
                            session.get(peer.url()).header("Host", "b" + text).discard()),
            Map.entry(
                    "Cookie field",
                    (session, peer, text) -> session.get(peer.url())
                            .header("Cookie", "a=b" + text)
                            .discard()),
            Map.entry(
                    "user of Basic",
                    (session, peer, text) -> session.get(peer.url())
                            .auth(Auth.basic("me" + text.replace(":", ""), "pw"))
                            .discard()),
            Map.entry(
                    "bearer token",
                    (session, peer, text) -> session.get(peer.url())
                            .auth(Auth.bearer("token" + text))
                            .discard()),
            Map.entry("user agent", (session, peer, text) -> {
                try (var own = ClientSession.open(options -> options.userAgent("mine" + text))) {
                    own.get(peer.url()).discard();
                }
            }),
            Map.entry(
                    "value in a plain form",
                    (session, peer, text) -> session.post(peer.url())
                            .body(Parameters.of("a", "b" + text))
                            .discard()),
            Map.entry(
                    "name of a part",
                    (session, peer, text) -> session.post(peer.url())
                            .body(MultipartForm.empty().field("a" + text, "b"))
                            .discard()),
            Map.entry(
                    "name of a file",
                    (session, peer, text) -> session.post(peer.url())
                            .body(MultipartForm.empty().file("a", "f" + text, "text/plain", RequestBody.NONE))
                            .discard()),
            Map.entry(
                    "type of a file",
                    (session, peer, text) -> session.post(peer.url())
                            .body(MultipartForm.empty().file("a", "f", "text/plain" + text, RequestBody.NONE))
                            .discard()),
            Map.entry("cookie of the jar", (session, peer, text) -> {
                var jar = CookieJar.create();
                jar.receive(Url.parse(peer.url()), heddle.http.Headers.of("Set-Cookie", "a=b" + text));
                try (var own = ClientSession.open(
                        options -> options.cookies(new heddle.client.options.CookieOptions.Shared(jar)))) {
                    own.get(peer.url()).discard();
                }
            }),
            Map.entry("user of a proxy", (session, peer, text) -> {
                var proxy = ProxyServer.of(ProxyServer.Kind.HTTP, "127.0.0.1", peer.port())
                        .login("me" + text.replace(":", ""), "pw");
                try (var own = ClientSession.open(options -> options.proxies(Proxies.all(proxy)))) {
                    own.get("http://target.example/").discard();
                }
            }),
            Map.entry("host of a proxy", (session, peer, text) -> {
                var proxy = ProxyServer.of(ProxyServer.Kind.HTTP, "localhost" + text, peer.port());
                try (var own = ClientSession.open(options -> options.proxies(Proxies.all(proxy)))) {
                    own.get("http://target.example/").discard();
                }
            })));

    @TestFactory
    Stream<DynamicTest> nothing_gets_out_of_its_place() {
        return PLACES.entrySet().stream()
                .map(place -> DynamicTest.dynamicTest(place.getKey(), () -> assertStays(place.getValue())));
    }

    @Test
    void the_name_of_the_server_in_tls_is_refused_before_anything_is_sent_or_greeted_as_it_is() throws Exception {
        try (var peer = ScriptedPeer.secured(SelfSigned.certificate(List.of("localhost")), connection -> {
            connection.readRequest();
            connection.write(ScriptedPeer.ok(connection.serverName()));
        })) {
            Client.visit(SessionOptions::insecure, session -> {
                for (String text : texts()) {
                    assertThatThrownBy(() -> session.get(peer.url())
                                    .serverName("localhost" + text)
                                    .discard())
                            .as(shown(text))
                            .isInstanceOf(InvalidRequestException.class);
                }
                assertThat(peer.connections()).isZero();
                assertThat(session.get(peer.url()).serverName("localhost").text())
                        .isEqualTo("localhost");
            });
        }
    }

    private static void assertStays(Place place) throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("fine"))) {
            Client.visit(session -> {
                for (String text : texts()) {
                    try {
                        place.send(session, peer, text);
                    } catch (InvalidRequestException
                            | IllegalArgumentException
                            | heddle.http.ResolveException refused) {
                        assertThat(String.valueOf(refused.getMessage()))
                                .as("what it says of %s", shown(text))
                                .doesNotContain("\r", "\n", "\0");
                    }
                }
            });
            assertThat(peer.requests()).allSatisfy(InjectionTest::assertWhole);
        }
    }

    /// Line breaks of all kinds with a field behind them, and every other control character.
    private static List<String> texts() {
        return Stream.concat(
                        Stream.of("\r\n", "\n", "\r", "\r\n\r\n", "\0\r\n", "\u560a\u560d", "\u2028", "\u0085")
                                .map(breaking -> breaking + EVIL),
                        IntStream.concat(IntStream.rangeClosed(0, 0x20), IntStream.of(0x7F))
                                .mapToObj(c -> (char) c + "x"))
                .toList();
    }

    private static void assertWhole(String request) {
        String head = request.substring(0, request.indexOf("\r\n\r\n") + 2);
        assertThat(head.lines().skip(1))
                .allSatisfy(line -> assertThat(line)
                        .matches("[!#$%&'*+.^_`|~0-9A-Za-z-]+: [\\t\\x20-\\x7e\\x80-\\xff]*")
                        .doesNotStartWith("Evil-Field"));
        assertThat(head.replace("\r\n", "")).as("line breaks alone").doesNotContain("\r", "\n", "\0");
        assertThat(head.lines().findFirst().orElse("")).matches("[A-Z]+x? [\\x21-\\x7e]+ HTTP/1\\.1");
        assertThat(request.substring(head.length()).lines())
                .as("of the body")
                .noneMatch(line -> line.startsWith("Evil-Field"));
    }

    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?");
    }
}
