package heddle.net.local;

import heddle.async.loop.ChannelKinds;
import heddle.async.loop.Transport;
import heddle.net.SocketOptions;
import io.netty.bootstrap.Bootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.io.IOException;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import jdk.net.ExtendedSocketOptions;
import org.jspecify.annotations.Nullable;

/// [SocketOptions] as the channels of one transport take them. Netty passes over an option that a channel does not
/// know, with a word in the log, so what is missing is found here, before.
public final class SocketSettings {
    /// Has the kernel choose the port with the peer in mind, when the connection is made: else some 28,000 of them are
    /// all that there are for one local address, whoever the peers are. ip(7); Netty's own name is for epoll alone.
    private static final ChannelOption<Integer> LATE_BINDING =
            new IntegerUnixChannelOption("IP_BIND_ADDRESS_NO_PORT", 0, 24);

    /// How a transport names the options of TCP that not all have; null for those it lacks.
    private record Names(
            @Nullable ChannelOption<Integer> idle,
            @Nullable ChannelOption<Integer> interval,
            @Nullable ChannelOption<Integer> count,
            @Nullable ChannelOption<Integer> userTimeout,
            @Nullable Setting<?> lateBinding) {}

    private record Setting<T>(ChannelOption<T> option, T value) {
        void addTo(Bootstrap bootstrap) {
            bootstrap.option(option, value);
        }
    }

    private final List<Setting<?>> settings = new ArrayList<>();
    private final List<String> missing = new ArrayList<>();

    private SocketSettings() {}

    /// For sockets that begin at an address of the program's choice, or of the system's.
    public static SocketSettings of(SocketOptions options, LocalAddresses local, ChannelKinds kinds) {
        var all = new SocketSettings();
        // What Netty gives every socket, or the kernel, is not asked for again: that would be a system call each.
        if (!options.tcpNoDelay()) {
            all.add(ChannelOption.TCP_NODELAY, "tcpNoDelay", false);
        }
        if (options.keepAlive()) {
            all.add(ChannelOption.SO_KEEPALIVE, "keepAlive", true);
        }
        options.receiveBufferBytes().ifPresent(bytes -> all.add(ChannelOption.SO_RCVBUF, "receiveBufferBytes", bytes));
        options.sendBufferBytes().ifPresent(bytes -> all.add(ChannelOption.SO_SNDBUF, "sendBufferBytes", bytes));
        if (kinds instanceof Transport transport) {
            all.addTcp(options, local, names(transport));
        }
        return all;
    }

    private void addTcp(SocketOptions options, LocalAddresses local, Names names) {
        options.probes().ifPresent(probes -> {
            add(names.idle, "keep-alive idle", Math.toIntExact(probes.idle().toSeconds()));
            add(
                    names.interval,
                    "keep-alive interval",
                    Math.toIntExact(probes.interval().toSeconds()));
            add(names.count, "keep-alive count", probes.count());
        });
        options.userTimeout()
                .ifPresent(timeout -> add(names.userTimeout, "userTimeout", Math.toIntExact(timeout.toMillis())));
        if (!local.areFree() && names.lateBinding != null) {
            settings.add(names.lateBinding);
        }
    }

    private static Names names(Transport transport) {
        return switch (transport) {
            case EPOLL ->
                new Names(
                        EpollChannelOption.TCP_KEEPIDLE,
                        EpollChannelOption.TCP_KEEPINTVL,
                        EpollChannelOption.TCP_KEEPCNT,
                        EpollChannelOption.TCP_USER_TIMEOUT,
                        new Setting<>(EpollChannelOption.IP_BIND_ADDRESS_NO_PORT, true));
            case IO_URING ->
                new Names(
                        IoUringChannelOption.TCP_KEEPIDLE,
                        IoUringChannelOption.TCP_KEEPINTVL,
                        IoUringChannelOption.TCP_KEEPCNT,
                        IoUringChannelOption.TCP_USER_TIMEOUT,
                        new Setting<>(LATE_BINDING, 1));
            case NIO -> Jdk.NAMES;
            case LOCAL -> new Names(null, null, null, null, null);
            case AUTO -> names(transport.resolve());
        };
    }

    private <T> void add(@Nullable ChannelOption<T> option, String name, T value) {
        if (option == null) {
            missing.add(name);
        } else {
            settings.add(new Setting<>(option, value));
        }
    }

    /// What was asked for and the transport lacks, by the names of [SocketOptions].
    public List<String> missing() {
        return missing;
    }

    /// Gives them to every channel of `bootstrap`.
    public void addTo(Bootstrap bootstrap) {
        settings.forEach(setting -> setting.addTo(bootstrap));
    }

    /// What the JDK knows of this system. It has no `TCP_USER_TIMEOUT`.
    private static final class Jdk {
        private static final Set<?> KNOWN = known();
        private static final Names NAMES = new Names(
                option(ExtendedSocketOptions.TCP_KEEPIDLE),
                option(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                option(ExtendedSocketOptions.TCP_KEEPCOUNT),
                null,
                null);

        private Jdk() {}

        private static @Nullable ChannelOption<Integer> option(java.net.SocketOption<Integer> option) {
            return KNOWN.contains(option) ? NioChannelOption.of(option) : null;
        }

        private static Set<?> known() {
            try (var probe = SocketChannel.open()) {
                return probe.supportedOptions();
            } catch (IOException noSocket) {
                return Set.of();
            }
        }
    }
}
