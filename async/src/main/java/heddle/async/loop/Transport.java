package heddle.async.loop;

import io.netty.channel.Channel;
import io.netty.channel.ChannelFactory;
import io.netty.channel.ChannelOption;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.ServerChannel;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.epoll.EpollSocketChannel;
import io.netty.channel.local.LocalChannel;
import io.netty.channel.local.LocalIoHandler;
import io.netty.channel.local.LocalServerChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.socket.nio.NioSocketChannel;
import io.netty.channel.unix.DomainSocketAddress;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.channel.uring.IoUring;
import io.netty.channel.uring.IoUringDatagramChannel;
import io.netty.channel.uring.IoUringDomainSocketChannel;
import io.netty.channel.uring.IoUringIoHandler;
import io.netty.channel.uring.IoUringServerDomainSocketChannel;
import io.netty.channel.uring.IoUringServerSocketChannel;
import io.netty.channel.uring.IoUringSocketChannel;
import java.net.SocketAddress;
import java.net.StandardSocketOptions;
import java.net.UnixDomainSocketAddress;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// How a loop talks to the operating system, and the kinds of channel that go with it.
///
/// The system property `heddle.transport` (`epoll`, `nio`, `io_uring`) overrides what a program asks for, except
/// for [#LOCAL].
public enum Transport implements ChannelKinds {
    /// The best that is safe here: epoll where it can be loaded, else NIO.
    AUTO,
    /// Linux's epoll through Netty's native library.
    EPOLL,
    /// Linux's io_uring through Netty's native library; on request only, many places forbid it.
    IO_URING,
    /// The JDK's selectors, everywhere.
    NIO,
    /// In-memory channels, for simulations.
    LOCAL;

    private static final Logger log = LoggerFactory.getLogger(Transport.class);

    /// The transport that a loop really uses when this one is asked for: never [#AUTO], and NIO, with a word in the
    /// log, in place of one that cannot be loaded.
    public Transport resolve() {
        var wanted = this == LOCAL ? LOCAL : overridden();
        var reason = wanted.unavailability();
        if (reason != null) {
            log.warn("the transport {} cannot be used here, so it is NIO: {}", wanted.word(), reason.toString());
            return NIO;
        }
        if (wanted != AUTO) {
            return wanted;
        }
        return Epoll.isAvailable() ? EPOLL : NIO;
    }

    private Transport overridden() {
        var word = System.getProperty("heddle.transport");
        if (word == null || word.isBlank()) {
            return this;
        }
        for (var transport : values()) {
            if (transport != LOCAL && transport.word().equals(word.strip())) {
                return transport;
            }
        }
        throw new IllegalArgumentException(
                "heddle.transport is \"" + word + "\"; it must be auto, epoll, io_uring or nio");
    }

    private @Nullable Throwable unavailability() {
        return switch (this) {
            case EPOLL -> Epoll.unavailabilityCause();
            case IO_URING -> ioUringUnavailability();
            case AUTO, NIO, LOCAL -> null;
        };
    }

    /// Before anything of io_uring is loaded, Netty is told to ask anew, for each read, whether there is something.
    /// By default (4.2.18) it hears once of each arrival. A read that takes what has come together with a reset
    /// or an end then stops short of that, and the next one waits for ever.
    private static @Nullable Throwable ioUringUnavailability() {
        var property = "io.netty.iouring.pollAddMultishotEnabled";
        System.setProperty(property, System.getProperty(property, "false"));
        return IoUring.unavailabilityCause();
    }

    IoHandlerFactory handlerFactory() {
        return switch (this) {
            case EPOLL -> LastingEpoll.newFactory();
            case IO_URING -> IoUringIoHandler.newFactory();
            case NIO -> NioIoHandler.newFactory();
            case LOCAL -> LocalIoHandler.newFactory();
            case AUTO -> resolve().handlerFactory();
        };
    }

    @Override
    public ChannelFactory<? extends Channel> socketChannel() {
        return switch (this) {
            case EPOLL -> EpollSocketChannel::new;
            case IO_URING -> () -> ClosingUring.of(new IoUringSocketChannel());
            case NIO -> NioSocketChannel::new;
            case LOCAL -> LocalChannel::new;
            case AUTO -> resolve().socketChannel();
        };
    }

    @Override
    public ChannelFactory<? extends ServerChannel> serverSocketChannel() {
        return switch (this) {
            case EPOLL -> EpollServerSocketChannel::new;
            case IO_URING -> () -> ClosingUring.listening(new IoUringServerSocketChannel());
            case NIO -> NioServerSocketChannel::new;
            case LOCAL -> LocalServerChannel::new;
            case AUTO -> resolve().serverSocketChannel();
        };
    }

    @Override
    public ChannelFactory<? extends Channel> unixSocketChannel() {
        return switch (this) {
            case EPOLL -> EpollDomainSocketChannel::new;
            case IO_URING -> () -> ClosingUring.of(new IoUringDomainSocketChannel());
            case NIO -> NioDomainSocketChannel::new;
            case LOCAL -> ChannelKinds.super.unixSocketChannel();
            case AUTO -> resolve().unixSocketChannel();
        };
    }

    @Override
    public ChannelFactory<? extends ServerChannel> unixServerSocketChannel() {
        return switch (this) {
            case EPOLL -> EpollServerDomainSocketChannel::new;
            case IO_URING -> () -> ClosingUring.listening(new IoUringServerDomainSocketChannel());
            case NIO -> NioServerDomainSocketChannel::new;
            case LOCAL -> ChannelKinds.super.unixServerSocketChannel();
            case AUTO -> resolve().unixServerSocketChannel();
        };
    }

    @Override
    public SocketAddress unixAddress(Path file) {
        return switch (this) {
            case EPOLL, IO_URING -> new DomainSocketAddress(file.toString());
            case NIO -> UnixDomainSocketAddress.of(file);
            case LOCAL -> ChannelKinds.super.unixAddress(file);
            case AUTO -> resolve().unixAddress(file);
        };
    }

    @Override
    public ChannelFactory<? extends io.netty.channel.socket.DatagramChannel> datagramChannel() {
        return switch (this) {
            case EPOLL -> EpollDatagramChannel::new;
            case IO_URING -> IoUringDatagramChannel::new;
            case NIO -> NioDatagramChannel::new;
            case LOCAL -> throw new UnsupportedOperationException("the in-memory transport has no datagrams");
            case AUTO -> resolve().datagramChannel();
        };
    }

    @Override
    public ChannelOption<Boolean> portSharing() {
        return switch (this) {
            case EPOLL, IO_URING -> UnixChannelOption.SO_REUSEPORT;
            case NIO, LOCAL -> NioChannelOption.of(StandardSocketOptions.SO_REUSEPORT);
            case AUTO -> resolve().portSharing();
        };
    }

    private String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
