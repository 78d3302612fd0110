package heddle.net.stream;

import static org.assertj.core.api.Assumptions.assumeThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.async.loop.Transport;
import heddle.async.task.Visit;
import heddle.net.ConnectOptions;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import heddle.net.TlsProvider;
import heddle.net.wire.SelfSigned;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;

/// The ways from one end of a connection to the other: what it runs over, and how the loop drives it.
enum Way {
    TCP4_EPOLL("127.0.0.1", LoopTransport.EPOLL),
    TCP6_EPOLL("::1", LoopTransport.EPOLL),
    UNIX_EPOLL("unix", LoopTransport.EPOLL),
    TLS_EPOLL("127.0.0.1", LoopTransport.EPOLL, TlsProvider.AUTO),
    TLS_JDK("127.0.0.1", LoopTransport.EPOLL, TlsProvider.JDK),
    TLS_UNIX("unix", LoopTransport.EPOLL, TlsProvider.AUTO),
    TCP4_NIO("127.0.0.1", LoopTransport.NIO),
    UNIX_NIO("unix", LoopTransport.NIO),
    TLS_NIO("::1", LoopTransport.NIO, TlsProvider.AUTO),
    TCP4_IO_URING("127.0.0.1", LoopTransport.IO_URING),
    UNIX_IO_URING("unix", LoopTransport.IO_URING),
    TLS_IO_URING("127.0.0.1", LoopTransport.IO_URING, TlsProvider.AUTO);

    static final TlsIdentity IDENTITY = SelfSigned.certificate(List.of("127.0.0.1", "::1", "site.example"));

    private final String host;
    private final LoopTransport transport;
    private final boolean isTls;
    private final TlsProvider provider;

    Way(String host, LoopTransport transport) {
        this(host, transport, false, TlsProvider.AUTO);
    }

    Way(String host, LoopTransport transport, TlsProvider provider) {
        this(host, transport, true, provider);
    }

    Way(String host, LoopTransport transport, boolean isTls, TlsProvider provider) {
        this.host = host;
        this.transport = transport;
        this.isTls = isTls;
        this.provider = provider;
    }

    String host() {
        return host;
    }

    boolean isTls() {
        return isTls;
    }

    /// Whether one direction can live on without the other.
    boolean hasHalves() {
        return !isTls();
    }

    boolean isUnix() {
        return host.equals("unix");
    }

    /// Runs `body` on a loop of that transport, or of the one that all tests are to run on.
    void run(Visit<Path, Exception> body) throws Exception {
        var wanted = Transport.valueOf(transport.name());
        assumeThat(System.getProperty("heddle.transport") != null || wanted.resolve() == wanted)
                .as("%s can be used here; the log says why not", wanted)
                .isTrue();
        var folder = Files.createTempDirectory("heddle");
        try {
            Async.run(
                    LoopOptions.defaults().transport(transport),
                    () -> Async.timeout(java.time.Duration.ofSeconds(30), () -> body.accept(folder.resolve("socket"))));
        } finally {
            Files.deleteIfExists(folder.resolve("socket"));
            Files.delete(folder);
        }
    }

    StreamServerOptions server(Path file) {
        var options = isUnix() ? StreamServerOptions.at(file) : StreamServerOptions.at(host, 0);
        return isTls() ? options.tls(IDENTITY, "echo") : options;
    }

    static TlsOptions trusting() {
        return TlsOptions.defaults().trust(List.of(IDENTITY.leaf()));
    }

    Connection connect(StreamServer server, UnaryOperator<ConnectionOptions> change) throws IOException {
        var plain = ConnectionOptions.defaults().net(net -> net.connect(ConnectOptions.defaults()));
        var options = change.apply(isTls() ? plain.tls(trusting().provider(provider), "echo") : plain);
        return server.localAddress() instanceof UnixDomainSocketAddress unix
                ? Streams.connect(unix.getPath(), options.serverName("site.example"))
                : Streams.connect(host, server.port(), options);
    }
}
