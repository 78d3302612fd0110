package heddle.testkit.cases;

import static heddle.testkit.HttpHosts.replayed;
import static heddle.testkit.HttpHosts.session;
import static heddle.testkit.cases.ScriptedHost.ok;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.Async;
import heddle.client.body.BodySource;
import heddle.client.body.RequestBody;
import heddle.testkit.network.Link;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// The milestones of an exchange, to the millisecond, over a link that takes ten of them each way.
class TimingsTest {
    private static final Link LINK = Link.defaults().latency(Duration.ofMillis(10));
    private static final Duration WAY_AND_BACK = Duration.ofMillis(20);
    private static final Duration ROUNDING = Duration.ofMillis(1);

    @Test
    void what_a_redirect_took_comes_before_the_request_that_follows_it() {
        replayed(711, simulation -> {
            simulation.network().links(LINK);
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                Async.sleep(Duration.ofMillis(100));
                peer.write("HTTP/1.1 302 Found\r\nLocation: /end\r\nContent-Length: 0\r\n\r\n");
                peer.readRequest();
                Async.sleep(Duration.ofMillis(30));
                peer.write("HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\n");
                Async.sleep(Duration.ofMillis(40));
                peer.write("x");
                peer.awaitClose();
            });
            try (var session = session()) {
                var direct =
                        session.get("http://server/").redirectsMax(0).discard().timings();
                assertThat(direct.redirect()).isZero();
                assertThat(direct.preTransfer()).isEqualTo(direct.connect());
                assertNear(direct.connect().minus(direct.nameLookup()), WAY_AND_BACK);
                assertNear(direct.startTransfer().minus(direct.postTransfer()), WAY_AND_BACK.plusMillis(100));
            }
            simulation.runCurrent();
            try (var session = session()) {
                var times = session.get("http://server/").discard().timings();
                assertNear(times.redirect(), WAY_AND_BACK.multipliedBy(2).plusMillis(100));
                assertThat(times.nameLookup()).isEqualTo(times.redirect());
                assertThat(times.connect()).isEqualTo(times.redirect());
                assertThat(times.preTransfer()).isEqualTo(times.redirect());
                assertNear(times.postTransfer(), times.redirect());
                assertNear(
                        times.startTransfer(),
                        times.redirect().plus(WAY_AND_BACK).plusMillis(30));
                assertNear(times.total(), times.startTransfer().plusMillis(40));
            }
        });
    }

    @Test
    void an_upload_is_out_when_its_last_piece_is() {
        replayed(712, simulation -> {
            simulation.network().links(LINK);
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readRequest();
                Async.sleep(Duration.ofMillis(30));
                peer.write(ok("x"));
                peer.awaitClose();
            });
            try (var session = session()) {
                var times = session.post("http://server/")
                        .body(RequestBody.of(2, slowly("ab", Duration.ofMillis(50))))
                        .discard()
                        .timings();
                assertThat(times.preTransfer()).isEqualTo(times.connect());
                assertNear(times.postTransfer(), times.preTransfer().plusMillis(100));
                assertNear(
                        times.startTransfer(),
                        times.postTransfer().plus(WAY_AND_BACK).plusMillis(30));
                assertThat(times.redirect()).isZero();
            }
        });
    }

    @Test
    void an_upload_that_is_refused_halfway_is_never_out() {
        replayed(713, simulation -> {
            simulation.network().links(LINK);
            ScriptedHost.start(simulation, "server", peer -> {
                peer.readHead();
                peer.write("HTTP/1.1 413 Content Too Large\r\nConnection: close\r\nContent-Length: 1\r\n\r\nx");
                peer.awaitClose();
            });
            try (var session = session()) {
                var times = session.post("http://server/")
                        .body(RequestBody.of(2, slowly("ab", Duration.ofSeconds(5))))
                        .discard()
                        .timings();
                assertThat(times.postTransfer()).isEqualTo(times.total());
            }
        });
    }

    @Test
    void a_connection_made_for_the_last_request_counts_from_the_redirect_on() {
        replayed(714, simulation -> {
            simulation.network().links(LINK);
            ScriptedHost.start(
                    simulation,
                    "server",
                    peer -> {
                        peer.readRequest();
                        peer.write("HTTP/1.1 307 Temporary Redirect\r\nLocation: /\r\nConnection: close\r\n\r\n");
                    },
                    peer -> {
                        peer.readRequest();
                        peer.write(ok("x"));
                        peer.awaitClose();
                    });
            try (var session = session()) {
                var times = session.get("http://server/").discard().timings();
                assertNear(times.connect().minus(times.nameLookup()), WAY_AND_BACK);
                assertThat(times.nameLookup()).isGreaterThanOrEqualTo(times.redirect());
                assertThat(times.preTransfer()).isEqualTo(times.connect());
            }
        });
    }

    private static BodySource slowly(String text, Duration each) {
        var bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.US_ASCII));
        return () -> {
            if (!bytes.hasRemaining()) {
                return ByteBuffer.allocate(0);
            }
            Async.sleep(each);
            return ByteBuffer.wrap(new byte[] {bytes.get()});
        };
    }

    private static void assertNear(Duration time, Duration expected) {
        assertThat(time).isBetween(expected, expected.plus(ROUNDING));
    }
}
