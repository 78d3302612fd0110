package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.async.time.Seconds;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.NetOptions;
import heddle.net.ProxyServer;
import heddle.net.Reach;
import heddle.net.steps.DialSteps;
import heddle.net.tunnel.Destination;
import heddle.net.tunnel.HttpConnect;
import heddle.net.tunnel.Negotiation;
import heddle.net.tunnel.OuterTls;
import heddle.net.tunnel.Route;
import heddle.net.tunnel.Socks4;
import heddle.net.tunnel.Socks5;
import heddle.net.tunnel.TunnelException;
import heddle.net.tunnel.TunnelHandler;
import heddle.net.wire.Dialer.Reached;
import io.netty.channel.Channel;
import java.net.Inet4Address;
import java.util.Comparator;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Reaches a target through a proxy: the proxy itself, its TLS if it has any, and then the way on from there.
///
/// Looking up, connecting and TLS have their usual limits, here for the proxy; the conversation with it may take as
/// long as connecting may.
final class ProxiedReach {
    private final Loop loop;
    private final Dialer dialer;
    private final NetOptions options;
    private final DialSteps steps;

    ProxiedReach(Loop loop, Dialer dialer, NetOptions options, DialSteps steps) {
        this.loop = loop;
        this.dialer = dialer;
        this.options = options;
        this.steps = steps;
    }

    /// Parks. What took which time is told as if the proxy were the target; TLS with the proxy counts as
    /// connecting.
    Reached reach(Target target, Consumer<Channel> newborn) throws DialException {
        var proxy = target.route().proxy().orElseThrow();
        var begun = loop.nanoTime();
        var destination = destination(target, proxy);
        var dnsNanos = loop.nanoTime() - begun;
        var reached = reach(proxy, newborn);
        if (target.route() instanceof Route.Tunnelled) {
            steps.tunnel(proxy);
            open(target, proxy, destination, reached.channel());
            steps.tunnelled(proxy);
        }
        dnsNanos += reached.dnsNanos();
        return new Reached(reached.channel(), reached.remote(), dnsNanos, loop.nanoTime() - begun - dnsNanos);
    }

    private Reached reach(ProxyServer proxy, Consumer<Channel> newborn) throws DialException {
        var isSecured = proxy.kind() == ProxyServer.Kind.HTTPS;
        var peer = new Target(proxy.host(), proxy.port(), isSecured ? Security.TLS : Security.PLAIN, List.of());
        var trust = proxy.tls().orElseGet(options.tls()::forProxy);
        try {
            var tls = Dialer.tlsContext(loop, trust, peer);
            var reached = dialer.reach(loop, peer, (_, addresses) -> addresses, newborn, steps);
            if (tls.isPresent()) {
                Dialer.handshake(loop, trust, peer, reached.channel(), tls.get(), steps);
            }
            return reached;
        } catch (DialException failure) {
            throw DialException.atProxy(failure);
        }
    }

    /// What the proxy is told: the name, unless names are looked up on this side. Where only public addresses may be
    /// reached they are, since nobody knows what the name leads to there; the proxy itself may be anywhere. What is
    /// told then is one address, so one of IPv4 where there is any: which families the proxy has is not known.
    private Destination destination(Target target, ProxyServer proxy) throws DialException {
        var isSocks4 = proxy.kind() == ProxyServer.Kind.SOCKS4;
        if (!proxy.kind().resolvesHere() && options.connect().reach() == Reach.ANYWHERE) {
            return new Destination(target.host(), target.port());
        }
        var address = dialer.allowed(target, dialer.addresses(loop, target, steps)).stream()
                .filter(each -> !isSocks4 || each instanceof Inet4Address)
                .min(Comparator.comparing(each -> !(each instanceof Inet4Address)))
                .orElseThrow(() -> refused(
                        target,
                        proxy,
                        DialFailure.PROXY_FORBIDS,
                        "SOCKS 4 knows IPv4 addresses alone, and the host has none",
                        null));
        return Destination.of(address, target.port());
    }

    private void open(Target target, ProxyServer proxy, Destination destination, Channel channel) throws DialException {
        var limit = options.connect().timeout();
        var opened = Handoff.await(
                loop,
                limit,
                () -> {
                    if (target.security() == Security.TLS) {
                        channel.pipeline().addLast(new OuterTls());
                    }
                    return TunnelHandler.open(negotiation(proxy, destination), channel, new EarlyBytes());
                },
                _ -> Handoff.close(channel));
        if (opened.isSuccess()) {
            return;
        }
        if (opened.cause() instanceof TunnelException refusal) {
            throw refused(target, proxy, refusal.failure(), String.valueOf(refusal.getMessage()), refusal);
        }
        throw refused(
                target,
                proxy,
                DialFailure.PROXY_TIMED_OUT,
                "no answer from the proxy within " + Seconds.text(limit),
                opened.cause());
    }

    private static Negotiation negotiation(ProxyServer proxy, Destination destination) {
        return switch (proxy.kind()) {
            case HTTP, HTTPS -> new HttpConnect(destination, proxy.login());
            case SOCKS4, SOCKS4A -> new Socks4(destination, proxy.login());
            case SOCKS5, SOCKS5H -> new Socks5(destination, proxy.login());
        };
    }

    private static DialException refused(
            Target target, ProxyServer proxy, DialFailure failure, String reason, @Nullable Throwable cause) {
        return DialException.byProxy(failure, target.host(), target.port(), proxy.place(), reason, cause);
    }
}
