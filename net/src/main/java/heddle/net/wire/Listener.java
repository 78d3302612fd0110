package heddle.net.wire;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.async.loop.Transport;
import heddle.async.task.CancelledException;
import heddle.net.ListenException;
import heddle.net.ListenFailure;
import heddle.net.local.SocketFile;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/// A listening socket of one loop; what it accepts lives on the same loop.
public final class Listener implements AutoCloseable {

    /// Words of the operating system's messages, the tell-tale ones first.
    private static final List<Map.Entry<String, ListenFailure>> BY_TEXT = List.of(
            Map.entry("in use", ListenFailure.ADDRESS_IN_USE),
            Map.entry("assign requested address", ListenFailure.ADDRESS_NOT_HERE),
            Map.entry("address not available", ListenFailure.ADDRESS_NOT_HERE),
            Map.entry("permission denied", ListenFailure.NOT_PERMITTED),
            Map.entry("too many open files", ListenFailure.OUT_OF_FILES));

    private static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);
    private static final long SELECTOR_LOOKS_MILLIS = 1;
    private static final Duration CLOSE_TIMEOUT = Duration.ofSeconds(10);

    private final Loop loop;
    private final Channel channel;
    private final SocketAddress address;
    private final Future<Void> free;

    private Listener(Loop loop, Channel channel, SocketAddress address) {
        this.loop = loop;
        this.channel = channel;
        this.address = address;
        this.free = whenFree(loop, channel);
    }

    /// Listens on the loop of the calling coroutine; parks. `accepted` gets every connection on the I/O thread
    /// before its first byte, registered, with the `SslHandler` in place when the options have an identity.
    public static Listener bind(ListenOptions options, Consumer<Channel> accepted) throws IOException {
        if (options.address() instanceof UnixDomainSocketAddress unix) {
            SocketFile.requireFree(unix.getPath());
        }
        var loop = Loop.current();
        var wanted = OwnAddress.of(loop, options.address(), BIND_TIMEOUT);
        var tls = tlsContext(loop, options);
        var bootstrap = new ServerBootstrap()
                .group(loop.netty())
                .localAddress(
                        wanted instanceof UnixDomainSocketAddress unix
                                ? loop.transport().unixAddress(unix.getPath())
                                : wanted)
                .option(ChannelOption.SO_BACKLOG, options.backlog())
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, LoopBuffers.of(loop))
                .childHandler(new Accepting(tls, options.handshakeTimeout(), accepted));
        switch (options.address()) {
            case UnixDomainSocketAddress _ ->
                bootstrap.channelFactory(loop.transport().unixServerSocketChannel());
            default ->
                bootstrap
                        .channelFactory(loop.transport().serverSocketChannel())
                        .option(ChannelOption.SO_REUSEADDR, true);
        }
        if (options.portSharing() == ListenOptions.PortSharing.SHARED) {
            bootstrap.option(loop.transport().portSharing(), true);
        }
        var bound = bind(loop, bootstrap, tls);
        if (!bound.isSuccess()) {
            throw failure(options, bound.cause());
        }
        var channel = bound.getNow();
        var address = options.address() instanceof UnixDomainSocketAddress unix ? unix : channel.localAddress();
        return new Listener(loop, channel, address);
    }

    private static Optional<SslContext> tlsContext(Loop loop, ListenOptions options) throws IOException {
        if (options.tls().isEmpty()) {
            return Optional.empty();
        }
        var identity = options.tls().get();
        var context = Handoff.await(
                loop,
                BIND_TIMEOUT,
                () -> Aside.start(loop, "heddle-tls-setup", () -> ServerTls.context(identity, options.protocols())),
                _ -> {});
        if (!context.isSuccess()) {
            throw new ListenException(
                    ListenFailure.TLS_FAILED,
                    Endpoint.text(options.address()),
                    "%s cannot be shown: %s".formatted(identity, context.cause().getMessage()),
                    context.cause());
        }
        return Optional.of(context.getNow());
    }

    /// Parks. Cancelled, it leaves nothing that listens, and no file.
    private static Future<Channel> bind(Loop loop, ServerBootstrap bootstrap, Optional<SslContext> tls) {
        var made = new AtomicReference<Channel>();
        try {
            return Handoff.await(loop, BIND_TIMEOUT, () -> beginBind(loop, bootstrap, tls, made), Handoff::close);
        } catch (CancelledException stop) {
            Async.shield(() -> awaitClosed(loop, () -> {
                var channel = made.get();
                return channel == null ? loop.netty().newSucceededFuture(null) : whenFree(loop, channel);
            }));
            throw stop;
        }
    }

    private static Future<Channel> beginBind(
            Loop loop, ServerBootstrap bootstrap, Optional<SslContext> tls, AtomicReference<Channel> made) {
        var bound = loop.netty().<Channel>newPromise();
        var attempt = bootstrap.bind();
        made.set(attempt.channel());
        attempt.channel().closeFuture().addListener(_ -> tls.ifPresent(ReferenceCountUtil::release));
        attempt.addListener(_ -> {
            if (!attempt.isSuccess()) {
                bound.tryFailure(attempt.cause());
            } else if (!bound.trySuccess(attempt.channel())) {
                Handoff.close(attempt.channel());
            }
        });
        return bound;
    }

    /// What the operating system says, as what a user can act on.
    private static ListenException failure(ListenOptions options, Throwable cause) {
        var words = ConnectProblem.words(String.valueOf(cause.getMessage()));
        var text = words.toLowerCase(Locale.ROOT);
        var failure = BY_TEXT.stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(ListenFailure.LISTEN_FAILED);
        return new ListenException(failure, Endpoint.text(options.address()), words, cause);
    }

    /// Where it listens on TCP, with the port that was really taken.
    public InetSocketAddress localAddress() {
        return (InetSocketAddress) address;
    }

    /// Where it listens, on TCP or a Unix domain socket.
    public SocketAddress address() {
        return address;
    }

    /// Stops accepting; connections that were accepted live on. Any thread, any number of times.
    @Override
    public void close() {
        Handoff.close(channel);
    }

    /// Parks until the socket is closed, and its file gone: then somebody else can listen there. To be called after
    /// [#close()]; the transport may take a moment.
    public void awaitClosed() {
        Async.shield(() -> awaitClosed(loop, () -> free));
    }

    private static void awaitClosed(Loop loop, Callable<Future<Void>> closing) {
        var _ = Handoff.await(loop, CLOSE_TIMEOUT, closing, _ -> {});
    }

    /// Whether somebody else can listen there. Any thread.
    public boolean isFree() {
        return free.isDone();
    }

    /// Calls `task` on the I/O thread when somebody else can listen there. Any thread.
    public void onFree(Runnable task) {
        var _ = free.addListener(_ -> task.run());
    }

    /// The JDK gives a port back only when its selector next looks: between one timer and another that is set then.
    private static Future<Void> whenFree(Loop loop, Channel channel) {
        if (loop.transport() != Transport.NIO) {
            return channel.closeFuture();
        }
        var free = loop.netty().<Void>newPromise();
        channel.closeFuture().addListener(_ -> later(loop, () -> later(loop, () -> free.trySuccess(null))));
        return free;
    }

    /// A moment later, or at the end of the loop.
    private static void later(Loop loop, Runnable task) {
        var _ = loop.netty()
                .schedule(() -> {}, SELECTOR_LOOKS_MILLIS, TimeUnit.MILLISECONDS)
                .addListener(_ -> task.run());
    }

    @Override
    public String toString() {
        return "Listener[" + Endpoint.text(address) + (channel.isOpen() ? "" : ", closed") + "]";
    }

    /// Prepares each accepted connection.
    private static final class Accepting extends ChannelInitializer<Channel> {

        private final Optional<SslContext> tls;
        private final Duration handshakeTimeout;
        private final Consumer<Channel> accepted;

        Accepting(Optional<SslContext> tls, Duration handshakeTimeout, Consumer<Channel> accepted) {
            this.tls = tls;
            this.handshakeTimeout = handshakeTimeout;
            this.accepted = accepted;
        }

        @Override
        protected void initChannel(Channel channel) {
            tls.ifPresent(context -> {
                var handler = context.newHandler(channel.alloc());
                handler.setHandshakeTimeout(handshakeTimeout.toMillis(), TimeUnit.MILLISECONDS);
                channel.pipeline().addLast("tls", handler);
            });
            accepted.accept(channel);
        }
    }
}
