package heddle.net.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.LoopTransport;
import heddle.async.task.Action;
import heddle.net.ConnectOptions;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import heddle.net.NetOptions;
import heddle.net.wire.Dialed;
import heddle.net.wire.Dialer;
import heddle.net.wire.ListenOptions;
import heddle.net.wire.Listener;
import heddle.net.wire.Target;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/// Where connections begin. All of 127.0.0.0/8 is this machine's, and 192.0.2.0/24 (RFC 5737) is nobody's.
@ParameterizedClass
@EnumSource(
        value = LoopTransport.class,
        names = {"EPOLL", "NIO", "IO_URING"})
class LocalAddressesTest {
    private static final InetAddress SIX = InetAddress.ofLiteral("::1");

    private final LoopTransport transport;

    LocalAddressesTest(LoopTransport transport) {
        this.transport = transport;
    }

    private void run(Action<Exception> scene) throws Exception {
        Async.run(LoopOptions.defaults().transport(transport), scene);
    }

    private static Listener listen(String address) throws IOException {
        return Listener.bind(ListenOptions.on(new InetSocketAddress(InetAddress.ofLiteral(address), 0)), _ -> {});
    }

    private static NetOptions from(String... addresses) {
        var local = Stream.of(addresses).map(InetAddress::ofLiteral).toArray(InetAddress[]::new);
        return NetOptions.defaults().connect(ConnectOptions.defaults().localAddresses(local));
    }

    private static Dialed dial(NetOptions options, String host, Listener listener) throws DialException {
        return new Dialer(options)
                .dial(Target.plain(host, listener.localAddress().getPort()));
    }

    /// Where a connection began, which is then closed.
    private static InetAddress beginning(NetOptions options, String host, Listener listener) throws DialException {
        var channel = dial(options, host, listener).channel();
        var address = ((InetSocketAddress) channel.localAddress()).getAddress();
        var _ = channel.close();
        return address;
    }

    private static DialException failure(NetOptions options, String host, Listener listener) {
        return catchThrowableOfType(DialException.class, () -> dial(options, host, listener));
    }

    @Test
    void a_connection_begins_where_the_options_say() throws Exception {
        run(() -> {
            try (var listener = listen("127.0.0.1")) {
                assertThat(beginning(from("127.0.0.7"), "127.0.0.1", listener))
                        .isEqualTo(InetAddress.ofLiteral("127.0.0.7"));
            }
        });
    }

    @Test
    void several_of_one_version_take_turns() throws Exception {
        run(() -> {
            try (var listener = listen("127.0.0.1")) {
                var options = from("127.0.0.7", "::1", "127.0.0.8");
                var dialer = new Dialer(options);
                var target = Target.plain("127.0.0.1", listener.localAddress().getPort());
                var channels = List.of(
                        dialer.dial(target).channel(),
                        dialer.dial(target).channel(),
                        dialer.dial(target).channel());
                assertThat(channels)
                        .extracting(channel -> ((InetSocketAddress) channel.localAddress()).getHostString())
                        .containsExactly("127.0.0.7", "127.0.0.8", "127.0.0.7");
                channels.forEach(channel -> {
                    var _ = channel.close();
                });
            }
        });
    }

    @Test
    void each_attempt_begins_at_an_address_of_its_own_version() throws Exception {
        run(() -> {
            try (var four = listen("127.0.0.1");
                    var six = listen("::1")) {
                var options = from("127.0.0.7", "::1");
                assertThat(beginning(options, "localhost", six)).isEqualTo(SIX);
                assertThat(beginning(options, "localhost", four)).isEqualTo(InetAddress.ofLiteral("127.0.0.7"));
            }
        });
    }

    @Test
    void addresses_of_a_version_that_has_no_beginning_are_left_out() throws Exception {
        run(() -> {
            try (var four = listen("127.0.0.1");
                    var nobody = new Socket()) {
                nobody.bind(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)); // or another test may get it
                assertThat(beginning(from("127.0.0.7"), "localhost", four))
                        .isEqualTo(InetAddress.ofLiteral("127.0.0.7"));
                var six = new InetSocketAddress(SIX, nobody.getLocalPort());
                try (var listener = Listener.bind(ListenOptions.on(six), _ -> {})) {
                    var refused = failure(from("127.0.0.7"), "localhost", listener);
                    assertThat(refused.failure()).isEqualTo(DialFailure.CONNECTION_REFUSED);
                    assertThat(refused).hasMessageContaining("127.0.0.1").hasMessageNotContaining("::1");
                }
            }
        });
    }

    @Test
    void where_none_fits_the_failure_names_both_sides() throws Exception {
        run(() -> {
            try (var six = listen("::1")) {
                var options = from("127.0.0.7");
                var refused = failure(options.dns(DnsOptions.defaults().host("six.example", SIX)), "six.example", six);
                assertThat(refused.failure()).isEqualTo(DialFailure.NO_LOCAL_ADDRESS);
                assertThat(refused.isRetryable()).isFalse();
                assertThat(refused)
                        .hasMessageContaining("no way from 127.0.0.7 to ::1; add a local address of that kind");
            }
        });
    }

    @Test
    void an_address_of_another_machine_is_named() throws Exception {
        run(() -> {
            try (var listener = listen("127.0.0.1")) {
                var refused = failure(from("192.0.2.1"), "127.0.0.1", listener);
                assertThat(refused.failure()).isEqualTo(DialFailure.LOCAL_ADDRESS_NOT_HERE);
                assertThat(refused.isRetryable()).isFalse();
                assertThat(refused)
                        .hasMessageContaining("it cannot begin at 192.0.2.1; take addresses of this machine");
            }
        });
    }
}
