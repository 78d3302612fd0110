package heddle.client.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.Parking;
import heddle.async.loop.Transport;
import heddle.async.time.Time;
import heddle.client.options.Http2Options;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.client.signal.Listeners;
import heddle.net.NetOptions;
import heddle.net.wire.DialTimes;
import heddle.net.wire.Dialed;
import heddle.net.wire.Dialer;
import heddle.net.wire.Security;
import heddle.net.wire.Target;
import io.netty.buffer.ByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;

/// One connection to a server, and the exchanges on it: the client's own pool, connection and transfers, on a channel
/// that has no socket below it. What the server says is put in piece by piece, the reader takes what there is after
/// each, and nobody waits, so that it takes a fraction of a millisecond.
///
/// By HTTP/1.1 the next exchange begins when the server has said its part to the one before, and only if the
/// connection can serve it; by HTTP/2 all begin at once.
public final class Talk {
    private static final Loop LOOP = Loop.open(Transport.AUTO, Time.system(), Duration.ZERO);
    private static final InetSocketAddress REMOTE = InetSocketAddress.createUnresolved("server", 80);
    private static final Http2Options HTTP_2 =
            Http2Options.defaults().windows(64 << 10, 64 << 10).pings(Duration.ofDays(1), Duration.ofDays(1));
    private static final int SECONDS_MAX = 60;

    private final Pool pool;
    private final HostPool host;
    private final boolean isHttp2;
    private final EmbeddedChannel channel = new EmbeddedChannel();
    private final List<Told> exchanges = new ArrayList<>();

    /// What came of a talk.
    ///
    /// @param told what the server told in each exchange that the connection has served
    /// @param isKept whether it could have served one more
    public record Outcome(List<Told> told, boolean isKept) {}

    private Talk(Limits limits, boolean isHttp2) {
        var options = new WireOptions(
                NetOptions.defaults(), PoolOptions.defaults(), limits, HTTP_2, new Listeners(List.of()));
        this.isHttp2 = isHttp2;
        pool = new Pool(LOOP, new Dialer(options.net()), options);
        host = new HostPool(new Target("server", 80, Security.PLAIN, isHttp2 ? List.of("h2") : List.of()));
        channel.config().setAutoRead(false);
    }

    /// A talk by HTTP/1.1: what each exchange asks for, and the pieces of what the server says to it.
    public static Outcome http1(List<WireRequest.Answer> asked, List<List<byte[]>> said, Limits limits) {
        return run(() -> new Talk(limits, false).oneByOne(asked, said));
    }

    /// A talk by HTTP/2: what the exchanges ask for, and the pieces of what the server says.
    public static Outcome http2(List<WireRequest.Answer> asked, List<byte[]> said, Limits limits) {
        return run(() -> new Talk(limits, true).together(asked, said));
    }

    private interface Run {
        Outcome outcome();
    }

    /// On a coroutine, which has the loop for itself until it waits.
    private static Outcome run(Run talk) {
        var outcome = new CompletableFuture<Outcome>();
        LOOP.thread("talk", () -> {
                    try {
                        outcome.complete(talk.outcome());
                    } catch (Throwable broken) {
                        outcome.completeExceptionally(broken);
                    }
                })
                .start();
        try {
            return outcome.get(SECONDS_MAX, TimeUnit.SECONDS);
        } catch (ExecutionException broken) {
            throw new IllegalStateException("the client broke", broken.getCause());
        } catch (InterruptedException | TimeoutException stuck) {
            throw new IllegalStateException("the client is stuck", stuck);
        }
    }

    // ---- how a talk goes

    private Outcome oneByOne(List<WireRequest.Answer> asked, List<List<byte[]>> said) {
        queue(asked.getFirst());
        open();
        var connection = channel.pipeline().get(Http1Connection.class);
        hear(said.getFirst());
        for (int i = 1; i < said.size() && connection.isIdle() && channel.isActive(); i++) {
            queue(asked.get(i));
            pool.release(connection, LOOP.nanoTime(), pool.idleNanos());
            hear(said.get(i));
        }
        return end(connection.isIdle() && channel.isActive());
    }

    private Outcome together(List<WireRequest.Answer> asked, List<byte[]> said) {
        asked.forEach(this::queue);
        open();
        hear(said);
        return end(channel.isActive());
    }

    private void queue(WireRequest.Answer answer) {
        var exchange = new Told(pool, host.target(), answer);
        exchanges.add(exchange);
        exchange.transfer().queued(LOOP.nanoTime());
        host.queue(exchange.transfer(), LOOP.nanoTime());
    }

    /// The host counts one connection more than there is, so that the pool makes none by itself.
    private void open() {
        host.opens();
        host.opens();
        var dialed = new Dialed(channel, REMOTE, Optional.empty(), new DialTimes(0, 0, 0));
        pool.dialled(new Dialling(pool, host, new Dialer(pool.net())), dialed);
        settle();
    }

    private void hear(List<byte[]> pieces) {
        for (byte[] piece : pieces) {
            if (!channel.isActive()) {
                return;
            }
            if (!channel.config().isAutoRead()) {
                throw new IllegalStateException("nothing is read, though the reader has caught up");
            }
            channel.writeInbound(
                    ByteBufAllocator.DEFAULT.heapBuffer(piece.length).writeBytes(piece));
            settle();
        }
    }

    /// The server closes, then the session.
    private Outcome end(boolean isKept) {
        var _ = channel.close();
        settle();
        channel.checkException();
        exchanges.forEach(Told::close);
        pool.close();
        settle();
        return new Outcome(exchanges.stream().filter(Told::wasServed).toList(), isKept);
    }

    /// Lets happen what can, and the readers take what has come.
    private void settle() {
        boolean hasTaken = true;
        while (hasTaken) {
            runIo();
            hasTaken = false;
            for (Told exchange : exchanges) {
                hasTaken |= exchange.take();
            }
        }
    }

    private void runIo() {
        var isDone = new AtomicBoolean();
        Thread caller = Thread.currentThread();
        LOOP.execute(() -> {
            channel.runPendingTasks();
            channel.releaseOutbound();
            isDone.set(true);
            Parking.wake(caller);
        });
        Parking.await(isDone::get);
    }

    @Override
    public String toString() {
        return "Talk[%s, %s]".formatted(isHttp2 ? "HTTP/2" : "HTTP/1.1", exchanges);
    }
}
