package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static heddle.testkit.cases.ScriptedHost.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.client.events.EventSource;
import heddle.client.trace.CloseReason;
import heddle.client.trace.ConnectionEvent;
import heddle.http.ConnectionLostException;
import heddle.http.LimitExceededException;
import heddle.http.ResolveException;
import heddle.testkit.cases.ScriptedHost.Conversation;
import heddle.testkit.network.Link;
import java.time.Duration;
import java.util.ArrayList;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Families 1, 5 and 8 of the cases, and names that come and go, where it matters when something arrives.
class ResponseInTimeTest {
    private static final String[] COOKIES = {
        "Set-Cookie: age=1; Max-Age=10",
        "Set-Cookie: date=1; Expires=Sat, 01 Jan 2000 00:00:20 GMT",
        "Set-Cookie: both=1; Max-Age=30; Expires=Sat, 01 Jan 2000 00:00:01 GMT"
    };

    private static final String EVIL = "HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil";

    @ParameterizedTest
    @ValueSource(strings = {EVIL, "\r\n", "x"})
    void bytes_on_an_idle_connection_close_it_in_segments_of_one_byte_too(String unasked) {
        var reasons = new ArrayList<CloseReason>();
        replayed(101, simulation -> {
            reasons.clear();
            simulation.network().links(Link.defaults().segmentBytesMax(1));
            ScriptedHost.start(
                    simulation,
                    "server",
                    peer -> {
                        peer.readRequest();
                        peer.write(ok("first"));
                        Async.sleep(Duration.ofSeconds(1));
                        peer.write(unasked);
                        peer.awaitClose();
                    },
                    answeringAll("second"));
            try (var session = session(options -> options.listener(event -> {
                if (event instanceof ConnectionEvent.Closed closed) {
                    reasons.add(closed.reason());
                }
            }))) {
                assertThat(session.get("http://server/").text()).isEqualTo("first");
                Async.sleep(Duration.ofSeconds(2));
                assertThat(session.statistics().connections()).isZero();
                assertThat(session.get("http://server/").text()).isEqualTo("second");
            }
        });
        assertThat(reasons.getFirst()).isEqualTo(CloseReason.UNASKED_BYTES);
    }

    @Test
    void an_answer_on_a_connection_made_ahead_of_time_answers_no_request() {
        replayed(102, simulation -> {
            simulation.network().links(Link.defaults().segmentBytesMax(1).latency(Duration.ofMillis(10)));
            ScriptedHost.start(
                    simulation,
                    "server",
                    peer -> {
                        peer.write(EVIL);
                        peer.awaitClose();
                    },
                    answeringAll("good"));
            try (var session = session()) {
                session.warmUp("http://server/", 1);
                Async.sleep(Duration.ofSeconds(1));
                assertThat(session.statistics().connections()).isZero();
                assertThat(session.get("http://server/").text()).isEqualTo("good");
            }
        });
    }

    /// Extra bytes that come with the answer close the connection; those that come later do so then. Only those that
    /// come when the next request has left already can be taken for its answer, as with every client.
    @Test
    void bytes_after_a_body_are_never_part_of_an_answer_that_was_asked_for_later() {
        for (int millis = 0; millis <= 40; millis++) {
            var delay = Duration.ofMillis(millis);
            replayed(103, simulation -> {
                simulation.network().links(Link.defaults().latency(Duration.ofMillis(10)));
                ScriptedHost.start(
                        simulation,
                        "server",
                        peer -> {
                            peer.readRequest();
                            peer.write(ok("first"));
                            Async.sleep(delay);
                            peer.write(EVIL);
                            peer.awaitClose();
                        },
                        answeringAll("good"));
                try (var session = session()) {
                    assertThat(session.get("http://server/").text()).isEqualTo("first");
                    Async.sleep(Duration.ofMillis(50));
                    assertThat(session.get("http://server/").text()).isEqualTo("good");
                }
            });
        }
    }

