package heddle.client.signal;

import heddle.async.loop.Loop;
import heddle.client.codec.ResponseHead;
import heddle.client.trace.CallEvent;
import heddle.http.Headers;
import heddle.http.Method;
import heddle.http.Status;
import heddle.net.tunnel.Route;
import heddle.url.Url;
import java.time.Duration;
import java.util.List;

/// Tells what happens to one call. Used on coroutines.
public final class CallSignal {
    /// Tells nobody.
    public static final CallSignal NONE = new CallSignal(new Listeners(List.of()), 0);

    private final Listeners listeners;
    private final long call;
    private final boolean isHeard;

    CallSignal(Listeners listeners, long call) {
        this.listeners = listeners;
        this.call = call;
        isHeard = !listeners.areNone();
    }

    public void started(Method method, Url url, Headers headers) {
        if (isHeard) {
            var at = Loop.current().time().instant();
            listeners.tell(new CallEvent.Started(call, now(), at, method, url, headers));
        }
    }

    public void redirected(Status status, Url from, Url to) {
        if (isHeard) {
            listeners.tell(new CallEvent.Redirected(call, now(), status, from, to));
        }
    }

    public void retried(String reason, Duration wait) {
        if (isHeard) {
            listeners.tell(new CallEvent.Retried(call, now(), reason, wait));
        }
    }

    public void answered(Url url, ResponseHead head) {
        if (isHeard) {
            listeners.tell(new CallEvent.Answered(call, now(), url, head.version(), head.status(), head.headers()));
        }
    }

    public void failed(Throwable cause) {
        if (isHeard) {
            listeners.tell(new CallEvent.Failed(call, now(), cause));
        }
    }

    /// For an exchange of this call that is about to begin on the loop of the calling coroutine.
    public ExchangeSignal exchange(Method method, Url url, Route route) {
        return isHeard
                ? new ExchangeSignal(
                        listeners, Loop.current(), call, new ExchangeSignal.Subject(method, url, route.proxy()))
                : ExchangeSignal.NONE;
    }

    private static long now() {
        return Loop.current().nanoTime();
    }
}
