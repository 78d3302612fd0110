package heddle.net.wire;

import heddle.async.loop.Loop;
import io.netty.util.concurrent.Promise;
import java.util.concurrent.Callable;

/// Work that would hold a loop for too long, done on a thread of its own: loading native code, reading a trust
/// store.
final class Aside {

    private Aside() {}

    /// Starts `work`; the future ends on the I/O thread of `loop` and cannot be cancelled, so that it may be
    /// shared.
    static <T> Promise<T> start(Loop loop, String name, Callable<T> work) {
        var promise = loop.netty().<T>newPromise();
        promise.setUncancellable();
        loop.aside(name, () -> {
            try {
                promise.trySuccess(work.call());
            } catch (Throwable problem) {
                promise.tryFailure(problem);
            }
        });
        return promise;
    }
}
