package heddle.client.signal;

import heddle.async.loop.Loop;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.http.HttpVersion;
import heddle.net.NameOrigin;
import heddle.net.ProxyServer;
import heddle.net.steps.DialSteps;
import heddle.net.wire.DialTimes;
import heddle.net.wire.Dialed;
import heddle.net.wire.Target;
import java.net.InetAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/// Tells what happens to one connection: by the coroutine that makes it, then on the I/O thread.
public final class ConnectionSignal implements DialSteps {
    private final Listeners listeners;
    private final Loop loop;
    private final long connection;
    private final boolean isHeard;

    /// For a connection that is about to be made on that loop.
    public ConnectionSignal(Listeners listeners, Loop loop) {
        this.listeners = listeners;
        this.loop = loop;
        isHeard = !listeners.areNone();
        connection = isHeard ? listeners.nextConnection() : 0;
    }

    long connection() {
        return connection;
    }

    public void dialling(Target target) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.Dialling(
                    connection,
                    now(),
                    target.host(),
                    target.port(),
                    target.route().proxy()));
        }
    }

    @Override
    public void lookUp(String host) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.LookupBegun(connection, now(), host));
        }
    }

    @Override
    public void lookedUp(String host, List<InetAddress> addresses, NameOrigin origin) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.LookupDone(connection, now(), host, List.copyOf(addresses), origin));
        }
    }

    @Override
    public void connect(List<InetAddress> addresses) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.ConnectBegun(connection, now(), List.copyOf(addresses)));
        }
    }

    @Override
    public void connected(SocketAddress remote) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.ConnectDone(connection, now(), remote));
        }
    }

    @Override
    public void tunnel(ProxyServer proxy) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.TunnelBegun(connection, now(), proxy));
        }
    }

    @Override
    public void tunnelled(ProxyServer proxy) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.TunnelOpened(connection, now(), proxy));
        }
    }

    @Override
    public void handshake(String serverName) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.HandshakeBegun(connection, now(), serverName));
        }
    }

    @Override
    public void secured(String serverName, Agreement agreement) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.HandshakeDone(
                    connection, now(), serverName, agreement.version(), agreement.cipherSuite()));
        }
    }

    public void opened(Dialed dialed, HttpVersion version) {
        if (isHeard) {
            listeners.tell(
                    new ConnectionEvent.Opened(connection, now(), dialed.remote(), version, times(dialed.times())));
        }
    }

    private static ConnectionEvent.Times times(DialTimes times) {
        return new ConnectionEvent.Times(
                Duration.ofNanos(times.dnsNanos()),
                Duration.ofNanos(times.connectNanos()),
                Duration.ofNanos(times.tlsNanos()));
    }

    public void failed(Supplier<? extends Throwable> cause) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.DialFailed(connection, now(), cause.get()));
        }
    }

    public void kept(long idleNanos) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.Kept(connection, now(), Duration.ofNanos(idleNanos)));
        }
    }

    public void closed(CloseReason reason) {
        if (isHeard) {
            listeners.tell(new ConnectionEvent.Closed(connection, now(), reason));
        }
    }

    private long now() {
        return loop.nanoTime();
    }
}
