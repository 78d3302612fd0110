package heddle.async.loop;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// A coroutine that nobody cancels and nobody waits for.
final class Unscoped extends Coroutine {
    private static final Logger log = LoggerFactory.getLogger(Unscoped.class);

    private final Runnable body;

    Unscoped(Loop loop, String name, Runnable body) {
        super(loop, name);
        this.body = body;
    }

    @Override
    protected void run() {
        try {
            body.run();
        } catch (Throwable e) {
            log.error("coroutine {} failed, and nobody waits for it", thread(), e);
        }
    }

    @Override
    protected @Nullable RuntimeException cancellation() {
        return null;
    }
}
