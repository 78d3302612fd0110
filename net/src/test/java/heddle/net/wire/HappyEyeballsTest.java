package heddle.net.wire;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.net.DialException;
import heddle.net.DialFailure;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelPromise;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.util.concurrent.Future;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NoRouteToHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// The network is a function here, and time is the embedded loop's.
class HappyEyeballsTest {

    private static final Duration DELAY = Duration.ofMillis(250);

    private final EmbeddedChannel clock = new EmbeddedChannel();
    private final List<Attempt> attempts = new ArrayList<>();
    private final ConnectFailures failures = new ConnectFailures();

    private record Attempt(String address, EmbeddedChannel channel, ChannelPromise end) {}

    HappyEyeballsTest() {
        clock.freezeTime();
    }

    private Future<HappyEyeballs.Connected> race(String... addresses) {
        var endpoints = Stream.of(addresses).map(HappyEyeballsTest::endpoint).toList();
        return HappyEyeballs.race(clock.eventLoop(), DELAY, this::connect, endpoints, failures);
    }

    private ChannelFuture connect(InetSocketAddress address) {
        var channel = new EmbeddedChannel();
        var attempt = new Attempt(address.getAddress().getHostAddress(), channel, channel.newPromise());
        attempts.add(attempt);
        return attempt.end();
    }

    private static InetSocketAddress endpoint(String address) {
        return new InetSocketAddress(InetAddress.ofLiteral(address), 443);
    }

    private void pass(Duration time) {
        clock.advanceTimeBy(time.toMillis(), TimeUnit.MILLISECONDS);
        clock.runScheduledPendingTasks();
    }

    private List<String> tried() {
        return attempts.stream().map(Attempt::address).toList();
    }

    @Test
    void an_attempt_runs_alone_for_the_delay_and_then_beside_the_next() {
        var _ = race("127.0.0.1", "127.0.0.2");
        assertThat(tried()).containsExactly("127.0.0.1");
        pass(DELAY.minusMillis(1));
        assertThat(tried()).containsExactly("127.0.0.1");
        pass(Duration.ofMillis(1));
        assertThat(tried()).containsExactly("127.0.0.1", "127.0.0.2");
        assertThat(attempts.getFirst().channel().isOpen()).isTrue();
    }

    @Test
    void a_failed_attempt_hands_over_at_once_and_starts_a_full_delay() {
        var _ = race("127.0.0.1", "127.0.0.2", "127.0.0.3");
        pass(Duration.ofMillis(100));
        attempts.getFirst().end().setFailure(new ConnectException("Connection refused"));
        assertThat(tried()).containsExactly("127.0.0.1", "127.0.0.2");
        pass(Duration.ofMillis(200));
        assertThat(tried()).hasSize(2);
        pass(Duration.ofMillis(50));
        assertThat(tried()).hasSize(3);
    }

    @Test
    void the_first_success_wins_and_the_others_are_closed() {
        var winner = race("127.0.0.1", "127.0.0.2", "127.0.0.3");
        pass(DELAY);
        attempts.get(1).end().setSuccess();
        assertThat(winner.getNow().remote()).isEqualTo(endpoint("127.0.0.2"));
        assertThat(winner.getNow().channel().isOpen()).isTrue();
        assertThat(attempts.getFirst().channel().isOpen()).isFalse();
        pass(DELAY);
        assertThat(tried()).hasSize(2);
    }

    @Test
    void a_success_after_the_race_is_closed() {
        var _ = race("127.0.0.1", "127.0.0.2");
        pass(DELAY);
        attempts.get(1).end().setSuccess();
        attempts.getFirst().end().setSuccess();
        assertThat(attempts.getFirst().channel().isOpen()).isFalse();
        assertThat(attempts.get(1).channel().isOpen()).isTrue();
    }

    @Test
    void a_cancelled_race_closes_every_attempt_and_starts_no_more() {
        var winner = race("127.0.0.1", "127.0.0.2", "127.0.0.3");
        pass(DELAY);
        winner.cancel(false);
        assertThat(attempts).hasSize(2).allMatch(attempt -> !attempt.channel().isOpen());
        pass(DELAY);
        assertThat(tried()).hasSize(2);
    }

    @Test
    void when_all_have_failed_each_reason_is_told_in_order() {
        var winner = race("127.0.0.1", "::1");
        attempts.getFirst().end().setFailure(new ConnectException("Connection refused"));
        attempts.get(1).end().setFailure(new NoRouteToHostException("No route to host"));
        assertThat(winner.cause()).isSameAs(failures);
        var told = explained(winner.cause());
        assertThat(told.failure()).isEqualTo(DialFailure.CONNECTION_REFUSED);
        assertThat(told)
                .hasMessage(
                        "cannot connect to site.example:443: connection refused (127.0.0.1), no route to host (::1);"
                                + " check that the server runs and listens on that port");
        assertThat(told.getSuppressed())
                .extracting(Throwable::getMessage)
                .containsExactly("127.0.0.1:443: connection refused", "[::1]:443: no route to host");
    }

    @Test
    void the_last_running_attempt_is_waited_for() {
        var winner = race("127.0.0.1", "127.0.0.2");
        pass(DELAY);
        attempts.get(1).end().setFailure(new ConnectException("Connection refused"));
        assertThat(winner.isDone()).isFalse();
        attempts.getFirst().end().setSuccess();
        assertThat(winner.getNow().remote()).isEqualTo(endpoint("127.0.0.1"));
    }

    @Test
    void a_timeout_names_the_limit_and_what_had_failed_before() {
        var _ = race("127.0.0.1", "127.0.0.2");
        attempts.getFirst().end().setFailure(new ConnectException("Connection refused"));
        var told = explained(new TimeoutException());
        assertThat(told.isTimeout()).isTrue();
        assertThat(told)
                .hasMessageContaining("no answer within 3 s (127.0.0.2), connection refused (127.0.0.1); check that");
    }

    @Test
    void exhausted_files_and_ports_are_told_apart_and_come_with_advice() {
        failures.add(endpoint("127.0.0.1"), new ConnectException("Connection refused"));
        failures.add(endpoint("127.0.0.2"), new IOException("socket() failed: Too many open files"));
        assertThat(explained(failures).failure()).isEqualTo(DialFailure.OUT_OF_FILES);
        assertThat(explained(failures)).hasMessageContaining("ulimit -n");

        var ports = new ConnectFailures();
        ports.add(endpoint("127.0.0.1"), new IOException("connect(..) failed: Cannot assign requested address"));
        var told = ports.explain(Target.plain("site.example", 443), Duration.ofSeconds(3), ports);
        assertThat(told.failure()).isEqualTo(DialFailure.OUT_OF_PORTS);
        assertThat(told).hasMessageContaining("no local port is free");
    }

    private DialException explained(Throwable cause) {
        return failures.explain(Target.plain("site.example", 443), Duration.ofSeconds(3), cause);
    }
}
