package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static heddle.testkit.cases.ScriptedHost.ok;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.ClientSession;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.client.trace.ExchangeEvent;
import heddle.client.trace.WaitReason;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A host that is asked without end shuts out no other, however few connections there may be.
class FairHostsTest {
    private static final String BUSY = "busy";
    private static final String OTHER = "other";

    /// More ask than can be served, so that the busy host waits for another connection itself.
    @ParameterizedTest
    @ValueSource(ints = {2, 5})
    void a_host_that_waits_for_a_quarter_of_a_second_gets_the_connection_of_a_busy_one(int asking) {
        var endings = new ArrayList<CloseReason>();
        var waits = new ArrayList<WaitReason>();
        replayed(610, simulation -> {
            endings.clear();
            waits.clear();
            for (String name : List.of(BUSY, OTHER)) {
                ScriptedHost.start(simulation, name, peer -> {
                    while (true) {
                        peer.readRequest();
                        Async.sleep(Duration.ofMillis(10));
                        peer.write(ok(name));
                    }
                });
            }
            try (var session =
                    session(options -> options.pool(pool -> pool.totalMax(1)).listener(event -> {
                        if (event instanceof ConnectionEvent.Closed closed) {
                            endings.add(closed.reason());
                        } else if (event instanceof ExchangeEvent.Queued queued) {
                            waits.add(queued.reason());
                        }
                    }))) {
                TaskGroup.run(group -> {
                    var tasks = IntStream.range(0, asking)
                            .mapToObj(_ -> group.start(() -> askForEver(session)))
                            .toList();
                    Async.sleep(Duration.ofSeconds(1));
                    assertThat(endings).isEmpty();
                    Duration began = simulation.currentTime();
                    assertThat(session.get("http://" + OTHER + "/").text()).isEqualTo(OTHER);
                    assertThat(simulation.currentTime().minus(began))
                            .isBetween(Duration.ofMillis(250), Duration.ofMillis(300));
                    assertThat(endings).startsWith(CloseReason.YIELDED);
                    tasks.forEach(task -> task.cancel());
                });
            }
        });
        assertThat(waits).contains(WaitReason.TOTAL_LIMIT);
    }

    private static void askForEver(ClientSession session) {
        while (true) {
            assertThat(session.get("http://" + BUSY + "/").text()).isEqualTo(BUSY);
        }
    }
}
