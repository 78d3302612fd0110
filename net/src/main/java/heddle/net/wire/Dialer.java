package heddle.net.wire;

import heddle.async.loop.Loop;
import heddle.async.time.Seconds;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.NameOrigin;
import heddle.net.NetOptions;
import heddle.net.Reach;
import heddle.net.TlsOptions;
import heddle.net.local.LocalAddresses;
import heddle.net.local.SocketSettings;
import heddle.net.names.KnownNames;
import heddle.net.names.NameSystem;
import heddle.net.names.SpecialAddresses;
import heddle.net.steps.DialSteps;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.handler.ssl.SslContext;
import io.netty.util.NetUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Makes connections: finds the address (DNS), reaches it (Happy Eyeballs, RFC 8305), and checks who is there
/// (TLS).
///
/// Holds little but its options, so it is cheap and may be shared by any loops; what dials share is per loop.
public final class Dialer {

    private final NetOptions options;
    private final KnownNames knownNames;
    private final LocalAddresses local;

    public Dialer(NetOptions options) {
        this.options = options;
        this.knownNames = new KnownNames(options.dns());
        this.local = new LocalAddresses(options.connect().localAddresses());
    }

    /// Connects to `target`. Called on a coroutine; parks. Each step has its own limit from the options; a dial
    /// that fails or is cancelled closes what it opened.
    public Dialed dial(Target target) throws DialException {
        return dial(target, _ -> {});
    }

    /// As [#dial(Target)], telling `steps` how far it has come.
    public Dialed dial(Target target, DialSteps steps) throws DialException {
        return dial(target, _ -> {}, steps);
    }

    /// As [#dial(Target)], giving every channel to `newborn` on the I/O thread before it connects: the one that
    /// wins, and those that lose.
    ///
    /// Who reads the channel joins its pipeline there, not when it is dialled: Netty's native transports (4.2.18)
    /// read a channel whose other side has ended, whether somebody has asked for it or not, so what comes before
    /// would be read by nobody.
    public Dialed dial(Target target, Consumer<Channel> newborn) throws DialException {
        return dial(target, newborn, DialSteps.NONE);
    }

    private Dialed dial(Target target, Consumer<Channel> newborn, DialSteps steps) throws DialException {
        var loop = Loop.current();
        var tls = tlsContext(loop, options.tls(), target);
        var reached = target.route().proxy().isEmpty()
                ? reach(loop, target, this::allowed, newborn, steps)
                : new ProxiedReach(loop, this, options, steps).reach(target, newborn);
        if (tls.isEmpty()) {
            return new Dialed(reached.channel(), reached.remote(), Optional.empty(), reached.times(0));
        }
        var begun = loop.nanoTime();
        var protocol = handshake(loop, options.tls(), target, reached.channel(), tls.get(), steps);
        return new Dialed(reached.channel(), reached.remote(), protocol, reached.times(loop.nanoTime() - begun));
    }

    /// A connection and how long it took.
    record Reached(Channel channel, SocketAddress remote, long dnsNanos, long connectNanos) {
        DialTimes times(long tlsNanos) {
            return new DialTimes(dnsNanos, connectNanos, tlsNanos);
        }
    }

    /// Says which of the addresses of a target may be dialled, or fails when none may.
    @FunctionalInterface
    interface Choice {
        List<InetAddress> of(Target target, List<InetAddress> addresses) throws DialException;
    }

    /// Looks up the host and connects to it, or to the socket file that stands for all hosts.
    Reached reach(Loop loop, Target target, Choice choice, Consumer<Channel> newborn, DialSteps steps)
            throws DialException {
        var begun = loop.nanoTime();
        if (options.connect().unixSocket().isPresent()) {
            return reach(loop, options.connect().unixSocket().get(), newborn, steps);
        }
        var addresses = reachable(target, choice.of(target, addresses(loop, target, steps)));
        var resolved = loop.nanoTime();
        steps.connect(addresses);
        var connection = connect(loop, target, addresses, newborn);
        steps.connected(connection.remote());
        return new Reached(connection.channel(), connection.remote(), resolved - begun, loop.nanoTime() - resolved);
    }

    private Reached reach(Loop loop, Path file, Consumer<Channel> newborn, DialSteps steps) throws DialException {
        var begun = loop.nanoTime();
        steps.connect(List.of());
        var channel = UnixDialer.dial(file, options.connect(), newborn);
        var remote = UnixDomainSocketAddress.of(file);
        steps.connected(remote);
        return new Reached(channel, remote, 0, loop.nanoTime() - begun);
    }

    static Optional<SslContext> tlsContext(Loop loop, TlsOptions tls, Target target) throws DialException {
        return switch (target.security()) {
            case PLAIN -> Optional.empty();
            case TLS -> {
                var context = Handoff.await(
                        loop,
                        tls.timeout(),
                        () -> LoopNetwork.of(loop).tlsContext(loop, tls, target.protocols()),
                        _ -> {});
                if (!context.isSuccess()) {
                    throw TlsFailures.explain(target, tls, context.cause());
                }
                yield Optional.of(context.getNow());
            }
        };
    }

    /// Finds the addresses of a target, of the wanted families and in no order yet.
    List<InetAddress> addresses(Loop loop, Target target, DialSteps steps) throws DialException {
        var host = target.host().toLowerCase(Locale.ROOT);
        steps.lookUp(host);
        var known = knownNames.addresses(withoutDot(host), NameSystem.of(loop));
        if (!known.isEmpty()) {
            steps.lookedUp(host, known, NameOrigin.KNOWN);
            return known;
        }
        var origin = new AtomicReference<>(NameOrigin.ASKED);
        var found = Handoff.await(
                loop,
                options.dns().timeout(),
                () -> LoopNetwork.of(loop).resolver(loop, options.dns()).addresses(host, target.port(), origin::set),
                _ -> {});
        if (!found.isSuccess()) {
            throw explainLookup(target, found.cause());
        }
        steps.lookedUp(host, found.getNow(), origin.get());
        return found.getNow();
    }

