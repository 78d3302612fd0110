package heddle.net.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.net.DnsOptions;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.wire.SelfSigned;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The snippets of `docs/streams.md` that need connections, run. That they stand here word for word is checked in
/// the module `tests`.
class StreamsGuideTest {
    private static final StreamServerOptions LOCAL = StreamServerOptions.at("127.0.0.1", 0);
    private static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("example.test"));

    private final List<String> shown = new CopyOnWriteArrayList<>();

    private void show(String text) {
        shown.add(text);
    }

    private void greet(Connection connection) throws IOException {
        connection.write("hello\n");
    }

    @Test
    void a_time_limit() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, this::greet);
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                var greeting = Async.timeout(Duration.ofSeconds(5), () -> connection.readLine());
                assertThat(greeting).contains("hello");
            }
        });
    }

    @Test
    void messages_with_their_length() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, each -> each.write(new byte[] {0, 0, 0, 2, 'h', 'i', '!'}));
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                int length = ByteBuffer.wrap(connection.readExactly(4)).getInt();
                var message = connection.readExactly(length);
                assertThat(message).isEqualTo("hi".getBytes(UTF_8));
            }
        });
    }

    @Test
    void one_direction() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, each -> each.write(each.readAll(100)));
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                connection.write("question\n");
                connection.shutdownOutput();
                var answer = connection.readAll(1 << 20);
                assertThat(answer).isEqualTo("question\n".getBytes(UTF_8));
            }
        });
    }

    @Test
    void tls() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL.tls(IDENTITY, "http/1.1"), this::greet)) {
                int port = server.port();
                var trusting = TlsOptions.defaults().trust(List.of(IDENTITY.leaf()));
                var dns = DnsOptions.defaults().host("example.test", InetAddress.ofLiteral("127.0.0.1"));
                var options = ConnectionOptions.defaults().tls("h2", "http/1.1");
                try (var connection = Streams.connect(
                        "example.test",
                        port,
                        options.net(net -> net.tls(trusting).dns(dns)))) {
                    var session = connection.tls().orElseThrow();
                    show(session.protocol() + " "
                            + session.applicationProtocol().orElse("none"));
                }
            }
        });
        assertThat(shown).containsExactly("TLSv1.3 http/1.1");
    }

    @Test
    void tls_later() throws Exception {
        Async.run(() -> {
            try (var server = Streams.listen(LOCAL, each -> {
                        show(each.readLine().orElse("nothing"));
                        each.write("go ahead\n");
                        each.startTls(IDENTITY);
                        greet(each);
                    });
                    var connection = Streams.connect("127.0.0.1", server.port())) {
                var trusting = TlsOptions.defaults().trust(List.of(IDENTITY.leaf()));
                connection.write("STARTTLS\n");
                connection.readLine();
                connection.startTls(trusting, "example.test");
                show(connection.readLine().orElse("nothing"));
            }
        });
        assertThat(shown).containsExactly("STARTTLS", "hello");
    }

    @Test
    void unix_domain_sockets(@TempDir Path folder) throws Exception {
        Path socketFile = folder.resolve("socket");
        Async.run(() -> {
            try (var server = Streams.listen(StreamServerOptions.at(socketFile), this::greet);
                    var connection = Streams.connect(socketFile)) {
                show(connection.readLine().orElse("nothing") + " from " + server.localAddress());
            }
        });
        assertThat(shown).containsExactly("hello from " + socketFile);
    }
}
