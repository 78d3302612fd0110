package heddle.net.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.async.loop.Loop;
import heddle.async.loop.Transport;
import heddle.async.task.Visit;
import heddle.net.ConnectOptions;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.KeepAliveProbes;
import heddle.net.NetOptions;
import heddle.net.SocketOptions;
import heddle.net.wire.Dialer;
import heddle.net.wire.ListenOptions;
import heddle.net.wire.Listener;
import heddle.net.wire.Target;
import io.netty.channel.Channel;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.socket.nio.NioChannelOption;
import io.netty.channel.unix.IntegerUnixChannelOption;
import io.netty.channel.uring.IoUringChannelOption;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.function.UnaryOperator;
import jdk.net.ExtendedSocketOptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/// What the kernel says of the sockets of connections.
class SocketSettingsTest {
    private static final int BYTES = 32 << 10; // below what the system gives by default

    private static void dialling(
            LoopTransport transport, UnaryOperator<SocketOptions> change, Visit<Channel, Exception> look)
            throws Exception {
        dialling(transport, ConnectOptions.defaults().socket(change), look);
    }

    private static void dialling(LoopTransport transport, ConnectOptions connect, Visit<Channel, Exception> look)
            throws Exception {
        Async.run(LoopOptions.defaults().transport(transport), () -> {
            var loopback = new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0);
            try (var listener = Listener.bind(ListenOptions.on(loopback), _ -> {})) {
                var options = NetOptions.defaults().connect(connect);
                var port = listener.localAddress().getPort();
                var channel = new Dialer(options)
                        .dial(Target.plain("127.0.0.1", port))
                        .channel();
                look.accept(channel);
                var _ = channel.close();
            }
        });
    }

    private static List<ChannelOption<Integer>> keepAliveTimes() {
        return switch ((Transport) Loop.current().transport()) {
            case EPOLL ->
                List.of(
                        EpollChannelOption.TCP_KEEPIDLE,
                        EpollChannelOption.TCP_KEEPINTVL,
                        EpollChannelOption.TCP_KEEPCNT);
            case IO_URING ->
                List.of(
                        IoUringChannelOption.TCP_KEEPIDLE,
                        IoUringChannelOption.TCP_KEEPINTVL,
                        IoUringChannelOption.TCP_KEEPCNT);
            case NIO, AUTO, LOCAL ->
                List.of(
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPIDLE),
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPINTERVAL),
                        NioChannelOption.of(ExtendedSocketOptions.TCP_KEEPCOUNT));
        };
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO", "IO_URING"})
    void the_kernel_knows_of_buffers_and_of_small_writes(LoopTransport transport) throws Exception {
        dialling(
                transport,
                socket -> socket.tcpNoDelay(false).receiveBufferBytes(BYTES).sendBufferBytes(BYTES),
                channel -> {
                    assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY))
                            .isFalse();
                    assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE))
                            .isFalse();
                    assertThat(channel.config().getOption(ChannelOption.SO_RCVBUF))
                            .isBetween(BYTES, 2 * BYTES);
                    assertThat(channel.config().getOption(ChannelOption.SO_SNDBUF))
                            .isBetween(BYTES, 2 * BYTES);
                });
    }

    /// Which nobody asks for: Netty gives the one to every socket, and the kernel the other.
    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO", "IO_URING"})
    void small_writes_leave_at_once_and_nothing_is_probed(LoopTransport transport) throws Exception {
        dialling(transport, socket -> socket, channel -> {
            assertThat(channel.config().getOption(ChannelOption.TCP_NODELAY)).isTrue();
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isFalse();
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "NIO", "IO_URING"})
    void the_kernel_knows_when_to_probe(LoopTransport transport) throws Exception {
        var probes = new KeepAliveProbes(Duration.ofSeconds(61), Duration.ofSeconds(7), 5);
        dialling(transport, socket -> socket.keepAlive(probes), channel -> {
            assertThat(channel.config().getOption(ChannelOption.SO_KEEPALIVE)).isTrue();
            assertThat(keepAliveTimes())
                    .extracting(option -> channel.config().getOption(option))
                    .containsExactly(61, 7, 5);
        });
    }

    @ParameterizedTest
    @EnumSource(
            value = LoopTransport.class,
            names = {"EPOLL", "IO_URING"})
    @DisabledIfSystemProperty(
            named = "heddle.transport",
            matches = "nio",
            disabledReason = "the JDK has no such option")
    void a_local_address_takes_its_port_when_the_peer_is_known(LoopTransport transport) throws Exception {
        var late = new IntegerUnixChannelOption("IP_BIND_ADDRESS_NO_PORT", 0, 24);
        dialling(
                transport,
                socket -> socket,
                channel -> assertThat(channel.config().getOption(late)).isZero());
        var here = ConnectOptions.defaults().localAddresses(InetAddress.ofLiteral("127.0.0.7"));
        dialling(transport, here, channel -> {
            assertThat(channel.config().getOption(late)).isOne();
            assertThat(((InetSocketAddress) channel.localAddress()).getHostString())
                    .isEqualTo("127.0.0.7");
        });
    }

    @Test
    @DisabledIfSystemProperty(named = "heddle.transport", matches = "nio|io_uring", disabledReason = "by epoll")
    void epoll_knows_when_to_give_up_what_nobody_acknowledges() throws Exception {
        dialling(
                LoopTransport.EPOLL,
                socket -> socket.userTimeout(Duration.ofSeconds(9)),
                channel -> assertThat(channel.config().getOption(EpollChannelOption.TCP_USER_TIMEOUT))
                        .isEqualTo(9000));
    }

    @Test
    @DisabledIfSystemProperty(named = "heddle.transport", matches = "epoll|io_uring", disabledReason = "by NIO")
    void a_transport_that_lacks_an_option_says_so_before_it_dials() throws Exception {
        var refused = catchThrowableOfType(
                DialException.class,
                () -> dialling(LoopTransport.NIO, socket -> socket.userTimeout(Duration.ofSeconds(9)), _ -> {}));
        assertThat(refused.failure()).isEqualTo(DialFailure.SOCKET_OPTION_MISSING);
        assertThat(refused.isRetryable()).isFalse();
        assertThat(refused)
                .hasMessageEndingWith(
                        "the transport NIO lacks userTimeout; leave it out, or use a transport that has it (epoll)");
    }

    @Test
    void what_makes_no_sense_is_refused_where_it_is_written() {
        var options = SocketOptions.defaults();
        assertThatThrownBy(() -> options.receiveBufferBytes(0)).hasMessageContaining("receiveBufferBytes");
        assertThatThrownBy(() -> options.sendBufferBytes(-1)).hasMessageContaining("sendBufferBytes");
        assertThatThrownBy(() -> options.userTimeout(Duration.ofNanos(1))).hasMessageContaining("userTimeout");
        assertThatThrownBy(() -> new KeepAliveProbes(Duration.ofMillis(10), Duration.ofSeconds(1), 1))
                .hasMessageContaining("keep-alive idle");
    }
}
