package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.client.peer.Client;
import heddle.client.peer.PeerConnection;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectionLostException;
import heddle.http.InvalidRequestException;
import heddle.http.Phase;
import heddle.http.TlsException;
import heddle.net.PublicKeyPin;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.wire.SelfSigned;
import java.net.InetAddress;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/// Families 6 and 9 of the cases over TLS: who is trusted, and who shares a connection. One of this module's two
/// test runs has Netty's default check of host names switched off, as some hosts have.
class HttpsTest {
    private static final TlsIdentity HERE = SelfSigned.certificate(List.of("127.0.0.1"));
    private static final TlsIdentity NAMED = SelfSigned.certificate(List.of("one.example", "two.example"));

    @Test
    void a_certificate_that_nobody_vouches_for_is_refused() {
        try (var peer = securedBy(HERE)) {
            var refused = refusal(peer, options -> options);
            assertThat(refused.kind()).isEqualTo("tls_failed");
            assertThat(refused.phase()).isEqualTo(Phase.TLS);
            assertThat(refused.isRetryable()).isFalse();
            assertThat(refused)
                    .hasMessageStartingWith("GET " + peer.url() + ": ")
                    .hasMessageContaining("it is self-signed")
                    .hasMessageContaining(
                            "trust it (--cacert, TlsOptions.trust); -k (TlsOptions.insecure) accepts it unchecked");
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void a_certificate_of_a_trusted_issuer_is_accepted() throws Exception {
        try (var peer = securedBy(HERE)) {
            Client.visit(trusting(HERE), session -> {
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.text()).isEqualTo("secret");
                    assertThat(response.timings().appConnect())
                            .isGreaterThan(response.timings().connect());
                }
            });
        }
    }

    @Test
    void a_trusted_certificate_of_another_host_is_refused() {
        try (var peer = securedBy(NAMED)) {
            assertThat(refusal(peer, trusting(NAMED)))
                    .hasMessageContaining("it is for one.example, two.example")
                    .hasMessageContaining("127.0.0.1");
            assertThat(peer.requests()).isEmpty();
        }
    }

    @Test
    void an_insecure_session_accepts_any_certificate() throws Exception {
        for (var identity : List.of(HERE, NAMED)) {
            try (var peer = securedBy(identity)) {
                Client.visit(
                        SessionOptions::insecure,
                        session -> assertThat(session.get(peer.url()).text()).isEqualTo("secret"));
            }
        }
    }

    @Test
    void connections_are_made_ahead_of_time_once_the_first_has_told_the_version() throws Exception {
        try (var peer = ScriptedPeer.secured(HERE, PeerConnection::awaitClose, PeerConnection::awaitClose)) {
            Client.visit(SessionOptions::insecure, session -> {
                assertThat(session.warmUp(peer.url(), 2)).isEqualTo(2);
                assertThat(session.statistics().idle()).isEqualTo(2);
            });
        }
    }

    @Test
    void what_an_insecure_session_has_open_serves_no_verified_one() throws Exception {
        try (var peer = securedBy(HERE)) {
            Client.visit(SessionOptions::insecure, careless -> {
                assertThat(careless.get(peer.url()).text()).isEqualTo("secret");
                try (var careful = ClientSession.open();
                        var trusting = ClientSession.open(trusting(HERE))) {
                    assertThat(catchThrowableOfType(
                                    TlsException.class,
                                    () -> careful.get(peer.url()).text()))
                            .isNotNull();
                    assertThat(trusting.get(peer.url()).text()).isEqualTo("secret");
                }
                assertThat(careless.get(peer.url()).text()).isEqualTo("secret");
                assertThat(careless.statistics().dialled()).isEqualTo(1);
            });
            assertThat(peer.connections()).isEqualTo(3);
        }
    }

    @Test
    void two_names_of_one_address_share_no_connection_and_each_is_greeted() throws Exception {
        var greeted = new ConcurrentLinkedQueue<String>();
        try (var peer = ScriptedPeer.secured(NAMED, connection -> {
            greeted.add(connection.serverName());
            while (connection.tryReadRequest()) {
                connection.write(ScriptedPeer.ok(connection.serverName()));
            }
        })) {
            Client.visit(trusting(NAMED), session -> {
                for (String name : List.of("one.example", "two.example", "one.example", "two.example")) {
                    assertThat(session.get(peer.urlOf(name, "/")).text()).isEqualTo(name);
                }
            });
            assertThat(greeted).containsExactly("one.example", "two.example");
        }
    }

