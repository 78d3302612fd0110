package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.task.TimeoutExceededException;
import heddle.net.ConnectOptions;
import heddle.net.DialException;
import heddle.net.DialFailure;
import heddle.net.DnsOptions;
import heddle.net.NetOptions;
import heddle.net.names.Question;
import heddle.net.names.ScriptedDns;
import heddle.net.names.ScriptedDns.Line;
import io.netty.channel.Channel;
import io.netty.handler.codec.dns.DnsRecordType;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DialerTest {

    private static final NetOptions OPTIONS = NetOptions.defaults();

    private final List<Channel> accepted = new CopyOnWriteArrayList<>();

    private Listener listen(String address) throws IOException {
        return Listener.bind(ListenOptions.on(new InetSocketAddress(InetAddress.ofLiteral(address), 0)), accepted::add);
    }

    private static Dialed dial(NetOptions options, String host, int port) throws DialException {
        return new Dialer(options).dial(Target.plain(host, port));
    }

    private static DialException failure(NetOptions options, String host, int port) {
        return catchThrowableOfType(DialException.class, () -> dial(options, host, port));
    }

    private static int unusedPort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    @Test
    void an_address_is_dialled_as_it_is() throws Exception {
        Async.run(() -> {
            try (var listener = listen("127.0.0.1")) {
                var dialed = dial(OPTIONS, "127.0.0.1", listener.localAddress().getPort());
                assertThat(dialed.remote()).isEqualTo(listener.localAddress());
                assertThat(dialed.channel().isActive()).isTrue();
                assertThat(dialed.channel().config().isAutoRead()).isFalse();
                assertThat(dialed.protocol()).isEmpty();
                assertThat(dialed.times().connectNanos()).isPositive();
                assertThat(dialed.times().tlsNanos()).isZero();
                Handoff.close(dialed.channel());
            }
        });
    }

    @Test
    void localhost_means_loopback_in_either_family_whatever_a_server_says() throws Exception {
        Async.run(() -> {
            try (var dns = new ScriptedDns().has("localhost", 60, "10.9.9.9");
                    var four = listen("127.0.0.1");
                    var six = listen("::1")) {
                var options = OPTIONS.dns(DnsOptions.defaults().servers(List.of(dns.address())));
                var byFour = dial(options, "localhost", four.localAddress().getPort());
                assertThat(((InetSocketAddress) byFour.remote()).getAddress())
                        .isEqualTo(InetAddress.ofLiteral("127.0.0.1"));
                var bySix = dial(options, "App.LocalHost.", six.localAddress().getPort());
                assertThat(((InetSocketAddress) bySix.remote()).getAddress()).isEqualTo(InetAddress.ofLiteral("::1"));
                assertThat(dns.asked()).isEmpty();
            }
        });
    }

    @Test
    void a_fixed_host_needs_no_server() throws Exception {
        Async.run(() -> {
            try (var listener = listen("127.0.0.3")) {
                var options =
                        OPTIONS.dns(DnsOptions.defaults().host("Site.Example", InetAddress.ofLiteral("127.0.0.3")));
                var dialed =
                        dial(options, "site.example", listener.localAddress().getPort());
                assertThat(dialed.remote()).isEqualTo(listener.localAddress());
            }
        });
    }

    @Test
    void a_name_is_looked_up_once_for_dials_of_equal_options() throws Exception {
        Async.run(() -> {
            try (var dns = new ScriptedDns().has("site.example", 60, "127.0.0.2");
                    var listener = listen("127.0.0.2")) {
                var options = OPTIONS.dns(DnsOptions.defaults().servers(List.of(dns.address())));
                var port = listener.localAddress().getPort();
                Async.gather(IntStream.range(0, 100).boxed().toList(), _ -> dial(options, "site.example", port));
                var again = dial(options, "site.example.", port);
                assertThat(again.remote()).isEqualTo(listener.localAddress());
                assertThat(dns.asked())
                        .containsExactlyInAnyOrder(
                                new Question("site.example", DnsRecordType.A),
                                new Question("site.example", DnsRecordType.AAAA));
            }
        });
    }

    @Test
    void a_missing_name_says_so() throws Exception {
        Async.run(() -> {
            try (var dns = new ScriptedDns()) {
                var options = OPTIONS.dns(DnsOptions.defaults().servers(List.of(dns.address())));
                var failure = failure(options, "nowhere.example", 80);
                assertThat(failure.failure()).isEqualTo(DialFailure.NAME_NOT_FOUND);
                assertThat(failure.step()).isEqualTo(DialFailure.Step.DNS);
                assertThat(failure.host()).isEqualTo("nowhere.example");
                assertThat(failure.port()).isEqualTo(80);
            }
        });
    }

    @Test
    void a_silent_name_server_costs_no_more_than_the_limit() throws Exception {
        Async.run(() -> {
            try (var dns = silent()) {
                var options = OPTIONS.dns(
                        DnsOptions.defaults().servers(List.of(dns.address())).timeout(Duration.ofMillis(100)));
                var failure = failure(options, "site.example", 80);
                assertThat(failure.isTimeout()).isTrue();
                assertThat(failure.step()).isEqualTo(DialFailure.Step.DNS);
            }
        });
    }

    private static ScriptedDns silent() {
        return new ScriptedDns()
                .says("site.example", DnsRecordType.A, new Line.Silence())
                .says("site.example", DnsRecordType.AAAA, new Line.Silence());
    }

    @Test
    void a_refused_address_gives_way_to_the_next() throws Exception {
        Async.run(() -> {
            try (var listener = listen("127.0.0.5")) {
                var options = OPTIONS.dns(DnsOptions.defaults()
                        .host("site.example", InetAddress.ofLiteral("127.0.0.4"), InetAddress.ofLiteral("127.0.0.5")));
                var dialed =
                        dial(options, "site.example", listener.localAddress().getPort());
                assertThat(dialed.remote()).isEqualTo(listener.localAddress());
            }
        });
    }

    @Test
    void refusal_by_every_address_lists_them_all() throws Exception {
        var port = unusedPort();
        Async.run(() -> {
            var failure = failure(OPTIONS, "localhost", port);
            assertThat(failure.failure()).isEqualTo(DialFailure.CONNECTION_REFUSED);
            assertThat(failure.getSuppressed()).hasSize(2);
            assertThat(failure)
                    .hasMessage("cannot connect to localhost:%d: connection refused (::1, 127.0.0.1);".formatted(port)
                            + " check that the server runs and listens on that port");
        });
    }

    @Test
    void a_peer_that_never_answers_costs_no_more_than_the_limit() throws Exception {
        try (var full = new FullBacklog()) {
            Async.run(() -> {
                var options = OPTIONS.connect(ConnectOptions.defaults().timeout(Duration.ofMillis(100)));
                var failure = failure(options, "127.0.0.1", full.port());
                assertThat(failure.failure()).isEqualTo(DialFailure.CONNECT_TIMED_OUT);
                assertThat(failure)
                        .hasMessageStartingWith(
                                "cannot connect to 127.0.0.1:%d: no answer within 0.1 s; check".formatted(full.port()));
            });
        }
    }

    @Test
    void a_dial_cancelled_while_it_connects_closes_its_socket() throws Exception {
        try (var full = new FullBacklog()) {
            Async.run(() -> {
                assertThatThrownBy(() ->
                                Async.timeout(Duration.ofMillis(50), () -> dial(OPTIONS, "127.0.0.1", full.port())))
                        .isInstanceOf(TimeoutExceededException.class);
                OpenSockets.awaitNoneTowards(full.port());
            });
        }
    }

    @Test
    void a_dial_cancelled_while_it_looks_up_stops_at_once() throws Exception {
        Async.run(() -> {
            try (var dns = silent()) {
                var options = OPTIONS.dns(DnsOptions.defaults().servers(List.of(dns.address())));
                assertThatThrownBy(() -> Async.timeout(Duration.ofMillis(50), () -> dial(options, "site.example", 80)))
                        .isInstanceOf(TimeoutExceededException.class);
            }
        });
    }

    @Test
    void outside_a_loop_dialling_says_what_to_do() {
        assertThatThrownBy(() -> dial(OPTIONS, "127.0.0.1", 80))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("Async.run");
    }

    @Test
    void a_port_that_is_taken_is_a_clear_error() throws Exception {
        Async.run(() -> {
            try (var listener = listen("127.0.0.1")) {
                var same = ListenOptions.on(listener.localAddress());
                assertThatThrownBy(() -> Listener.bind(same, _ -> {}))
                        .isInstanceOf(IOException.class)
                        .hasMessage(
                                "Cannot listen on 127.0.0.1:%d: Address already in use; stop who listens there, or take"
                                        + " another port (0 finds a free one)",
                                listener.localAddress().getPort());
            }
        });
    }

    @Test
    void a_shared_port_takes_several_listeners() throws Exception {
        Async.run(() -> {
            var any = ListenOptions.on(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0))
                    .portSharing(ListenOptions.PortSharing.SHARED);
            try (var one = Listener.bind(any, accepted::add)) {
                var same = ListenOptions.on(one.localAddress()).portSharing(ListenOptions.PortSharing.SHARED);
                try (var two = Listener.bind(same, accepted::add)) {
                    assertThat(two.localAddress()).isEqualTo(one.localAddress());
                }
            }
        });
    }

    /// A listening socket whose queue of connections is full, so that the kernel answers no further one.
    private static final class FullBacklog implements AutoCloseable {

        private final ServerSocket server = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"));
        private final List<Socket> waiting = new ArrayList<>();

        FullBacklog() throws IOException {
            for (var i = 0; i < 2; i++) {
                waiting.add(new Socket(server.getInetAddress(), server.getLocalPort()));
            }
        }

        int port() {
            return server.getLocalPort();
        }

        @Override
        public void close() throws IOException {
            for (var socket : waiting) {
                socket.close();
            }
            server.close();
        }
    }
}
