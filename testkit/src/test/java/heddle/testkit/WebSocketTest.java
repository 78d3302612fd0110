package heddle.testkit;

import static heddle.testkit.HttpHosts.origin;
import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.serve;
import static heddle.testkit.HttpHosts.session;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.http.ConnectionLostException;
import heddle.server.Router;
import heddle.server.WebSocketRoute;
import heddle.testkit.network.Link;
import heddle.websocket.HeartbeatOptions;
import heddle.websocket.Message;
import java.time.Duration;
import java.util.ArrayList;
import org.junit.jupiter.api.Test;

/// WebSockets over a simulated network: what takes time.
class WebSocketTest {
    private static final String URL = "ws://server/echo-socket";
    private static final HeartbeatOptions HEARTBEAT =
            new HeartbeatOptions(Duration.ofSeconds(30), Duration.ofSeconds(10));

    @Test
    void a_heartbeat_keeps_a_silent_connection_and_notices_when_the_other_side_is_gone() {
        replayed(1, simulation -> {
            var server = origin(simulation);
            try (var session = session();
                    var socket = session.webSocket(URL)
                            .options(options -> options.heartbeat(HEARTBEAT))
                            .connect()) {
                TaskGroup.<RuntimeException>run(group -> {
                    var receiving = group.start(socket::receive);
                    Async.sleep(Duration.ofHours(1));
                    assertThat(socket.isOpen()).as("an hour of pings and pongs").isTrue();
                    socket.send("still there");
                    assertThat(receiving.await()).contains(new Message.Text("still there"));
                    simulation.network().isolate(server);
                    var began = simulation.currentTime();
                    assertThatThrownBy(socket::receive)
                            .isInstanceOf(ConnectionLostException.class)
                            .hasMessageContaining("not even an answer to a ping");
                    assertThat(simulation.currentTime().minus(began))
                            .isBetween(Duration.ofSeconds(39), Duration.ofSeconds(41));
                });
            }
        });
    }

    @Test
    void a_connection_that_was_one_serves_nothing_else_and_says_so_at_its_end() {
        var endings = new ArrayList<CloseReason>();
        replayed(3, simulation -> {
            origin(simulation);
            endings.clear();
            try (var session = session(options -> options.listener(event -> {
                if (event instanceof ConnectionEvent.Closed closed) {
                    endings.add(closed.reason());
                }
            }))) {
                session.webSocket(URL).connect().close();
                session.get("http://server/bytes/10").discard();
                assertThat(session.statistics().dialled()).isEqualTo(2);
            }
        });
        assertThat(endings).containsExactly(CloseReason.UPGRADED, CloseReason.SESSION_CLOSED);
    }

    @Test
    void a_heartbeat_does_not_count_while_nobody_listens() {
        replayed(2, simulation -> {
            origin(simulation);
            try (var session = session();
                    var socket = session.webSocket(URL)
                            .options(options -> options.heartbeat(HEARTBEAT))
                            .connect()) {
                Async.sleep(Duration.ofHours(1));
                socket.send("x");
                assertThat(socket.receive()).contains(new Message.Text("x"));
            }
        });
    }

    @Test
    void a_server_that_does_not_say_goodbye_is_waited_for_as_long_as_the_options_say() {
        replayed(3, simulation -> {
            serve(
                    simulation,
                    Router.builder()
                            .get("/", WebSocketRoute.of((_, _) -> Async.sleep(Duration.ofMinutes(5))))
                            .build());
            try (var session = session()) {
                var socket = session.webSocket("ws://server/")
                        .options(options -> options.closeTimeout(Duration.ofSeconds(3)))
                        .connect();
                var began = simulation.currentTime();
                socket.close();
                assertThat(simulation.currentTime().minus(began)).isEqualTo(Duration.ofSeconds(3));
                assertThat(socket.closeReason()).isEmpty();
                assertThat(socket.receive()).isEmpty();
            }
        });
    }

    @Test
    void messages_are_whole_however_the_network_cuts_them() {
        replayed(4, simulation -> {
            origin(simulation);
            simulation
                    .network()
                    .links(Link.defaults().segmentBytesMax(3).windowBytes(100).latency(Duration.ofMillis(1)));
            try (var session = session();
                    var socket = session.webSocket(URL)
                            .options(options -> options.compressed())
                            .connect()) {
                for (var text : new String[] {"", "é", "hello ".repeat(500)}) {
                    socket.send(text);
                    assertThat(socket.receive()).contains(new Message.Text(text));
                }
                var ping = socket.ping();
                socket.send("x");
                socket.receive();
                assertThat(ping.await()).isGreaterThanOrEqualTo(Duration.ofMillis(2));
            }
        });
    }
}
