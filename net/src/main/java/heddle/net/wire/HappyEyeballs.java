package heddle.net.wire;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Happy Eyeballs version 2 (RFC 8305 §5): one connection attempt after the other, the next one when the last has
/// failed or has not succeeded within the attempt delay; the first success wins and the others are closed. Lives on
/// the I/O thread.
///
/// What it returns may be cancelled: then every attempt is closed, also one that succeeds at that moment.
final class HappyEyeballs {

    /// The winner and the address it reached.
    record Connected(Channel channel, InetSocketAddress remote) {}

    private final EventLoop loop;
    private final Duration attemptDelay;
    private final Function<InetSocketAddress, ChannelFuture> connect;
    private final Iterator<InetSocketAddress> addresses;
    private final Promise<Connected> winner;
    private final List<ChannelFuture> running = new ArrayList<>();
    private final ConnectFailures failures;
    private @Nullable Future<?> nextAttempt;

    private HappyEyeballs(
            EventLoop loop,
            Duration attemptDelay,
            Function<InetSocketAddress, ChannelFuture> connect,
            List<InetSocketAddress> addresses,
            ConnectFailures failures) {
        this.loop = loop;
        this.attemptDelay = attemptDelay;
        this.connect = connect;
        this.addresses = addresses.iterator();
        this.failures = failures;
        this.winner = loop.newPromise();
    }

    /// Races for the first of `addresses`, in their order, that `connect` reaches. What is tried and fails on the
    /// way is noted in `failures`, which is what it fails with once every address has failed.
    static Future<Connected> race(
            EventLoop loop,
            Duration attemptDelay,
            Function<InetSocketAddress, ChannelFuture> connect,
            List<InetSocketAddress> addresses,
            ConnectFailures failures) {
        var race = new HappyEyeballs(loop, attemptDelay, connect, addresses, failures);
        race.winner.addListener(_ -> race.end());
        race.startNext();
        return race.winner;
    }

    private void startNext() {
        if (winner.isDone()) {
            return;
        }
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        if (!addresses.hasNext()) {
            if (running.isEmpty()) {
                winner.tryFailure(failures);
            }
            return;
        }
        var address = addresses.next();
        failures.begin(address);
        var attempt = connect.apply(address);
        running.add(attempt);
        nextAttempt = loop.schedule(this::startNext, attemptDelay.toNanos(), TimeUnit.NANOSECONDS);
        attempt.addListener(_ -> onEnd(address, attempt));
    }

    /// A socket that could not even be made tells of it on another thread. Whatever breaks here, the dial has its end.
    private void onEnd(InetSocketAddress address, ChannelFuture attempt) {
        if (!loop.inEventLoop()) {
            loop.execute(() -> onEnd(address, attempt));
            return;
        }
        try {
            settle(address, attempt);
        } catch (Throwable broken) {
            winner.tryFailure(broken);
        }
    }

    private void settle(InetSocketAddress address, ChannelFuture attempt) {
        running.remove(attempt);
        if (attempt.isSuccess()) {
            if (!winner.trySuccess(new Connected(attempt.channel(), address))) {
                Handoff.close(attempt.channel());
            }
            return;
        }
        if (!winner.isDone()) {
            failures.add(address, attempt.cause());
            startNext();
        }
    }

    private void end() {
        if (nextAttempt != null) {
            nextAttempt.cancel(false);
        }
        for (var loser : List.copyOf(running)) {
            Handoff.close(loser.channel());
        }
    }
}
