package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.options.CookieOptions;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.cookie.Cookie;
import heddle.http.cookie.CookieJar;
import heddle.http.cookie.CookieLimits;
import heddle.net.DnsOptions;
import heddle.net.wire.SelfSigned;
import heddle.url.Url;
import java.net.InetAddress;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// Family 8 of the cases over the wire: what a session sends of what it was given.
class CookieTest {
    private static String setting(String... cookies) {
        return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + lines(cookies) + "\r\n";
    }

    private static String redirecting(String location, String... cookies) {
        return "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: " + location + "\r\n" + lines(cookies) + "\r\n";
    }

    private static String lines(String... cookies) {
        var lines = new StringBuilder();
        for (String cookie : cookies) {
            lines.append("Set-Cookie: ").append(cookie).append("\r\n");
        }
        return lines.toString();
    }

    /// The Cookie fields of the requests so far; empty for one that had none.
    private static List<String> sentTo(ScriptedPeer peer) {
        return peer.requests().stream().map(CookieTest::cookieOf).toList();
    }

    private static String cookieOf(String request) {
        List<String> fields = request.lines()
                .filter(line -> line.startsWith("Cookie: "))
                .map(line -> line.substring("Cookie: ".length()))
                .toList();
        assertThat(fields).hasSizeLessThan(2);
        return fields.isEmpty() ? "" : fields.getFirst();
    }

    /// Both names lead to this machine.
    private static UnaryOperator<SessionOptions> withNames(String... names) {
        var dns = DnsOptions.defaults();
        for (String name : names) {
            dns = dns.host(name, InetAddress.ofLiteral("127.0.0.1"));
        }
        DnsOptions all = dns;
        return options -> options.net(net -> net.dns(all));
    }