    /// Those that may be dialled. Asked here and nowhere before, so that it does not matter how they were written, nor
    /// what the name led to when somebody looked it up before.
    List<InetAddress> allowed(Target target, List<InetAddress> addresses) throws DialException {
        if (options.connect().reach() == Reach.ANYWHERE) {
            return addresses;
        }
        var allowed = addresses.stream()
                .filter(address -> SpecialAddresses.purpose(address).isEmpty())
                .toList();
        if (!allowed.isEmpty()) {
            return allowed;
        }
        var reasons = addresses.stream()
                .map(address -> "%s is not public (%s)"
                        .formatted(
                                NetUtil.toAddressString(address),
                                SpecialAddresses.purpose(address).orElseThrow()))
                .collect(Collectors.joining(", "));
        throw failure(target, DialFailure.ADDRESS_FORBIDDEN, reasons, null);
    }

    /// Those that a connection can lead to from where it is to begin.
    private List<InetAddress> reachable(Target target, List<InetAddress> addresses) throws DialException {
        var reachable = local.reachable(addresses);
        if (reachable.isEmpty()) {
            throw failure(
                    target,
                    DialFailure.NO_LOCAL_ADDRESS,
                    "no way from %s to %s".formatted(text(options.connect().localAddresses()), text(addresses)),
                    null);
        }
        return reachable;
    }

    private static String text(List<InetAddress> addresses) {
        return addresses.stream().map(NetUtil::toAddressString).collect(Collectors.joining(", "));
    }

    private static DialException failure(Target target, DialFailure failure, String reason, @Nullable Throwable cause) {
        return new DialException(failure, target.host(), target.port(), reason, cause);
    }

    private DialException explainLookup(Target target, Throwable cause) {
        if (cause instanceof DialException told) {
            return told;
        }
        var isTimeout = cause instanceof TimeoutException;
        var failure = isTimeout ? DialFailure.NAME_LOOKUP_TIMED_OUT : DialFailure.NAME_SERVER_FAILED;
        var reason =
                isTimeout ? "no answer within " + Seconds.text(options.dns().timeout()) : cause.toString();
        return failure(target, failure, reason, cause);
    }

    private HappyEyeballs.Connected connect(
            Loop loop, Target target, List<InetAddress> addresses, Consumer<Channel> newborn) throws DialException {
        var bootstrap = bootstrap(loop, target, newborn);
        var endpoints = AddressOrder.interleaved(addresses, options.dns().family()).stream()
                .map(address -> new InetSocketAddress(address, target.port()))
                .toList();
        var failures = new ConnectFailures();
        var connected = Handoff.await(
                loop,
                options.connect().timeout(),
                () -> HappyEyeballs.race(
                        loop.netty(),
                        options.connect().attemptDelay(),
                        remote -> bootstrap.connect(
                                remote, local.towards(remote.getAddress()).orElse(null)),
                        endpoints,
                        failures),
                late -> Handoff.close(late.channel()));
        if (!connected.isSuccess()) {
            throw explain(target, failures.explain(target, options.connect().timeout(), connected.cause()));
        }
        return connected.getNow();
    }

    /// The system has the same words for an address that is not its own and for want of ports.
    private DialException explain(Target target, DialException failure) {
        if (local.areFree() || failure.failure() != DialFailure.OUT_OF_PORTS) {
            return failure;
        }
        var strangers = local.strangers();
        return strangers.isEmpty()
                ? failure
                : failure(target, DialFailure.LOCAL_ADDRESS_NOT_HERE, "it cannot begin at " + text(strangers), failure);
    }

    private Bootstrap bootstrap(Loop loop, Target target, Consumer<Channel> newborn) throws DialException {
        var settings = SocketSettings.of(options.connect().socket(), local, loop.transport());
        if (!settings.missing().isEmpty()) {
            throw failure(
                    target,
                    DialFailure.SOCKET_OPTION_MISSING,
                    "the transport %s lacks %s".formatted(loop.transport(), String.join(", ", settings.missing())),
                    null);
        }
        var bootstrap = bootstrap(loop, newborn)
                .channelFactory(loop.transport().socketChannel())
                .disableResolver();
        settings.addTo(bootstrap);
        return bootstrap;
    }

    /// What all connections begin with, whatever they are made of.
    static Bootstrap bootstrap(Loop loop, Consumer<Channel> newborn) {
        return new Bootstrap()
                .group(loop.netty())
                .option(ChannelOption.AUTO_READ, false)
                .option(ChannelOption.RECVBUF_ALLOCATOR, LoopBuffers.of(loop))
                .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, 0)
                .handler(new ChannelInitializer<>() {
                    @Override
                    protected void initChannel(Channel channel) {
                        newborn.accept(channel);
                    }
                });
    }

    static Optional<String> handshake(
            Loop loop, TlsOptions tls, Target target, Channel channel, SslContext context, DialSteps steps)
            throws DialException {
        steps.handshake(target.certificateName());
        var agreed = Handoff.await(
                loop,
                tls.timeout(),
                () -> ClientTls.handshake(context, channel, target.certificateName(), target.port()),
                _ -> Handoff.close(channel));
        if (!agreed.isSuccess()) {
            throw TlsFailures.explain(target, tls, agreed.cause());
        }
        steps.secured(target.certificateName(), agreed.getNow().agreement());
        return agreed.getNow().protocol();
    }

    private static String withoutDot(String host) {
        return host.endsWith(".") ? host.substring(0, host.length() - 1) : host;
    }
}
