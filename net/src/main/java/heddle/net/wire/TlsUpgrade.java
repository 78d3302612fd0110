package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.async.stream.BrokenStreamException;
import heddle.async.time.Seconds;
import heddle.net.DialException;
import heddle.net.TlsIdentity;
import heddle.net.TlsOptions;
import io.netty.channel.Channel;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.util.ReferenceCountUtil;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/// One side of a TLS handshake that is still to be made, on a connection that may have been used
/// already. Whoever has it made closes it, whether the handshake came about or not.
public final class TlsUpgrade implements AutoCloseable {
    private static final Duration SETUP_TIMEOUT = Duration.ofSeconds(10);

    private final Runnable end;
    private final Function<Channel, SslHandler> handler;
    private final Duration timeout;
    private final Function<Throwable, IOException> explanation;

    private TlsUpgrade(
            Runnable end,
            Function<Channel, SslHandler> handler,
            Duration timeout,
            Function<Throwable, IOException> explanation) {
        this.end = end;
        this.handler = handler;
        this.timeout = timeout;
        this.explanation = explanation;
    }

    /// The side of the client, who checks that the other one is `host`. On a coroutine; parks until all is
    /// prepared.
    public static TlsUpgrade client(TlsOptions options, Target target) throws DialException {
        var loop = Loop.current();
        var context = Handoff.await(
                loop,
                options.timeout(),
                () -> LoopNetwork.of(loop).tlsContext(loop, options, target.protocols()),
                _ -> {});
        if (!context.isSuccess()) {
            throw TlsFailures.explain(target, options, context.cause());
        }
        return new TlsUpgrade(
                () -> {}, // its context lives as long as the loop
                channel -> ClientTls.handler(context.getNow(), channel.alloc(), target.host(), target.port()),
                options.timeout(),
                problem -> TlsFailures.explain(target, options, problem));
    }

    /// The side of the server. On a coroutine; parks until all is prepared.
    public static TlsUpgrade server(TlsIdentity identity, List<String> protocols, Duration timeout) throws IOException {
        var loop = Loop.current();
        var context = Handoff.await(
                loop,
                SETUP_TIMEOUT,
                () -> LoopNetwork.of(loop).serverTlsContext(loop, identity, protocols),
                ReferenceCountUtil::release);
        if (!context.isSuccess()) {
            throw refused("any client", SETUP_TIMEOUT, context.cause());
        }
        return new TlsUpgrade(
                () -> release(loop, context.getNow()),
                channel -> {
                    var handler = context.getNow().newHandler(channel.alloc());
                    handler.setHandshakeTimeoutMillis(0); // there is a limit on the whole
                    return handler;
                },
                timeout,
                problem -> refused("a client", timeout, problem));
    }

    /// After the handler that a task before this one may still make.
    private static void release(Loop loop, SslContext context) {
        try {
            loop.execute(() -> ReferenceCountUtil.release(context));
        } catch (RejectedExecutionException ended) {
            ReferenceCountUtil.release(context);
        }
    }

    private static IOException refused(String peer, Duration timeout, Throwable problem) {
        var reason = problem instanceof TimeoutException
                ? "no end of it within " + Seconds.text(timeout)
                : problem.getMessage();
        return new BrokenStreamException("TLS handshake with %s failed: %s".formatted(peer, reason), problem);
    }

    /// What goes first into the channel's pipeline, and begins the handshake there.
    public SslHandler newHandler(Channel channel) {
        return handler.apply(channel);
    }

    /// How long the handshake may take.
    public Duration timeout() {
        return timeout;
    }

    /// No more handlers are made. Those that were live on.
    @Override
    public void close() {
        end.run();
    }

    /// What to throw when it failed for that reason.
    public IOException explain(Throwable problem) {
        return explanation.apply(problem);
    }
}
