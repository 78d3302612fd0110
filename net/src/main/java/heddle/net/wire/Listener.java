package heddle.net.wire;

import heddle.async.loop.Loop;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.util.ReferenceCountUtil;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// A listening socket of one loop; what it accepts lives on the same loop.
public final class Listener implements AutoCloseable {

    private static final Duration BIND_TIMEOUT = Duration.ofSeconds(10);

    private final Channel channel;
    private final InetSocketAddress localAddress;

    private Listener(Channel channel, InetSocketAddress localAddress) {
        this.channel = channel;
        this.localAddress = localAddress;
    }

    /// Listens on the loop of the calling coroutine; parks. `accepted` gets every connection on the I/O thread
    /// before its first byte, registered, with the `SslHandler` in place when the options have an identity.
    public static Listener bind(ListenOptions options, Consumer<Channel> accepted) throws IOException {
        var loop = Loop.current();
        var tls = tlsContext(loop, options);
        var bootstrap = new ServerBootstrap()
                .group(loop.netty())
                .channelFactory(loop.transport().serverSocketChannel())
                .option(ChannelOption.SO_BACKLOG, options.backlog())
                .option(ChannelOption.SO_REUSEADDR, true)
                .childOption(ChannelOption.RECVBUF_ALLOCATOR, LoopBuffers.of(loop))
                .childHandler(new Accepting(tls, options.handshakeTimeout(), accepted));
        if (options.portSharing() == ListenOptions.PortSharing.SHARED) {
            bootstrap.option(loop.transport().portSharing(), true);
        }
        var bound = Handoff.await(loop, BIND_TIMEOUT, () -> bind(loop, bootstrap, options, tls), Handoff::close);
        if (!bound.isSuccess()) {
            throw failure(options, bound.cause());
        }
        var channel = bound.getNow();
        return new Listener(channel, (InetSocketAddress) channel.localAddress());
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
            throw failure(options, context.cause());
        }
        return Optional.of(context.getNow());
    }

    private static Future<Channel> bind(
            Loop loop, ServerBootstrap bootstrap, ListenOptions options, Optional<SslContext> tls) {
        var bound = loop.netty().<Channel>newPromise();
        var attempt = bootstrap.bind(options.address());
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

    private static IOException failure(ListenOptions options, Throwable cause) {
        return new IOException(
                "Cannot listen on %s: %s".formatted(Endpoint.text(options.address()), cause.getMessage()), cause);
    }

    /// Where it listens, with the port that was really taken.
    public InetSocketAddress localAddress() {
        return localAddress;
    }

    /// Stops accepting; connections that were accepted live on. Any thread, any number of times.
    @Override
    public void close() {
        Handoff.close(channel);
    }

    @Override
    public String toString() {
        return "Listener[" + Endpoint.text(localAddress) + (channel.isOpen() ? "" : ", closed") + "]";
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
