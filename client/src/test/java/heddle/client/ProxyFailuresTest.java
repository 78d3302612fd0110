package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.task.TimeoutExceededException;
import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.client.proxy.Proxies;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.HttpTimeoutException;
import heddle.http.Phase;
import heddle.http.ProxyException;
import heddle.http.TlsException;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.wire.SelfSigned;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 11 of the cases, where a proxy does not do its work: each failure says which proxy, in which phase, why
/// and what to do, and nothing of a login; and a proxy of TLS.
class ProxyFailuresTest {
    private static final String URL = "https://target.example/secret-path";
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("127.0.0.1", "target.example"));

    private static UnaryOperator<SessionOptions> through(String proxy) {
        return options ->
                options.proxies(Proxies.all(proxy)).net(net -> net.tls(net.tls().trust(List.of(IDENTITY.leaf()))));
    }

    private static String at(String scheme, ScriptedPeer proxy) {
        return scheme + "://127.0.0.1:" + proxy.port();
    }

    /// What a request fails with; afterwards nothing is left of it.
    private static <T extends Throwable> T failure(Class<T> type, String proxy) throws Exception {
        return Client.run(through(proxy), session -> {
            var failure = catchThrowableOfType(type, () -> session.get(URL).text());
            assertThat(failure).isNotNull();
            for (int tries = 0; tries < 200 && session.statistics().connections() > 0; tries++) {
                Async.sleep(Duration.ofMillis(10));
            }
            assertThat(session.statistics().connections()).isZero();
            assertThat(failure.getMessage()).startsWith("GET " + URL + ": ").doesNotContain("p4ss");
            return failure;
        });
    }

    private static ScriptedPeer answering(byte[]... answers) {
        return ScriptedPeer.playing(connection -> {
            connection.read(1);
            for (byte[] answer : answers) {
                connection.write(answer);
            }
            connection.awaitClose();
        });
    }

    private static ScriptedPeer answering(String answer) {
        return answering(ScriptedPeer.latin1(answer));
    }

    private static byte[] bytes(int... bytes) {
        var array = new byte[bytes.length];
        for (int i = 0; i < bytes.length; i++) {
            array[i] = (byte) bytes[i];
        }
        return array;
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "403 Forbidden | false | ask its operator",
                "405 Method Not Allowed | false | ask its operator",
                "302 Found | false | ask its operator",
                "101 Switching Protocols | false | ask its operator",
                "407 Proxy Authentication Required | false | check user and password of the proxy",
                "401 Unauthorized | false | check user and password of the proxy",
                "502 Bad Gateway | true | check that the target is up",
                "503 | true | check that the target is up",
            })
    void a_refused_tunnel_names_the_status(String status, boolean isRetryable, String advice) throws Exception {
        try (var proxy = answering("HTTP/1.1 " + status + "\r\nContent-Length: 5\r\n\r\nsorry")) {
            var refused = failure(ProxyException.class, "http://name:p4ss@127.0.0.1:" + proxy.port());
            assertThat(refused.kind()).isEqualTo("proxy_failed");
            assertThat(refused.phase()).isEqualTo(Phase.CONNECT);
            assertThat(refused.isRetryable()).isEqualTo(isRetryable);
            assertThat(refused.proxy()).isEqualTo("127.0.0.1:" + proxy.port());
            assertThat(refused)
                    .hasMessageContaining(
                            "no way through proxy 127.0.0.1:%d: it answered %s".formatted(proxy.port(), status))
                    .hasMessageContaining(advice);
        }
    }

    @Test
    void a_proxy_that_wants_a_login_and_got_none_is_told_apart_from_one_that_refuses_it() throws Exception {
        try (var proxy = answering("HTTP/1.1 407 Who\r\n\r\n")) {
            assertThat(failure(ProxyException.class, at("http", proxy)))
                    .hasMessageContaining("407 Who, and was given neither user nor password");
            assertThat(failure(ProxyException.class, "http://name:p4ss@127.0.0.1:" + proxy.port()))
                    .hasMessageContaining("407 Who to user and password");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Digest realm=\"a, Basic b\", nonce=\"c\" | Digest",
                "NTLM\\r\\nProxy-Authenticate: Negotiate | NTLM, Negotiate",
                "Negotiate, digest realm=x | Negotiate, digest",
            })
    void a_proxy_that_takes_no_login_that_is_spoken_says_which_it_takes(String challenges, String named)
            throws Exception {
        String head = "HTTP/1.1 407 Who\r\nVia: x\r\nProxy-Authenticate: " + challenges.translateEscapes() + "\r\n\r\n";
        try (var proxy = answering(head)) {
            for (String login : List.of("", "name:p4ss@")) {
                var refused = failure(ProxyException.class, "http://" + login + "127.0.0.1:" + proxy.port());
                assertThat(refused)
                        .hasMessageContaining("407 Who, and takes logins by %s, but not by Basic".formatted(named))
                        .hasMessageContaining("ask its operator")
                        .hasMessageNotContaining("check user and password");
                assertThat(refused.isRetryable()).isFalse();
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic", "basic realm=\"x\"", "Digest realm=\"x\", Basic realm=\"y\""})
    void a_proxy_that_takes_basic_among_others_refuses_user_and_password(String challenges) throws Exception {
        try (var proxy = answering("HTTP/1.1 407 Who\r\nProxy-Authenticate: " + challenges + "\r\n\r\n")) {
            assertThat(failure(ProxyException.class, "http://name:p4ss@127.0.0.1:" + proxy.port()))
                    .hasMessageContaining("check user and password of the proxy");
        }
    }

    @Test
    void challenges_without_measure_are_read_all_the_same() throws Exception {
        String realm = "\\\"".repeat(20_000);
        try (var proxy = answering("HTTP/1.1 407 Who\r\nProxy-Authenticate: Digest realm=\"" + realm + "\", "
                + "a ".repeat(5_000) + "\r\n\r\n")) {
            assertThat(failure(ProxyException.class, at("http", proxy))).hasMessageContaining("takes logins by Digest");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n",
                "HTTP/2 200 OK\r\n\r\n",
                "HTTP/1.1 0200 OK\r\n\r\n",
                "HTTP/1.1 abc\r\n\r\n",
                "HTTP/1.1200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nX: \0\r\n\r\n",
                "\r\nHTTP/1.1 200 OK\r\n\r\n",
                "\u0015\u0003\u0001",
                "\u0005\u0000"
            })
    void what_is_not_http_is_no_answer_to_CONNECT(String answer) throws Exception {
        try (var proxy = answering(answer)) {
            var refused = failure(ProxyException.class, at("http", proxy));
            assertThat(refused).hasMessageContaining("what it answered to CONNECT is not HTTP/1; check its port");
            assertThat(refused.phase()).isEqualTo(Phase.CONNECT);
            assertThat(refused.isRetryable()).isFalse();
        }
    }

    @Test
    void an_endless_answer_to_CONNECT_is_cut_off() throws Exception {
        try (var proxy = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n");
            while (connection.tryWrite("X: " + "x".repeat(1000) + "\r\n")) {}
        })) {
            assertThat(failure(ProxyException.class, at("http", proxy)))
                    .hasMessageContaining("longer than 65536 bytes");
        }
    }

    @Test
    void a_flood_of_interim_answers_is_cut_off() throws Exception {
        try (var proxy = answering("HTTP/1.1 100 Continue\r\n\r\n".repeat(17))) {
            assertThat(failure(ProxyException.class, at("http", proxy)))
                    .hasMessageContaining("it answered 100 Continue");
        }
    }

    @Test
    void an_answer_to_CONNECT_may_come_late_in_pieces_and_with_fields_that_mean_nothing() throws Exception {
        try (var proxy = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.writeByteByByte("""
                    HTTP/1.0 100 Wait

                    HTTP/1.0 299
                    Content-Length: 5
                    Transfer-Encoding: chunked
                    Connection: close

                    """);
            var secured = connection.secured(IDENTITY);
            secured.readRequest();
            secured.write(ScriptedPeer.ok("through"));
        })) {
            Client.visit(
                    through(at("http", proxy)),
                    session -> assertThat(session.get(URL).text()).isEqualTo("through"));
            assertThat(proxy.requests().getLast()).startsWith("GET /secret-path HTTP/1.1\r\n");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks4a", "socks5h"})
    void a_proxy_that_hangs_up_may_be_tried_again(String scheme) throws Exception {
        try (var proxy = ScriptedPeer.playing(connection -> connection.read(1), PeerConnection::reset)) {
            var first = failure(ProxyException.class, at(scheme, proxy));
            assertThat(first.isRetryable()).isTrue();
            assertThat(first.phase()).isEqualTo(Phase.CONNECT);
            assertThat(failure(ProxyException.class, at(scheme, proxy)).isRetryable())
                    .isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "socks4a", "socks5h"})
    void a_silent_proxy_costs_no_more_than_connecting_may(String scheme) throws Exception {
        try (var proxy = ScriptedPeer.playing(PeerConnection::awaitSilently)) {
            Client.visitInVirtualTime(
                    options -> through(at(scheme, proxy))
                            .apply(options)
                            .net(net -> net.connect(net.connect().timeout(Duration.ofSeconds(7)))),
                    session -> {
                        var late = catchThrowableOfType(
                                HttpTimeoutException.class,
                                () -> session.get(URL).text());
                        assertThat(late.phase()).isEqualTo(Phase.CONNECT);
                        assertThat(late.limit()).isEqualTo(Duration.ofSeconds(7));
                        assertThat(late)
                                .hasMessageContaining("proxy 127.0.0.1:" + proxy.port())
                                .hasMessageContaining(
                                        "no answer from the proxy within 7 s; check that the target is up");
                        assertThat(session.statistics().connections()).isZero();
                    });
        }
    }

    @Test
    void a_request_that_is_cancelled_while_the_proxy_thinks_leaves_nothing() throws Exception {
        try (var proxy = ScriptedPeer.playing(PeerConnection::awaitSilently)) {
            Client.visitInVirtualTime(through(at("http", proxy)), session -> {
                assertThat(catchThrowableOfType(
                                TimeoutExceededException.class,
                                () -> Async.timeout(
                                        Duration.ofSeconds(1),
                                        () -> session.get(URL).text())))
                        .isNotNull();
                Async.sleep(Duration.ofSeconds(60));
                assertThat(session.statistics().waiting()).isZero();
                assertThat(session.statistics().connections()).isZero();
            });
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | true | it failed",
                "2 | false | its rules forbid that target",
                "3 | true | it cannot reach that host",
                "4 | true | it cannot reach that host",
                "5 | true | that host refused the connection",
                "6 | true | that host did not answer in time",
                "7 | false | it makes no connections",
                "8 | false | it does not take that kind of address",
                "9 | true | it failed in a way of its own",
            })
    void a_socks_5_code_is_put_into_words(int code, boolean isRetryable, String words) throws Exception {
        try (var proxy = answering(bytes(5, 0), bytes(5, code, 0, 1, 0, 0, 0, 0, 0, 0))) {
            var refused = failure(ProxyException.class, at("socks5h", proxy));
            assertThat(refused).hasMessageContaining("%s (SOCKS 5, code 0x%02X)".formatted(words, code));
            assertThat(refused.isRetryable()).isEqualTo(isRetryable);
        }
    }

    @Test
    void a_socks_5_login_that_is_wanted_or_refused_is_told() throws Exception {
        try (var proxy = answering(bytes(5, 0xFF))) {
            assertThat(failure(ProxyException.class, at("socks5h", proxy)))
                    .hasMessageContaining("it accepts no access without a login");
        }
        try (var proxy = answering(bytes(5, 2), bytes(1, 1))) {
            assertThat(failure(ProxyException.class, "socks5h://name:p4ss@127.0.0.1:" + proxy.port()))
                    .hasMessageContaining("it refused user or password");
        }
        try (var proxy = answering(bytes(5, 2))) {
            assertThat(failure(ProxyException.class, at("socks5h", proxy)))
                    .hasMessageContaining("it chose method 0x02, which was not offered");
        }
    }

    @Test
    void a_socks_4_refusal_is_told() throws Exception {
        try (var proxy = answering(bytes(0, 0x5B, 0, 0, 0, 0, 0, 0))) {
            var refused = failure(ProxyException.class, at("socks4a", proxy));
            assertThat(refused).hasMessageContaining("it forbids that target or cannot reach it (SOCKS 4, code 0x5B)");
            assertThat(refused.isRetryable()).isTrue();
        }
        try (var proxy = answering(bytes(0, 0x5D, 0, 0, 0, 0, 0, 0))) {
            assertThat(failure(ProxyException.class, at("socks4a", proxy)))
                    .hasMessageContaining("it wants to know the user");
        }
    }

    @ParameterizedTest
    @CsvSource({"socks4a, SOCKS 4", "socks5h, SOCKS 5"})
    void an_http_proxy_is_no_socks_proxy(String scheme, String name) throws Exception {
        try (var proxy = answering("HTTP/1.1 400 Bad Request\r\n\r\n")) {
            assertThat(failure(ProxyException.class, at(scheme, proxy)))
                    .hasMessageContaining("what it answered is not " + name + "; check its port");
        }
    }

    @Test
    void a_proxy_that_cannot_be_reached_is_named_with_the_phase() throws Exception {
        int free;
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            free = socket.getLocalPort();
        }
        var refused = failure(ProxyException.class, "http://127.0.0.1:" + free);
        assertThat(refused.phase()).isEqualTo(Phase.CONNECT);
        assertThat(refused.isRetryable()).isTrue();
        assertThat(refused).hasMessageContaining("cannot reach proxy 127.0.0.1:%d: connection refused".formatted(free));

        Client.visit(
                options -> through("socks5h://nowhere.invalid")
                        .apply(options)
                        .net(net -> net.dns(net.dns().host("nowhere.invalid"))),
                session -> {
                    var unknown = catchThrowableOfType(
                            ProxyException.class, () -> session.get(URL).text());
                    assertThat(unknown.phase()).isEqualTo(Phase.DNS);
                    assertThat(unknown).hasMessageContaining("cannot reach proxy nowhere.invalid:1080");
                });
    }

    @Test
    void an_https_proxy_is_verified_even_by_a_session_that_is_insecure() throws Exception {
        try (var proxy = ScriptedPeer.secured(IDENTITY, PeerConnection::awaitClose)) {
            var refused = Client.run(
                    options -> options.insecure().proxies(Proxies.all(at("https", proxy))),
                    session -> catchThrowableOfType(
                            ProxyException.class, () -> session.get(URL).text()));
            assertThat(refused.phase()).isEqualTo(Phase.TLS);
            assertThat(refused.isRetryable()).isFalse();
            assertThat(refused).hasMessageContaining("it is self-signed").hasMessageContaining("ProxyServer.tls");
            assertThat(proxy.requests()).isEmpty();
        }
    }

    @Test
    void the_certificate_of_a_proxy_for_another_host_is_not_helped_by_trust() throws Exception {
        var other = SelfSigned.certificate(List.of("other.example"));
        try (var proxy = ScriptedPeer.secured(other, PeerConnection::awaitClose)) {
            var refused = Client.run(
                    options -> options.proxies(Proxies.all(at("https", proxy)))
                            .net(net -> net.tls(net.tls().trust(List.of(other.leaf())))),
                    session -> catchThrowableOfType(
                            ProxyException.class, () -> session.get(URL).text()));
            assertThat(refused)
                    .hasMessageContaining("it is for other.example; name the proxy by one of them")
                    .hasMessageNotContaining("--proxy-cacert");
        }
    }

    @Test
    void what_befalls_an_exchange_behind_a_proxy_names_the_proxy() throws Exception {
        try (var cutting = ScriptedPeer.playing(PeerConnection::readRequest);
                var halving = ScriptedPeer.answering("HTTP/1.1 200 OK\r\nContent-Length: 9\r\n\r\nhalf");
                var strange = answering("SSH-2.0-OpenSSH_9.2\r\n")) {
            for (var proxy : List.of(cutting, halving, strange)) {
                Client.visit(
                        through(at("http", proxy)),
                        session -> assertThat(catchThrowableOfType(
                                        HttpException.class,
                                        () -> session.get("http://target.example/")
                                                .text()))
                                .hasMessageStartingWith("GET http://target.example/: through proxy 127.0.0.1:%d: "
                                        .formatted(proxy.port())));
            }
        }
        try (var proxy = answering("HTTP/1.1 200 Yes\r\n\r\nno TLS at all")) {
            assertThat(failure(TlsException.class, at("http", proxy)))
                    .hasMessageStartingWith("GET %s: through proxy 127.0.0.1:%d: no TLS with 'target.example'"
                            .formatted(URL, proxy.port()));
        }
        try (var proxy = ScriptedPeer.playing(PeerConnection::awaitSilently)) {
            Client.visitInVirtualTime(
                    through(at("http", proxy)),
                    session -> assertThat(catchThrowableOfType(
                                    HttpTimeoutException.class,
                                    () -> session.get("http://target.example/")
                                            .timeout(Duration.ofSeconds(3))
                                            .text()))
                            .hasMessageContaining(
                                    "through proxy 127.0.0.1:%d: timed out after".formatted(proxy.port())));
        }
    }

    @Test
    void an_https_proxy_may_be_trusted_in_a_way_of_its_own() throws Exception {
        try (var proxy = ScriptedPeer.secured(IDENTITY, connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            var inner = connection.secured(IDENTITY);
            inner.readRequest();
            inner.write(ScriptedPeer.ok("twice as safe"));
        })) {
            var server = Proxies.all(at("https", proxy)).https().orElseThrow();
            Client.visit(
                    options -> through("x")
                            .apply(options)
                            .proxies(
                                    Proxies.all(server.tls(TlsOptions.defaults().insecure()))),
                    session -> assertThat(session.get(URL).text()).isEqualTo("twice as safe"));
        }
    }

    @Test
    void the_goodbye_of_a_proxy_is_not_that_of_the_server() throws Exception {
        try (var proxy = ScriptedPeer.secured(IDENTITY, connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            var inner = connection.secured(IDENTITY);
            inner.readRequest();
            inner.write("HTTP/1.1 200 OK\r\n\r\nhalf of it");
        })) {
            var cut = failure(ConnectionLostException.class, at("https", proxy));
            assertThat(cut.phase()).isEqualTo(Phase.READ);
        }
    }

    @Test
    void a_plain_request_goes_to_an_https_proxy_in_absolute_form_over_tls() throws Exception {
        try (var proxy = ScriptedPeer.secured(IDENTITY, connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\nall of it");
        })) {
            Client.visit(
                    through(at("https", proxy)),
                    session -> assertThat(session.get("http://target.example/x").text())
                            .isEqualTo("all of it"));
            assertThat(proxy.requests().getFirst()).startsWith("GET http://target.example/x HTTP/1.1\r\n");
        }
    }

    @Test
    void the_server_behind_a_tunnel_is_verified() throws Exception {
        var other = SelfSigned.certificate(List.of("other.example"));
        try (var proxy = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            connection.secured(other).awaitClose();
        })) {
            var refused = failure(TlsException.class, at("http", proxy));
            assertThat(refused.host()).isEqualTo("target.example");
            assertThat(refused).hasMessageContaining("it is self-signed");
        }
    }
}
