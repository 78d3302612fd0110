package heddle.net.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.async.TaskGroup;
import heddle.async.stream.BrokenStreamException;
import heddle.async.task.TimeoutExceededException;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.TlsOptions;
import heddle.net.TlsProvider;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// TLS that begins on a connection which has been used before, as in SMTP.
class StartTlsTest {
    private static final StreamServerOptions LOCAL = StreamServerOptions.at("127.0.0.1", 0);

    private static TlsOptions trusting(TlsProvider provider) {
        return Way.trusting().provider(provider);
    }

    private static void mail(Connection connection) throws IOException {
        connection.write("220 ready\n");
        assertThat(connection.readLine()).contains("STARTTLS");
        connection.write("220 go ahead\n");
        connection.startTls(Way.IDENTITY);
        connection.write("secret\n");
        for (var line : connection.lines()) {
            connection.write(line + " over " + connection.tls().orElseThrow().protocol() + "\n");
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void both_sides_go_over_and_go_on(TlsProvider provider) throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, StartTlsTest::mail);
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                assertThat(connection.readLine()).contains("220 ready");
                assertThat(connection.tls()).isEmpty();
                connection.write("STARTTLS\n");
                assertThat(connection.readLine()).contains("220 go ahead");
                connection.startTls(trusting(provider), "site.example");
                assertThat(connection.tls().orElseThrow().peerCertificates()).containsExactly(Way.IDENTITY.leaf());
                connection.write("hello\n");
                assertThat(connection.readLine()).contains("secret");
                assertThat(connection.readLine()).contains("hello over TLSv1.3");
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_client_that_waits_for_no_answer_is_understood(TlsProvider provider) throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, StartTlsTest::mail);
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                assertThat(connection.readLine()).contains("220 ready");
                connection.write("STARTTLS\n");
                // The relay ends before the connection that it writes to is closed.
                try (var relay = Streams.listen(LOCAL, inner -> relay(inner, connection));
                        var through = Streams.connect("127.0.0.1", relay.port())) {
                    through.startTls(trusting(provider), "site.example");
                    through.write("hello\n");
                    assertThat(through.readLine()).contains("secret");
                    assertThat(through.readLine()).contains("hello over TLSv1.3");
                }
            }
        });
    }

    /// Hands the bytes of a handshake on, a few at a time, the first together with the plain line before it; and
    /// takes the plain answer out.
    private static void relay(Connection from, Connection to) throws IOException {
        TaskGroup.run(group -> {
            group.start(() -> {
                assertThat(to.readLine()).contains("220 go ahead");
                to.reader().transferTo(from.writer());
            });
            for (var piece = from.read(); piece.hasRemaining(); piece = from.read()) {
                var bytes = new byte[piece.remaining()];
                piece.get(bytes);
                for (int i = 0; i < bytes.length; i += 100) {
                    to.write(Arrays.copyOfRange(bytes, i, Math.min(bytes.length, i + 100)));
                    to.flush();
                }
            }
            group.cancel();
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void plain_bytes_that_were_slipped_in_before_tls_are_not_taken_for_its_content(TlsProvider provider)
            throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, connection -> {
                        connection.write("220 go ahead\n250 slipped in\n");
                        connection.startTls(Way.IDENTITY);
                    });
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                assertThat(connection.readLine()).contains("220 go ahead");
                var refused = catchThrowableOfType(
                        DialException.class, () -> connection.startTls(trusting(provider), "site.example"));
                assertThat(refused.failure()).isEqualTo(DialFailure.NOT_TLS);
                assertThat(connection.isOpen()).isFalse();
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void a_handshake_that_is_cancelled_or_takes_too_long_ends_the_connection(TlsProvider provider) throws Exception {
        Async.run(() -> {
            var over = new Promise<Boolean>();
            try (var server = Streams.listen(LOCAL, _ -> over.await())) {
                var slow = Streams.connect("127.0.0.1", server.port());
                var options = trusting(provider).timeout(Duration.ofMillis(300));
                assertThat(catchThrowableOfType(DialException.class, () -> slow.startTls(options, "site.example"))
                                .failure())
                        .isEqualTo(DialFailure.TLS_TIMED_OUT);
                assertThat(slow.isOpen()).isFalse();
                var cancelled = Streams.connect("127.0.0.1", server.port());
                assertThatThrownBy(() -> Async.timeout(
                                Duration.ofMillis(50), () -> cancelled.startTls(trusting(provider), "site.example")))
                        .isInstanceOf(TimeoutExceededException.class);
                assertThat(cancelled.isOpen()).isFalse();
                over.complete(true);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void tls_that_is_cut_short_is_no_end(TlsProvider provider) throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL.tls(Way.IDENTITY), connection -> {
                        connection.write("all of it? no\n");
                        connection.flush();
                        connection.readLine();
                        connection.abort();
                    });
                    var connection = Streams.connect(
                            "127.0.0.1",
                            server.port(),
                            ConnectionOptions.defaults().tls(trusting(provider)))) {
                assertThat(connection.readLine()).contains("all of it? no");
                connection.write("cut\n");
                assertThatThrownBy(() -> connection.readAll(100)).isInstanceOf(BrokenStreamException.class);
            }
        });
    }

    @ParameterizedTest
    @EnumSource(names = {"OPENSSL", "JDK"})
    void what_a_server_says_and_ends_right_after_the_handshake_is_read(TlsProvider provider) throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL.tls(Way.IDENTITY), connection -> connection.write("bye"))) {
                for (int i = 0; i < 20; i++) {
                    var options = ConnectionOptions.defaults().tls(trusting(provider));
                    try (var connection = Streams.connect("127.0.0.1", server.port(), options)) {
                        assertThat(connection.readAll(100)).isEqualTo("bye".getBytes(UTF_8));
                    }
                }
            }
        });
    }
}
