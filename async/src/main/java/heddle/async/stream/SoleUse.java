package heddle.async.stream;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/// Lets one thread at a time in, and tells the second so rather than let it wait.
final class SoleUse {
    private final AtomicReference<@Nullable Thread> user = new AtomicReference<>();
    private final String doing;

    SoleUse(String doing) {
        this.doing = doing;
    }

    void enter() {
        var other = user.compareAndExchange(null, Thread.currentThread());
        if (other != null) {
            throw new StreamBusyException(doing, other);
        }
    }

    void leave() {
        user.set(null);
    }
}
