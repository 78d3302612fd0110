package heddle.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.Promise;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// What an endpoint says while it stops. Whoever stops it from another thread looks, and waits for what it says.
class EndpointTest {
    private static final Rules RULES = new Rules(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1);

    private static Endpoint open(Runnable quiet) {
        return Endpoint.open(RULES, false, exchange -> {}, quiet);
    }

    @Test
    void it_is_not_quiet_before_it_stops_since_a_connection_may_be_about_to_come() throws Exception {
        Async.run(() -> {
            var endpoint = open(() -> {});
            assertThat(endpoint.connectionCount()).isZero();
            assertThat(endpoint.isQuiet()).isFalse();
        });
    }

    /// Its last connection left before it began to stop, and after somebody who waits had looked.
    @Test
    void it_says_that_it_is_quiet_when_it_begins_to_stop_and_nothing_is_left() throws Exception {
        Async.run(() -> {
            var said = new Promise<Boolean>();
            var endpoint = open(() -> said.complete(true));
            endpoint.beginStop();
            said.await(Duration.ofSeconds(10));
            assertThat(endpoint.isQuiet()).isTrue();
        });
    }
}
