package heddle.client.signal;

import heddle.async.loop.Loop;
import heddle.client.codec.ResponseHead;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.LeaseOrigin;
import heddle.client.trace.WaitReason;
import heddle.http.HttpVersion;
import heddle.http.Method;
import heddle.net.ProxyServer;
import heddle.url.Url;
import java.net.SocketAddress;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/// Tells what happens to one exchange: its beginning and the pieces of a streamed request by the coroutine, all else
/// on the I/O thread.
public final class ExchangeSignal {
    /// Tells nobody.
    public static final ExchangeSignal NONE = new ExchangeSignal();

    private final @Nullable Sound sound;
    private boolean isOver;

    /// What an exchange asks for.
    ///
    /// @param method of the request
    /// @param url of the request
    /// @param proxy on the way
    record Subject(Method method, Url url, Optional<ProxyServer> proxy) {}

    /// Where the signal goes, and of what it is.
    private record Sound(Listeners listeners, Loop loop, long call, long exchange, Subject subject) {
        void tell(ExchangeEvent event) {
            listeners.tell(event);
        }

        long now() {
            return loop.nanoTime();
        }
    }

    private ExchangeSignal() {
        sound = null;
    }

    ExchangeSignal(Listeners listeners, Loop loop, long call, Subject subject) {
        sound = new Sound(listeners, loop, call, listeners.nextExchange(), subject);
    }

    public void begun() {
        Sound to = sound;
        if (to != null) {
            Subject of = to.subject;
            to.tell(new ExchangeEvent.Begun(
                    to.call, to.exchange, to.now(), to.loop.time().instant(), of.method, of.url, of.proxy));
        }
    }

    /// Whether anybody hears it, for what would cost something to find out.
    public boolean isHeard() {
        return sound != null;
    }

    public void queued(WaitReason reason) {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.Queued(to.call, to.exchange, to.now(), reason));
        }
    }

    public void served(ConnectionSignal connection, LeaseOrigin origin, SocketAddress remote) {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.Served(to.call, to.exchange, to.now(), connection.connection(), origin, remote));
        }
    }

    /// A request head of HTTP/1.1 goes out, as it is written.
    public void headSent(byte[] lines) {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.HeadSent(
                    to.call, to.exchange, to.now(), HttpVersion.HTTP_1_1, SentHead.headers(lines), lines.length));
        }
    }

    /// A request head of HTTP/2 goes out: names and values in turn.
    public void headSent(String[] fields) {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.HeadSent(
                    to.call, to.exchange, to.now(), HttpVersion.HTTP_2, SentHead.headers(fields), 0));
        }
    }

    /// A whole body, which may be empty, goes out.
    public void bodySent(byte[] bytes) {
        Sound to = sound;
        if (to != null && bytes.length > 0) {
            to.tell(new ExchangeEvent.BodySent(to.call, to.exchange, to.now(), bytes));
        }
    }

    /// A piece of a body goes out, which somebody is about to read from this buffer.
    public void bodySent(ByteBuffer piece) {
        if (isHeard()) {
            var bytes = new byte[piece.remaining()];
            piece.duplicate().get(bytes);
            bodySent(bytes);
        }
    }

    public void requestSent() {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.RequestSent(to.call, to.exchange, to.now()));
        }
    }

    public void responseBegun() {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.ResponseBegun(to.call, to.exchange, to.now()));
        }
    }

    public void interimReceived(ResponseHead head) {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.InterimReceived(to.call, to.exchange, to.now(), head.status(), head.headers()));
        }
    }

    public void headReceived(ResponseHead head) {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.HeadReceived(
                    to.call, to.exchange, to.now(), head.version(), head.status(), head.headers()));
        }
    }

    public void bodyReceived(byte[] bytes) {
        Sound to = sound;
        if (to != null) {
            to.tell(new ExchangeEvent.BodyReceived(to.call, to.exchange, to.now(), bytes));
        }
    }

    public void completed(long bodyBytes) {
        Sound to = sound;
        if (to != null && ends()) {
            to.tell(new ExchangeEvent.Completed(to.call, to.exchange, to.now(), bodyBytes));
        }
    }

    public void failed(Supplier<? extends Throwable> cause) {
        Sound to = sound;
        if (to != null && ends()) {
            to.tell(new ExchangeEvent.Failed(to.call, to.exchange, to.now(), cause.get()));
        }
    }

    public void givenUp() {
        Sound to = sound;
        if (to != null && ends()) {
            to.tell(new ExchangeEvent.GivenUp(to.call, to.exchange, to.now()));
        }
    }

    /// It ends once.
    private boolean ends() {
        boolean wasOver = isOver;
        isOver = true;
        return !wasOver;
    }
}
