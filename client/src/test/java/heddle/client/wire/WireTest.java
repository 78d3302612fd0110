package heddle.client.wire;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.loop.Loop;
import heddle.client.options.Http2Options;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.client.peer.ScriptedPeer;
import heddle.client.signal.Listeners;
import heddle.client.warmup.WarmUp;
import heddle.net.NetOptions;
import heddle.net.wire.Target;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The end of a session, while a coroutine is about to use it on a loop for the first time.
class WireTest {
    private static final WireOptions OPTIONS = new WireOptions(
            NetOptions.defaults(),
            PoolOptions.defaults(),
            Limits.defaults(),
            Http2Options.defaults(),
            new Listeners(List.of()));

    /// The coroutine has seen that the session is open, and opens a pool; by then it is closed.
    @Test
    void a_pool_that_opens_while_the_session_closes_is_closed() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("late"))) {
            Async.run(() -> {
                var wire = new Wire(OPTIONS);
                wire.close();
                Loop loop = Loop.current();
                Pool pool = wire.open(loop);
                var warmUp = new WarmUp(1);
                loop.execute(() -> pool.warmUp(Target.plain("127.0.0.1", peer.port()), warmUp));
                assertThatThrownBy(warmUp::await)
                        .isInstanceOf(IllegalStateException.class)
                        .hasMessageContaining("the session is closed");
            });
        }
    }
}
