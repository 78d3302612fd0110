package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.auth.Auth;
import heddle.client.auth.BearerToken;
import heddle.client.auth.Logins;
import heddle.client.events.EventSource;
import heddle.client.events.EventStream;
import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.client.proxy.Proxies;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Method;
import heddle.http.Status;
import heddle.http.cookie.CookieJar;
import heddle.http.event.ServerSentEvent;
import heddle.net.DnsOptions;
import heddle.net.NameResolver;
import heddle.net.ResolvedName;
import heddle.net.TlsOptions;
import heddle.net.wire.SelfSigned;
import heddle.url.Url;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/client.md`, run. That they stand here word for word is checked in the module `tests`; the
/// first is a program in `examples/`.
class GuideTest {
    private static final String HELLO = ScriptedPeer.ok("hello");

    @Test
    void options() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String url = peer.url();
            Async.run(() -> {
                try (var session = ClientSession.open(options -> options.timeouts(timeouts ->
                                timeouts.firstByte(Duration.ofSeconds(5)).total(Duration.ofSeconds(20)))
                        .limits(limits -> limits.bodyBytesMax(10 << 20))
                        .pool(pool -> pool.perHostMax(8))
                        .userAgent("example/1.0")
                        .header("Accept-Language", "en")
                        .redirectsMax(5))) {
                    IO.println(session.get(url).text());
                }
            });
            assertThat(peer.requests().getFirst()).contains("User-Agent: example/1.0", "Accept-Language: en");
        }
    }

    private static Path authority(Path folder) throws Exception {
        var certificate = SelfSigned.certificate(List.of("example.test")).leaf();
        return Files.writeString(
                folder.resolve("authority.pem"),
                "-----BEGIN CERTIFICATE-----\n" + Base64.getMimeEncoder().encodeToString(certificate.getEncoded())
                        + "\n-----END CERTIFICATE-----\n");
    }

    @Test
    void names_and_trust(@TempDir Path folder) throws Exception {
        Path authority = authority(folder);
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String url = "http://example.test:" + peer.port() + "/";
            Async.run(() -> {
                var tls = TlsOptions.defaults().trustPem(authority).timeout(Duration.ofSeconds(5));
                var dns = DnsOptions.defaults().host("example.test", InetAddress.ofLiteral("127.0.0.1"));
                try (var session = ClientSession.open(
                        options -> options.net(net -> net.tls(tls).dns(dns)))) {
                    IO.println(session.get(url).text());
                }
                assertThat(tls.extraTrust()).hasSize(1);
            });
            assertThat(peer.requests().getFirst()).contains("Host: example.test:");
        }
    }

    private static InetAddress lookUp(String host) {
        assertThat(host).isEqualTo("service.example");
        return InetAddress.ofLiteral("127.0.0.1");
    }

    @Test
    void names_addresses_and_sockets() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String url = "http://service.example:" + peer.port() + "/";
            Async.run(() -> {
                NameResolver registry = host -> ResolvedName.of(Duration.ofSeconds(30), lookUp(host));
                var home = InetAddress.ofLiteral("127.0.0.1");
                try (var session = ClientSession.open(options ->
                        options.net(net -> net.dns(net.dns().resolver(registry))
                                .connect(net.connect()
                                        .localAddresses(home)
                                        .socket(socket -> socket.keepAlive(true).receiveBufferBytes(1 << 20)))))) {
                    IO.println(session.get(url).text());
                }
            });
            assertThat(peer.requests().getFirst()).contains("Host: service.example:");
        }
    }

    @Test
    void connections_ahead_of_time() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String url = peer.url();
            Client.visit(session -> {
                session.warmUp(url, 2); // a server that speaks HTTP/2 gets one, which carries them all
                String answer = session.get(url).text();
                assertThat(answer).isEqualTo("hello");
                assertThat(session.statistics().dialled()).isEqualTo(2);
            });
        }
    }

    @Test
    void requests() throws Exception {
        String json = "{\"name\": \"heddle\"}";
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String url = peer.url();
            Client.visit(session -> {
                String answer = session.post(url)
                        .header("X-Trace", "7")
                        .body(json.getBytes(StandardCharsets.UTF_8), "application/json")
                        .timeout(Duration.ofSeconds(5))
                        .text();
                assertThat(answer).isEqualTo("hello");
                session.request(Method.of("REPORT"), url).discard();
            });
            assertThat(peer.requests().getFirst())
                    .contains("X-Trace: 7", "application/json")
                    .endsWith(json);
            assertThat(peer.requests().getLast()).startsWith("REPORT / ");
        }
    }

    @Test
    void proxies() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String proxy = "http://user:password@127.0.0.1:" + peer.port();
            String url = "http://nowhere.example/";
            Async.run(() -> {
                var proxies = Proxies.all(proxy)
                        .except("intranet.example,10.0.0.0/8"); // http://user:password@127.0.0.1:3128, say
                try (var session = ClientSession.open(options -> options.proxies(proxies))) {
                    IO.println(session.get(url).text());
                }
                assertThat(proxies.choose(Url.parse("https://www.intranet.example/")))
                        .isEmpty();
            });
            assertThat(peer.requests().getFirst()).startsWith("GET " + url + " HTTP/1.1");
        }
    }

    private static String nextToken() {
        return "token";
    }

    @Test
    void logins() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String api = peer.url();
            String url = peer.url();
            Async.run(() -> {
                var bearer = Auth.bearer(() -> BearerToken.lasting(nextToken(), Duration.ofMinutes(30)));
                try (var session = ClientSession.open(
                        options -> options.logins(Logins.none().at(api, bearer)))) {
                    IO.println(session.get(api).text());
                    IO.println(session.get(url)
                            .auth(Auth.digest("user", "password"))
                            .text());
                }
            });
            assertThat(peer.requests().getFirst()).contains("Authorization: Bearer token");
            assertThat(peer.requests().getLast()).doesNotContain("Authorization");
        }
    }

    @Test
    void cookies(@TempDir Path folder) throws Exception {
        try (var peer = ScriptedPeer.repeating("HTTP/1.1 200 OK\r\nSet-Cookie: a=1\r\nContent-Length: 0\r\n\r\n")) {
            String url = peer.url();
            Path file = folder.resolve("cookies.txt");
            var jar = CookieJar.create();
            if (Files.exists(file)) {
                CookieFile.load(file, jar);
            }
            Async.run(() -> {
                try (var session = ClientSession.open(options -> options.cookies(jar))) {
                    IO.println(session.get(url).text());
                }
            });
            CookieFile.save(file, jar);
            assertThat(Files.readString(file)).endsWith("\ta\t1\n");
        }
    }

    @Test
    void streams() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String url = peer.url();
            var digest = MessageDigest.getInstance("SHA-256");
            Client.visit(session -> {
                try (Response response = session.get(url).send()) {
                    IO.println(response.status() + " "
                            + response.headers().first("Content-Length").orElse("unknown"));
                    for (var piece = response.body().read();
                            piece.hasRemaining();
                            piece = response.body().read()) {
                        digest.update(piece);
                    }
                }
            });
            assertThat(HexFormat.of().formatHex(digest.digest())).startsWith("2cf24dba5fb0a30e26e83b2ac5b9e29e");
        }
    }

    private static String page(ClientSession session, String url) {
        try {
            return session.get(url).text();
        } catch (HttpTimeoutException slow) {
            return "too slow: " + slow.phase();
        } catch (HttpException failure) {
            return failure.kind() + (failure.isRetryable() ? ": try again" : ": give up");
        }
    }

    @Test
    void errors() throws Exception {
        try (var peer = ScriptedPeer.answering("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nhel");
                var silent = ScriptedPeer.playing(PeerConnection::awaitClose)) {
            Client.visitInVirtualTime(options -> options, session -> {
                assertThat(page(session, peer.url())).isEqualTo("connection_lost: try again");
                assertThat(page(session, "ftp://example.test/")).isEqualTo("invalid_request: give up");
                assertThat(page(session, silent.url())).isEqualTo("too slow: FIRST_BYTE");
            });
        }
    }

    @Test
    void what_is_known_of_an_exchange() throws Exception {
        try (var peer = ScriptedPeer.repeating(HELLO)) {
            String url = peer.url();
            Client.visit(session -> {
                Exchange exchange = session.get(url).discard();
                IO.println(exchange.status() + ", " + exchange.bodyBytes() + " bytes from " + exchange.remoteAddress()
                        + " in " + exchange.timings().total().toMillis() + " ms");
                assertThat(exchange.status()).isEqualTo(Status.OK);
                assertThat(exchange.bodyBytes()).isEqualTo(5);
                session.get(url).discard();
                assertThat(session.statistics().reused()).isEqualTo(1);
            });
        }
    }

    @Test
    void server_sent_events() throws Exception {
        String head = "HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\n";
        try (var peer = ScriptedPeer.playing(
                connection -> {
                    connection.readRequest();
                    connection.write(head + "id: 1\ndata: hello\n\n");
                },
                connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 204 No Content\r\nConnection: close\r\n\r\n");
                },
                connection -> {
                    connection.readRequest();
                    connection.write(head + "data: one \n\ndata: answer\n\n");
                })) {
            String url = peer.url();
            String question = "?";
            Client.visitInVirtualTime(options -> options, session -> {
                try (var feed = EventSource.open(session, url)) {
                    for (ServerSentEvent event : feed) {
                        IO.println(event.id() + " " + event.data());
                    }
                }
                try (var events =
                        EventStream.of(session.post(url).body(question).send())) {
                    for (ServerSentEvent event : events) {
                        IO.print(event.data());
                    }
                }
            });
            assertThat(peer.requests()).hasSize(3);
        }
    }
}