    @Test
    void a_body_in_tiny_chunks_and_tiny_segments_is_a_body_like_any_other() {
        replayed(104, simulation -> {
            simulation.network().links(Link.defaults().segmentBytesMax(1));
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                peer.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + "1\r\nx\r\n".repeat(2_000)
                        + "0\r\n\r\n");
                peer.awaitClose();
            });
            try (var session = session()) {
                assertThat(session.get("http://server/").text()).hasSize(2_000);
            }
        });
    }

    @Test
    void an_endless_head_a_line_a_second_stops_at_its_limit() {
        replayed(105, simulation -> {
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                peer.write("HTTP/1.1 200 OK\r\n");
                while (true) {
                    peer.write("Set-Cookie: " + "x".repeat(1000) + "\r\n");
                    Async.sleep(Duration.ofSeconds(1));
                }
            });
            try (var session = session()) {
                var limit = catchThrowableOfType(
                        LimitExceededException.class,
                        () -> session.get("http://server/").text());
                assertThat(limit.what()).isEqualTo("response head bytes");
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(60), Duration.ofSeconds(66));
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"close", "half", "reset"})
    void a_body_that_is_cut_at_any_byte_is_never_taken_for_a_whole_one(String end) {
        String whole =
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\nX: y\r\n\r\n";
        for (int length = 0; length < whole.length(); length++) {
            String cut = whole.substring(0, length);
            replayed(106, simulation -> {
                ScriptedHost.start(simulation, "server", peer -> {
                    peer.readRequest();
                    peer.write(cut);
                    finish(peer, end);
                });
                try (var session = session()) {
                    assertThat(catchThrowableOfType(
                                    ConnectionLostException.class,
                                    () -> session.get("http://server/").text()))
                            .as("after " + cut.length() + " bytes")
                            .isNotNull();
                    simulation.advanceTimeBy(Duration.ofSeconds(1));
                    assertThat(session.statistics().connections()).isZero();
                }
            });
        }
    }

    private static void finish(Conversation peer, String end) throws java.io.IOException {
        if (end.equals("half")) {
            peer.shutdownOutput();
            peer.awaitClose();
        } else if (end.equals("reset")) {
            Async.sleep(Duration.ofMillis(100));
            peer.reset();
        }
    }

    @Test
    void a_cookie_is_sent_until_its_time_is_over() {
        replayed(801, simulation -> {
            var server = ScriptedHost.start(simulation, "server", peer -> {
                while (true) {
                    peer.readRequest();
                    boolean isFirst = peer.host().requests().size() == 1;
                    peer.write(isFirst ? head(COOKIES) : head());
                }
            });
            try (var session = session()) {
                session.get("http://server/").discard();
                for (int i = 0; i < 3; i++) {
                    Async.sleep(Duration.ofSeconds(9));
                    session.get("http://server/").discard();
                }
                Async.sleep(Duration.ofSeconds(4));
                session.get("http://server/").discard();
            }
            assertThat(server.requests())
                    .extracting(ResponseInTimeTest::cookies)
                    .containsExactly("", "age=1; date=1; both=1", "date=1; both=1", "both=1", "");
        });
    }

    private static String head(String... fields) {
        String lines = Stream.of(fields).map(field -> field + "\r\n").collect(Collectors.joining());
        return "HTTP/1.1 200 OK\r\nContent-Length: 0\r\n" + lines + "\r\n";
    }

    private static String cookies(String request) {
        return request.lines()
                .filter(line -> line.startsWith("Cookie: "))
                .map(line -> line.substring("Cookie: ".length()))
                .findFirst()
                .orElse("");
    }

    @Test
    void a_feed_waits_until_the_moment_that_its_server_names() {
        replayed(802, simulation -> {
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                peer.write("HTTP/1.1 503 Busy\r\n%s\r\nContent-Length: 0\r\n\r\n"
                        .formatted("Retry-After: Sat, 01 Jan 2000 00:00:40 GMT"));
                peer.readRequest();
                peer.write("HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: now\n\n");
                peer.awaitClose();
            });
            try (var session = session();
                    var feed = EventSource.open(session, "http://server/")) {
                assertThat(feed.iterator().next().data()).isEqualTo("now");
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(40), Duration.ofSeconds(60));
            }
        });
    }

    @Test
    void a_name_that_did_not_exist_is_asked_for_again_when_its_absence_is_over() {
        replayed(701, simulation -> {
            var server = ScriptedHost.start(simulation, "server", answeringAll("there"));
            var dns = simulation.network().dns();
            dns.noSuchName("new.test");
            try (var session = session()) {
                for (int i = 0; i < 3; i++) {
                    assertThat(catchThrowableOfType(
                                    ResolveException.class,
                                    () -> session.get("http://new.test/").text()))
                            .isNotNull();
                }
                dns.addresses("new.test", server.host().address());
                Async.sleep(Duration.ofMinutes(10));
                assertThat(session.get("http://new.test/").text()).isEqualTo("there");
            }
        });
    }

    @Test
    void requests_that_wait_for_a_slow_name_share_one_question_and_one_failure() {
        var report = replayed(702, simulation -> {
            var dns = simulation.network().dns();
            dns.fails("slow.test");
            dns.delay("slow.test", Duration.ofSeconds(3));
            try (var session = session()) {
                TaskGroup.run(group -> {
                    for (int i = 0; i < 20; i++) {
                        group.start(() -> assertThat(catchThrowableOfType(
                                        ResolveException.class,
                                        () -> session.get("http://slow.test/").text()))
                                .isNotNull());
                    }
                });
                assertThat(simulation.currentTime()).isBetween(Duration.ofSeconds(3), Duration.ofMillis(3_100));
                assertThat(session.statistics().waiting()).isZero();
            }
        });
        assertThat(report.trace().lines().filter(line -> line.contains("asks A slow.test")))
                .hasSize(1);
    }

    private static ScriptedHost.Script answeringAll(String body) {
        return peer -> {
            while (true) {
                peer.readRequest();
                peer.write(ok(body));
            }
        };
    }
}
