package heddle.client.wire;

import heddle.async.loop.Loop;
import heddle.async.loop.Transport;
import heddle.async.time.Time;
import heddle.client.options.Http2Options;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.client.options.Timeouts;
import heddle.client.signal.Listeners;
import heddle.net.NetOptions;
import heddle.net.wire.Dialer;
import heddle.net.wire.Target;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// A pool on a real loop, and something to ask it for; its threads are daemons. For what is tried without a connection.
final class RealPool {
    static final Pool POOL = open();
    static final WireRequest REQUEST = new WireRequest(
            Target.tls("site.example", 443),
            new Head(),
            WireRequest.STREAMED,
            WireRequest.Answer.WITH_BODY,
            PhaseLimits.of(Timeouts.defaults()),
            0);

    private RealPool() {}

    private static Pool open() {
        var opening = new Opening(Loop.open(Transport.AUTO, Time.system(), Duration.ZERO), new CompletableFuture<>());
        opening.loop().thread("pool", opening).start();
        return opening.made().join();
    }

    /// No lambda: that would wait for the class around it, which waits for the pool.
    private record Opening(Loop loop, CompletableFuture<Pool> made) implements Runnable {
        @Override
        public void run() {
            var net = NetOptions.defaults();
            var options = new WireOptions(
                    net, PoolOptions.defaults(), Limits.defaults(), Http2Options.defaults(), new Listeners(List.of()));
            made.complete(new Pool(loop, new Dialer(net), options));
        }
    }

    /// That of a request that is not sent.
    private record Head() implements RequestHead {
        @Override
        public byte[] lines() {
            return new byte[0];
        }

        @Override
        public String[] fields() {
            return new String[0];
        }

        @Override
        public String label() {
            return "GET https://site.example/";
        }
    }
}
