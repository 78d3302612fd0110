package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.client.proxy.Proxies;
import heddle.client.proxy.RelayingProxy;
import heddle.client.tap.WireTap;
import heddle.http.Headers;
import heddle.http.HttpVersion;
import heddle.http.Status;
import heddle.net.TlsIdentity;
import heddle.net.wire.Endpoint;
import heddle.net.wire.SelfSigned;
import heddle.url.Url;
import heddle.websocket.Message;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 11 of the cases, where the proxy does its work: what it is told, what the server is told, and who
/// shares a connection.
@Execution(ExecutionMode.CONCURRENT)
class ProxyTest {
    private static final String NAME = "known-elsewhere.example";
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of(NAME, "127.0.0.1"));

    /// Trusts the servers of this test, and has a name server that notes whether it is asked.
    private static UnaryOperator<SessionOptions> through(String proxy) {
        return options ->
                options.proxies(Proxies.all(proxy)).net(net -> net.tls(net.tls().trust(List.of(IDENTITY.leaf()))));
    }

    private static ScriptedPeer echoing(boolean isSecured) {
        ScriptedPeer.Script echo = connection -> {
            while (connection.tryReadRequest()) {
                connection.write(ScriptedPeer.ok("from the server"));
            }
        };
        return isSecured ? ScriptedPeer.secured(IDENTITY, echo) : ScriptedPeer.playing(echo);
    }

    @Test
    void a_plain_request_goes_to_an_http_proxy_in_absolute_form() throws Exception {
        try (var proxy = ScriptedPeer.repeating(ScriptedPeer.ok("from the proxy"))) {
            Client.visit(through("http://me:pw@127.0.0.1:" + proxy.port()), session -> {
                String url = "http://user:secret@" + NAME + ":8080/a%20b?c#d";
                assertThat(session.get(url).text()).isEqualTo("from the proxy");
                assertThat(session.get(url).text()).isEqualTo("from the proxy");
            });
            assertThat(proxy.connections()).isEqualTo(1);
            assertThat(proxy.requests()).hasSize(2);
            assertThat(proxy.requests().getLast())
                    .startsWith("GET http://%s:8080/a%%20b?c HTTP/1.1\r\nHost: %s:8080\r\n".formatted(NAME, NAME))
                    .contains("\r\nAuthorization: Basic dXNlcjpzZWNyZXQ=\r\n")
                    .contains("\r\nProxy-Authorization: Basic bWU6cHc=\r\n");
        }
    }

    /// Takes the handshake of a WebSocket, says `hi` and goodbye.
    private static void greet(PeerConnection connection) throws IOException {
        String key = connection.readHead().replaceFirst("(?is).*\r\nSec-WebSocket-Key: (\\S+)\r\n.*", "$1");
        connection.write("HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n"
                + "Sec-WebSocket-Accept: " + accepting(key) + "\r\n\r\n");
        connection.write(new byte[] {(byte) 0x81, 2, 'h', 'i', (byte) 0x88, 2, 0x03, (byte) 0xE8});
        connection.awaitClose();
    }

    private static String accepting(String key) {
        byte[] text = ScriptedPeer.latin1(key + "258EAFA5-E914-47DA-95CA-C5AB0DC85B11");
        try {
            return Base64.getEncoder()
                    .encodeToString(MessageDigest.getInstance("SHA-1").digest(text));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /// RFC 6455, 4.1: CONNECT, although plain requests go to the proxy as they are.
    @Test
    void a_web_socket_without_tls_goes_through_a_tunnel_of_an_http_proxy() throws Exception {
        try (var peer = ScriptedPeer.playing(ProxyTest::greet);
                var proxy = RelayingProxy.start()) {
            String place = "127.0.0.1:" + peer.port();
            Client.visit(through("http://me:pw@" + proxy.place()), session -> {
                try (var socket = session.webSocket("ws://" + place + "/chat").connect()) {
                    assertThat(socket.receive()).contains(new Message.Text("hi"));
                    assertThat(socket.receive()).isEmpty();
                }
            });
            assertThat(proxy.asked())
                    .singleElement()
                    .asString()
                    .startsWith("CONNECT %s HTTP/1.1\r\n".formatted(place))
                    .contains("\r\nProxy-Authorization: Basic bWU6cHc=\r\n");
        }
    }

    @Test
    void the_word_of_a_proxy_that_wants_a_login_is_a_response_where_it_answers_itself() throws Exception {
        try (var proxy = ScriptedPeer.repeating("HTTP/1.1 407 Who?\r\nContent-Length: 0\r\n\r\n")) {
            var exchange = Client.run(
                    through("127.0.0.1:" + proxy.port()),
                    session -> session.get("http://" + NAME + "/").discard());
            assertThat(exchange.status().code()).isEqualTo(407);
        }
    }

    @Test
    void a_secure_request_goes_through_a_tunnel_and_the_server_learns_nothing_of_the_proxy() throws Exception {
        try (var server = echoing(true);
                var proxy = RelayingProxy.start()) {
            Client.visit(through("http://me:pw@" + proxy.place()), session -> {
                for (int i = 0; i < 2; i++) {
                    try (var response = session.get(server.urlOf(NAME, "/a?b"))
                            .header("Proxy-Authorization", "Basic of-the-caller")
                            .send()) {
                        assertThat(response.text()).isEqualTo("from the server");
                        assertThat(Endpoint.text(response.remoteAddress())).isEqualTo(proxy.place());
                    }
                }
            });
            String place = NAME + ":" + server.port();
            assertThat(proxy.asked())
                    .containsExactly("CONNECT %s HTTP/1.1\r\nHost: %s\r\nProxy-Authorization: Basic bWU6cHc=\r\n\r\n"
                            .formatted(place, place));
            assertThat(server.requests())
                    .hasSize(2)
                    .allSatisfy(request -> assertThat(request)
                            .startsWith("GET /a?b HTTP/1.1\r\n")
                            .doesNotContainIgnoringCase("proxy"));
        }
    }

    @ParameterizedTest
    @CsvSource({
        "socks4a://me@, false, 4 me known-elsewhere.example",
        "socks4a://, true, 4  known-elsewhere.example",
        "socks5h://, false, 5  known-elsewhere.example",
        "socks5h://, true, 5  known-elsewhere.example",
        "http://, true, CONNECT known-elsewhere.example",
    })
    void a_name_that_the_proxy_looks_up_is_looked_up_nowhere_else(String prefix, boolean isSecured, String asked)
            throws Exception {
        try (var server = echoing(isSecured);
                var proxy = RelayingProxy.start();
                var names = DatagramChannel.open().bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))) {
            Client.visit(
                    options -> through(prefix + proxy.place())
                            .apply(options)
                            .net(net -> net.dns(net.dns().servers(List.of(address(names))))),
                    session -> assertThat(session.get(server.urlOf(NAME, "/")).text())
                            .isEqualTo("from the server"));
            assertThat(proxy.asked())
                    .singleElement()
                    .satisfies(first -> assertThat(first).startsWith(asked + ":" + server.port()));
            names.configureBlocking(false);
            assertThat(names.receive(ByteBuffer.allocate(512))).as("a question").isNull();
        }
    }

    private static InetSocketAddress address(DatagramChannel channel) {
        try {
            return (InetSocketAddress) channel.getLocalAddress();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @CsvSource({"socks4, 4  127.0.0.1", "socks5, 5  127.0.0.1"})
    void other_socks_proxies_are_told_an_address(String scheme, String asked) throws Exception {
        try (var server = echoing(true);
                var proxy = RelayingProxy.start()) {
            Client.visit(
                    options -> through(scheme + "://" + proxy.place())
                            .apply(options)
                            .net(net -> net.dns(net.dns().host(NAME, InetAddress.ofLiteral("127.0.0.1")))),
                    session -> assertThat(session.get(server.urlOf(NAME, "/")).text())
                            .isEqualTo("from the server"));
            assertThat(proxy.asked()).containsExactly(asked + ":" + server.port());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"socks4", "socks4a", "socks5", "socks5h"})
    void an_address_is_told_as_an_address(String scheme) throws Exception {
        try (var server = echoing(false);
                var proxy = RelayingProxy.start()) {
            Client.visit(
                    through(scheme + "://" + proxy.place()),
                    session -> assertThat(session.get(server.url()).text()).isEqualTo("from the server"));
            assertThat(proxy.asked())
                    .singleElement()
                    .satisfies(first -> assertThat(first).endsWith(" 127.0.0.1:" + server.port()));
        }
    }

    @Test
    void user_and_password_are_told_to_a_socks_proxy_that_wants_them() throws Exception {
        try (var server = echoing(true);
                var proxy = RelayingProxy.wantingLogin()) {
            Client.visit(
                    through("socks5h://user:secret@" + proxy.place()),
                    session -> assertThat(session.get(server.urlOf(NAME, "/")).text())
                            .isEqualTo("from the server"));
            assertThat(proxy.asked()).containsExactly("5 user:secret %s:%d".formatted(NAME, server.port()));
            assertThat(server.requests().getFirst()).doesNotContain("secret").doesNotContainIgnoringCase("proxy");
        }
    }

    @Test
    void each_hop_chooses_its_way_anew() throws Exception {
        try (var straight = echoing(false);
                var secured = echoing(true);
                var proxy = RelayingProxy.start()) {
            String there = secured.urlOf(NAME, "/2");
            try (var first = ScriptedPeer.playing(connection -> {
                connection.readRequest();
                connection.write("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n"
                        .formatted(straight.url("/1")));
            })) {
                var proxies = new Proxies(
                        Proxies.all("http://me:pw@127.0.0.1:" + first.port()).http(),
                        Proxies.all(proxy.place()).https(),
                        Proxies.all("x").except("127.0.0.0/8").exceptions());
                Client.visit(options -> through("x").apply(options).proxies(proxies), session -> {
                    assertThat(session.get("http://" + NAME + "/0").text()).isEqualTo("from the server");
                    assertThat(session.get(there).text()).isEqualTo("from the server");
                });
                assertThat(first.requests().getFirst())
                        .startsWith("GET http://" + NAME + "/0 HTTP/1.1\r\n")
                        .contains("Proxy-Authorization: ");
                assertThat(straight.requests())
                        .singleElement()
                        .satisfies(request -> assertThat(request)
                                .startsWith("GET /1 HTTP/1.1\r\n")
                                .doesNotContainIgnoringCase("proxy"));
                assertThat(proxy.asked())
                        .singleElement()
                        .satisfies(asked ->
                                assertThat(asked).startsWith("CONNECT " + NAME).doesNotContain("Proxy-Authorization"));
            }
        }
    }

    @Test
    void a_request_may_choose_for_itself() throws Exception {
        try (var server = echoing(false);
                var proxy = ScriptedPeer.repeating(ScriptedPeer.ok("from the proxy"))) {
            var through = Proxies.all("127.0.0.1:" + proxy.port());
            Client.visit(options -> options.proxies(through), session -> {
                assertThat(session.get(server.url()).text()).isEqualTo("from the proxy");
                assertThat(session.get(server.url()).proxies(Proxies.none()).text())
                        .isEqualTo("from the server");
            });
            Client.visit(session -> assertThat(
                            session.get(server.url()).proxies(through).text())
                    .isEqualTo("from the proxy"));
        }
    }

    @Test
    void connections_by_different_ways_are_never_shared() throws Exception {
        try (var server = echoing(true);
                var one = RelayingProxy.start();
                var two = RelayingProxy.start()) {
            var ways = new ArrayList<Proxies>(List.of(Proxies.none()));
            for (var proxy : List.of(one, two)) {
                for (String prefix : List.of("http://", "http://a:b@", "http://c:d@", "socks5h://", "socks4a://")) {
                    ways.add(Proxies.all(prefix + proxy.place()));
                }
            }
            Client.visit(through("x"), session -> {
                for (int round = 0; round < 2; round++) {
                    for (Proxies way : ways) {
                        session.get(server.urlOf("127.0.0.1", "/")).proxies(way).text();
                    }
                }
                assertThat(session.statistics().dialled()).isEqualTo(ways.size());
            });
            assertThat(server.connections()).isEqualTo(ways.size());
            assertThat(one.connections()).isEqualTo(5);
            assertThat(two.connections()).isEqualTo(5);
        }
    }

    @Test
    void a_plain_request_and_one_to_the_proxy_itself_share_no_connection() throws Exception {
        try (var proxy = ScriptedPeer.repeating(ScriptedPeer.ok("yes"))) {
            Client.visit(session -> {
                var through = Proxies.all("127.0.0.1:" + proxy.port());
                session.get(proxy.url()).proxies(through).text();
                session.get(proxy.url()).text();
            });
            assertThat(proxy.connections()).isEqualTo(2);
            assertThat(proxy.requests().getLast()).startsWith("GET / HTTP/1.1\r\n");
        }
    }

    @Test
    void many_requests_at_once_go_through_one_proxy() throws Exception {
        try (var server = echoing(true);
                var proxy = RelayingProxy.start()) {
            Client.visit(
                    options -> through(proxy.place()).apply(options).pool(pool -> pool.perHostMax(8)),
                    session -> Async.forEach(
                            IntStream.range(0, 200).boxed().toList(),
                            i -> assertThat(session.get(server.urlOf(NAME, "/" + i))
                                            .text())
                                    .isEqualTo("from the server")));
            assertThat(proxy.connections()).isBetween(1, 8);
        }
    }

    @Test
    void an_archive_does_not_see_what_is_for_the_proxy() throws Exception {
        try (var proxy = ScriptedPeer.repeating(ScriptedPeer.ok("yes"))) {
            var heads = new ArrayList<String>();
            WireTap tap = new WireTap() {
                @Override
                public void sent(Url url, byte[] head) {
                    heads.add(new String(head, StandardCharsets.ISO_8859_1));
                }

                @Override
                public void received(SocketAddress from, HttpVersion version, Status status, Headers headers) {}

                @Override
                public void piece(byte[] bytes) {}

                @Override
                public void end() {}
            };
            Client.visit(
                    through("http://me:pw@127.0.0.1:" + proxy.port()),
                    session -> session.get("http://" + NAME + "/x").tap(tap).text());
            assertThat(heads)
                    .singleElement()
                    .satisfies(head ->
                            assertThat(head).startsWith("GET /x HTTP/1.1\r\n").doesNotContain("Proxy"));
        }
    }
}
