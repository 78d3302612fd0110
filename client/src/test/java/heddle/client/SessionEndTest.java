package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.async.LoopOptions;
import heddle.async.TaskGroup;
import heddle.async.task.CancelledException;
import heddle.async.time.VirtualTime;
import heddle.client.peer.Client;
import heddle.client.peer.FullListener;
import heddle.client.peer.ScriptedPeer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

/// What the end of a session does to what is still under way.
@Isolated
class SessionEndTest {
    @Test
    void dials_in_flight_end_with_the_session() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(100));
        try (var full = FullListener.open()) {
            Async.run(LoopOptions.defaults().time(time), () -> {
                var session = ClientSession.open();
                TaskGroup.run(group -> {
                    var asked = group.start(() -> failure(session, full.url()));
                    Async.sleep(Duration.ofSeconds(1));
                    assertThat(session.statistics().dialling()).isEqualTo(1);
                    assertThat(attempts(full.port())).isEqualTo(1);
                    session.close();
                    assertThat(asked.await()).contains("session is closed");
                });
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.statistics()).isEqualTo(new SessionStatistics(0, 0, 0, 0, 0, 0, 0, 0));
                assertThat(attempts(full.port())).isZero();
            });
        }
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void dials_in_flight_end_with_the_run_when_the_session_was_forgotten() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(100));
        try (var full = FullListener.open()) {
            Async.run(LoopOptions.defaults().time(time), () -> {
                var session = ClientSession.open();
                TaskGroup.run(group -> {
                    group.start(() -> session.get(full.url()).text());
                    Async.sleep(Duration.ofSeconds(1));
                    group.cancel();
                });
            });
            assertThat(attempts(full.port())).isZero();
        }
        assertThat(time.elapsed()).isLessThan(Duration.ofSeconds(5));
    }

    @Test
    void a_response_that_was_left_open_is_reported_with_its_url_and_what_to_do() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
            connection.awaitClose();
        })) {
            String log = logOf(() -> Client.visit(session -> {
                var forgotten = session.get(peer.url("/left/open?x=1")).send();
                assertThat(forgotten.status().code()).isEqualTo(200);
            }));
            assertThat(log)
                    .contains("the response to GET " + peer.url("/left/open?x=1"))
                    .contains("neither read to its end nor closed")
                    .contains("try (...)");
        }
    }

    @Test
    void a_response_that_was_left_open_is_reported_at_the_end_of_the_run_if_the_session_lives_on() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
                    connection.readRequest();
                    connection.write("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nabc");
                    connection.awaitClose();
                });
                var session = ClientSession.open()) {
            String log = logOf(() -> Async.run(() -> assertThat(
                            session.get(peer.url("/open")).send().status().code())
                    .isEqualTo(200)));
            assertThat(log)
                    .contains("a run ended too early: the response to GET " + peer.url("/open"))
                    .contains("try (...)");
        }
    }

    @Test
    void a_session_that_is_closed_in_good_order_reports_nothing() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("abc"))) {
            String log = logOf(() -> Client.visit(session -> {
                session.get(peer.url()).text();
                session.get(peer.url()).send().close();
            }));
            assertThat(log).doesNotContain("too early");
        }
    }

    private interface Run {
        void run() throws Exception;
    }

    private static String logOf(Run run) throws Exception {
        var log = new ByteArrayOutputStream();
        PrintStream before = System.err;
        System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
        try {
            run.run();
        } finally {
            System.setErr(before);
        }
        return log.toString(StandardCharsets.UTF_8);
    }

    private static String failure(ClientSession session, String url) {
        try {
            return session.get(url).text();
        } catch (CancelledException cancelled) {
            throw cancelled;
        } catch (IllegalStateException closed) {
            return String.valueOf(closed.getMessage());
        }
    }

    /// How many connection attempts to that port the kernel makes for anyone here (state 02 is SYN_SENT).
    private static long attempts(int port) throws IOException {
        var attempt = Pattern.compile("[0-9A-F]+:[0-9A-F]{4} [0-9A-F]+:%04X 02 ".formatted(port));
        long count = 0;
        for (String file : List.of("/proc/self/net/tcp", "/proc/self/net/tcp6")) {
            Path table = Path.of(file);
            if (Files.isReadable(table)) {
                count += attempt.matcher(Files.readString(table)).results().count();
            }
        }
        return count;
    }
}