    @Test
    void an_open_connection_does_not_excuse_a_name_that_the_certificate_lacks() throws Exception {
        try (var peer = ScriptedPeer.secured(NAMED, connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: https://three.example:%d/\r\n\r\n"
                    .formatted(connection.port()));
            connection.awaitClose();
        })) {
            Client.visit(trusting(NAMED), session -> {
                var refused = catchThrowableOfType(
                        TlsException.class,
                        () -> session.get(peer.urlOf("one.example", "/")).text());
                assertThat(refused).hasMessageContaining("it is for one.example, two.example");
                assertThat(refused.host()).isEqualTo("three.example");
            });
            assertThat(peer.requests()).hasSize(1);
        }
    }

    @Test
    void a_body_that_ends_with_the_connection_needs_a_close_notify() throws Exception {
        try (var honest = ScriptedPeer.secured(HERE, connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\n\r\nall of it");
                });
                var cut = ScriptedPeer.secured(HERE, connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\n\r\nhalf of");
                    connection.cut();
                })) {
            Client.visit(trusting(HERE), session -> {
                assertThat(session.get(honest.url()).text()).isEqualTo("all of it");
                assertThat(catchThrowableOfType(
                                ConnectionLostException.class,
                                () -> session.get(cut.url()).text()))
                        .isNotNull();
            });
        }
    }

    @Test
    void a_server_that_wants_a_certificate_says_so_after_the_handshake() {
        try (var peer = ScriptedPeer.playing(connection -> connection.wantCertificate(HERE))) {
            String url = peer.url().replace("http:", "https:");
            for (var tls : List.<UnaryOperator<TlsOptions>>of(tls -> tls, tls -> tls.identity(NAMED))) {
                var refused = catchThrowableOfType(
                        TlsException.class,
                        () -> Client.run(
                                options -> trusting(HERE).apply(options).net(net -> net.tls(tls.apply(net.tls()))),
                                session -> session.get(url).text()));
                assertThat(refused).isNotNull();
                assertThat(refused.phase()).isEqualTo(Phase.TLS);
                assertThat(refused.isRetryable()).isFalse();
                assertThat(refused).hasMessageContaining("(--cert and --key, TlsOptions.identity)");
            }
        }
    }

    @Test
    void a_pin_is_checked_even_by_an_insecure_session() throws Exception {
        try (var peer = securedBy(HERE)) {
            var refused = refusal(
                    peer,
                    options -> options.insecure().net(net -> net.tls(net.tls().pin(PublicKeyPin.of(NAMED.leaf())))));
            assertThat(refused).hasMessageContaining("which is not pinned; somebody may be in between");
            assertThat(peer.requests()).isEmpty();
            Client.visit(
                    options -> options.insecure().net(net -> net.tls(net.tls().pin(PublicKeyPin.of(HERE.leaf())))),
                    session -> assertThat(session.get(peer.url()).text()).isEqualTo("secret"));
        }
    }

    @Test
    void a_request_may_name_the_server_for_its_origin_alone() throws Exception {
        try (var other = securedBy(HERE);
                var peer = ScriptedPeer.secured(NAMED, connection -> {
                    assertThat(connection.serverName()).isEqualTo("one.example");
                    connection.readRequest();
                    connection.write("HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: /next\r\n\r\n");
                    connection.readRequest();
                    connection.write(
                            "HTTP/1.1 302 Found\r\nContent-Length: 0\r\nLocation: %s\r\n\r\n".formatted(other.url()));
                })) {
            var both = List.of(HERE.leaf(), NAMED.leaf());
            Client.visit(options -> options.net(net -> net.tls(net.tls().trust(both))), session -> {
                assertThat(session.get(peer.url()).serverName("one.example").text())
                        .isEqualTo("secret");
                assertThat(catchThrowableOfType(
                                TlsException.class,
                                () -> session.get(peer.url())
                                        .serverName("three.example")
                                        .text()))
                        .hasMessageContaining("it is for one.example, two.example");
                assertThat(catchThrowableOfType(
                                InvalidRequestException.class,
                                () -> session.get(peer.url()).serverName("one\r\n")))
                        .isNotNull();
            });
        }
    }

    @Test
    void plain_text_where_TLS_belongs_is_told_apart() {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.write("HTTP/1.1 400 Bad Request\r\n\r\n");
            connection.awaitClose();
        })) {
            String url = peer.url().replace("http:", "https:");
            var refused = catchThrowableOfType(
                    TlsException.class,
                    () -> Client.run(session -> session.get(url).text()));
            assertThat(refused).hasMessageContaining("does not speak TLS on this port; try http://, or another port");
        }
    }

    private static ScriptedPeer securedBy(TlsIdentity identity) {
        return ScriptedPeer.secured(identity, connection -> {
            while (connection.tryReadRequest()) {
                connection.write(ScriptedPeer.ok("secret"));
            }
        });
    }

    private static UnaryOperator<SessionOptions> trusting(TlsIdentity identity) {
        var here = InetAddress.ofLiteral("127.0.0.1");
        return options -> options.net(net -> net.tls(net.tls().trust(List.of(identity.leaf())))
                .dns(net.dns()
                        .host("one.example", here)
                        .host("two.example", here)
                        .host("three.example", here)));
    }

    private static TlsException refusal(ScriptedPeer peer, UnaryOperator<SessionOptions> options) {
        var refused = catchThrowableOfType(
                TlsException.class,
                () -> Client.run(options, session -> session.get(peer.url()).text()));
        assertThat(refused).isNotNull();
        return refused;
    }
}
