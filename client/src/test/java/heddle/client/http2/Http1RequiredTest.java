package heddle.client.http2;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import heddle.client.SessionOptions;
import heddle.client.body.BodySource;
import heddle.client.options.Versions;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.client.trace.CallEvent;
import heddle.client.trace.Heard;
import heddle.http.ConnectionLostException;
import heddle.http.HttpVersion;
import heddle.http.StreamResetException;
import heddle.net.TlsIdentity;
import heddle.net.wire.SelfSigned;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// A server that speaks HTTP/2 may want some requests by HTTP/1.1 (RFC 9113, 7).
class Http1RequiredTest {
    private static final int HTTP_1_1_REQUIRED = 13;
    private static final TlsIdentity HERE = SelfSigned.certificate(List.of("127.0.0.1"));

    /// How it says so.
    enum Way {
        RESET,
        GOAWAY
    }

    private static void refuse(FrameConnection connection, Way way) throws Exception {
        int stream = connection.request().stream();
        switch (way) {
            case RESET -> connection.reset(stream, HTTP_1_1_REQUIRED);
            case GOAWAY -> connection.goAway(0, HTTP_1_1_REQUIRED, "");
        }
        connection.awaitClose();
    }

    private static FramePeer refusing(Way way) {
        return FramePeer.securedUngreeted(
                HERE,
                connection -> {
                    connection.greet();
                    refuse(connection, way);
                },
                connection -> {
                    assertThat(connection.plainHead()).startsWith("POST /");
                    connection.write(ScriptedPeer.ok("by 1.1").getBytes(StandardCharsets.US_ASCII));
                    connection.awaitClose();
                });
    }

    @ParameterizedTest
    @EnumSource
    void what_is_wanted_by_http_1_is_sent_again_by_that(Way way) throws Exception {
        var heard = new Heard();
        try (var peer = refusing(way)) {
            Client.visit(options -> options.insecure().listener(heard), session -> {
                try (var response = session.post(peer.url()).body("once").send()) {
                    assertThat(response.version()).isEqualTo(HttpVersion.HTTP_1_1);
                    assertThat(response.text()).isEqualTo("by 1.1");
                }
            });
            assertThat(peer.connections()).isEqualTo(2);
        }
        assertThat(heard.only(CallEvent.Retried.class).reason()).isEqualTo("the server wants HTTP/1.1");
    }

    @Test
    void a_request_that_allows_http_2_alone_fails() throws Exception {
        try (var peer = refusing(Way.RESET)) {
            Client.visit(
                    options -> options.insecure().versions(Versions.HTTP_2),
                    session -> assertThatExceptionOfType(StreamResetException.class)
                            .isThrownBy(
                                    () -> session.post(peer.url()).body("once").text())
                            .withMessageContaining("HTTP_1_1_REQUIRED"));
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_body_that_has_gone_out_once_is_not_sent_again() throws Exception {
        try (var peer = FramePeer.secured(HERE, connection -> {
            int stream = connection.request().stream();
            connection.body(stream); // before, it could still be sent
            connection.reset(stream, HTTP_1_1_REQUIRED);
            connection.awaitClose();
        })) {
            Client.visit(
                    SessionOptions::insecure,
                    session -> assertThatExceptionOfType(ConnectionLostException.class)
                            .isThrownBy(() -> session.post(peer.url())
                                    .body(once("a body"))
                                    .text())
                            .withMessageContaining("cannot be sent again"));
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    private static BodySource once(String text) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        return () -> {
            var piece = bytes.slice();
            bytes.position(bytes.limit());
            return piece;
        };
    }
}
