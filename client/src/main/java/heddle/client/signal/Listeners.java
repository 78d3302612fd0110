package heddle.client.signal;

import heddle.client.trace.SessionEvent;
import heddle.client.trace.SessionListener;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Who listens to a session, and the numbers by which its events are told apart. Where nobody does, every signal is a
/// shared one that does nothing, so that an exchange pays a test of a field for each.
///
/// Any thread.
public final class Listeners {
    private static final Logger log = LoggerFactory.getLogger(SessionListener.class);

    private final List<SessionListener> all;
    private final AtomicBoolean hasFailed = new AtomicBoolean();
    private final AtomicLong calls = new AtomicLong();
    private final AtomicLong exchanges = new AtomicLong();
    private final AtomicLong connections = new AtomicLong();

    /// These, told in that order.
    public Listeners(List<SessionListener> all) {
        this.all = List.copyOf(all);
    }

    /// Whether nobody listens.
    public boolean areNone() {
        return all.isEmpty();
    }

    /// For a call that is about to begin.
    public CallSignal call() {
        return areNone() ? CallSignal.NONE : new CallSignal(this, calls.incrementAndGet());
    }

    long nextExchange() {
        return exchanges.incrementAndGet();
    }

    long nextConnection() {
        return connections.incrementAndGet();
    }

    /// What one of them throws is its own affair.
    void tell(SessionEvent event) {
        for (SessionListener listener : all) {
            try {
                listener.on(event);
            } catch (Throwable failure) {
                report(listener, event, failure);
            }
        }
    }

    private void report(SessionListener listener, SessionEvent event, Throwable failure) {
        if (hasFailed.compareAndSet(false, true)) {
            log.warn(
                    "{} threw at {}; exchanges go on, and later failures of listeners of this session are not reported",
                    listener,
                    event.getClass().getSimpleName(),
                    failure);
        }
    }
}