    @Test
    void what_a_server_sets_it_gets_back() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(setting("a=1; Path=/", "b=2"), setting("a=; Max-Age=0"), setting())) {
            Client.visit(session -> {
                for (int i = 0; i < 3; i++) {
                    session.get(peer.url()).discard();
                }
            });
            assertThat(sentTo(peer)).containsExactly("", "a=1; b=2", "b=2");
        }
    }

    @Test
    void bytes_beyond_ascii_go_back_as_they_came() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(setting("a=\u00c3\u00a9\u00ff"), setting())) {
            Client.visit(session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).discard();
            });
            assertThat(sentTo(peer)).containsExactly("", "a=\u00c3\u00a9\u00ff");
        }
    }

    @Test
    void without_a_jar_nothing_is_kept() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(setting("a=1"), setting())) {
            Client.visit(SessionOptions::withoutCookies, session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).header("Cookie", "mine=1").discard();
                assertThat(session.cookies()).isEmpty();
            });
            assertThat(sentTo(peer)).containsExactly("", "mine=1");
        }
    }

    @Test
    void sessions_can_share_a_jar_and_else_do_not() throws Exception {
        try (var peer = ScriptedPeer.repeating(setting("a=1"))) {
            var jar = CookieJar.create();
            for (int i = 0; i < 2; i++) {
                Client.visit(
                        options -> options.cookies(jar),
                        session -> session.get(peer.url()).discard());
                Client.visit(session -> session.get(peer.url()).discard());
            }
            assertThat(sentTo(peer)).containsExactly("", "", "a=1", "");
        }
    }

    @Test
    void a_cookie_of_the_request_goes_before_the_jars_and_instead_of_one_of_its_name() throws Exception {
        try (var peer = ScriptedPeer.repeating(setting("a=jar", "b=jar"))) {
            Client.visit(session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).header("Cookie", "b=mine; c=mine").discard();
                session.get(peer.url()).header("Cookie", "a=mine; b=mine").discard();
                session.get(peer.url()).discard();
            });
            assertThat(sentTo(peer)).containsExactly("", "b=mine; c=mine; a=jar", "a=mine; b=mine", "a=jar; b=jar");
        }
    }

    @Test
    void a_redirect_sets_cookies_and_the_next_hop_has_them() throws Exception {
        try (var peer = ScriptedPeer.keepingAlive(redirecting("/in", "login=1; Path=/"), setting())) {
            Client.visit(session ->
                    session.get(peer.url()).header("Cookie", "mine=1").discard());
            assertThat(sentTo(peer)).containsExactly("mine=1", "mine=1; login=1");
        }
    }

    @Test
    void across_origins_the_jar_decides_anew_and_the_requests_own_cookies_stay_behind() throws Exception {
        try (var other = ScriptedPeer.repeating(setting());
                var peer = ScriptedPeer.repeating(
                        redirecting(other.urlOf("b.example.test", "/"), "host=1", "wide=1; Domain=example.test"))) {
            Client.visit(withNames("a.example.test", "b.example.test"), session -> {
                String url = peer.urlOf("a.example.test", "/");
                session.get(url).header("Cookie", "mine=1").discard();
                session.get(url).discard();
            });
            assertThat(sentTo(peer)).containsExactly("mine=1", "host=1; wide=1");
            assertThat(sentTo(other)).containsExactly("wide=1", "wide=1");
        }
    }

    @Test
    void a_secure_cookie_does_not_follow_to_http() throws Exception {
        try (var plain = ScriptedPeer.repeating(setting());
                var secured = ScriptedPeer.secured(SelfSigned.certificate(List.of("127.0.0.1")), connection -> {
                    while (connection.tryReadRequest()) {
                        connection.write(redirecting(plain.url(), "safe=1; Secure", "open=1"));
                    }
                })) {
            Client.visit(SessionOptions::insecure, session -> {
                session.get(secured.url()).discard();
                session.get(secured.url()).discard();
            });
            assertThat(sentTo(secured)).containsExactly("", "safe=1; open=1");
            assertThat(sentTo(plain)).containsExactly("open=1", "open=1");
        }
    }

    @Test
    void a_request_that_is_sent_once_more_has_the_same_cookies() throws Exception {
        try (var peer = ScriptedPeer.keepingAliveOnce(setting("a=1"))) {
            Client.visit(session -> {
                session.get(peer.url()).discard();
                session.get(peer.url()).discard();
            });
            assertThat(sentTo(peer)).containsExactly("", "a=1", "a=1");
        }
    }

    @Test
    void the_jar_can_be_filled_and_looked_into() throws Exception {
        try (var peer = ScriptedPeer.repeating(setting("theirs=1"))) {
            Client.visit(session -> {
                CookieJar jar = session.cookies().orElseThrow();
                jar.add(Cookie.of(Url.parse(peer.url()), "mine", "1"));
                session.get(peer.url()).discard();
                assertThat(jar.cookies()).extracting(Cookie::name).containsExactly("mine", "theirs");
            });
            assertThat(sentTo(peer)).containsExactly("mine=1");
        }
    }

    @Test
    void many_huge_cookies_stay_within_the_limits() throws Exception {
        String[] many = IntStream.range(0, 200)
                .mapToObj(i -> "c%d=%s".formatted(i, "x".repeat(i % 2 == 0 ? 5_000 : 10)))
                .toArray(String[]::new);
        var jarOptions = new CookieOptions.Own(CookieLimits.defaults().perDomainMax(20));
        try (var peer = ScriptedPeer.keepingAlive(setting(many), setting())) {
            Client.visit(
                    options -> options.cookies(jarOptions).limits(limits -> limits.headBytesMax(1 << 20)), session -> {
                        session.get(peer.url()).discard();
                        session.get(peer.url()).discard();
                        assertThat(session.cookies().orElseThrow().size()).isEqualTo(20);
                    });
            assertThat(sentTo(peer).getLast()).startsWith("c161=xxxxxxxxxx; ").endsWith("c199=xxxxxxxxxx");
        }
    }

    @Test
    void many_coroutines_share_a_jar() throws Exception {
        try (var peer = ScriptedPeer.repeating(setting("a=1", "b=2"))) {
            Client.visit(session -> Async.forEach(
                    IntStream.range(0, 50).boxed().toList(),
                    8,
                    _ -> session.get(peer.url()).discard()));
            assertThat(sentTo(peer)).hasSize(50).contains("a=1; b=2").containsOnly("", "a=1; b=2");
        }
    }
}
