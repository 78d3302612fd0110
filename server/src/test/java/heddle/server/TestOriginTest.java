package heddle.server;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.async.LoopOptions;
import heddle.async.time.VirtualTime;
import heddle.server.origin.TestOrigin;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.InflaterInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What the routes of the test origin answer.
class TestOriginTest {
    private static RawPeer.Answer ask(String target) throws IOException {
        try (var served = Served.by(TestOrigin.router(7));
                var peer = served.peer()) {
            return peer.get(target).answer();
        }
    }

    private static byte[] bytes(String latin1) {
        return latin1.getBytes(StandardCharsets.ISO_8859_1);
    }

    @Test
    void the_index_lists_every_route() throws Exception {
        String index = ask("/").body();
        assertThat(TestOrigin.entries(0)).allSatisfy(entry -> assertThat(index).contains(entry.pattern()));
    }

    @Test
    void a_delay_takes_its_time() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(20));
        var options = LoopOptions.defaults().time(time);
        try (var served = Served.by(ServerOptions.local(), options, TestOrigin.router());
                var peer = served.peer()) {
            assertThat(peer.get("/delay/5000").answer().status()).isEqualTo(200);
            assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(5));
        }
    }

    @Test
    void a_feed_gives_its_events_in_parts_and_goes_on_after_the_last() throws Exception {
        assertThat(ask("/events/3?interval=0&cut=2").body())
                .isEqualTo("retry: 0\n\nid: 1\ndata: event 1\n\nid: 2\ndata: event 2\n\n");
        assertThat(after("2").body()).isEqualTo("retry: 0\n\nid: 3\ndata: event 3\n\n");
        assertThat(after("3").status()).isEqualTo(204);
        assertThat(after("-1").status()).isEqualTo(400);
    }

    private static RawPeer.Answer after(String lastId) throws IOException {
        try (var served = Served.by(TestOrigin.router());
                var peer = served.peer()) {
            return peer.send("GET /events/3?interval=0 HTTP/1.1\r\nHost: a\r\nLast-Event-ID: " + lastId + "\r\n\r\n")
                    .answer();
        }
    }

    @Test
    void bytes_are_the_same_for_every_length() throws Exception {
        String large = ask("/bytes/300000").body();
        assertThat(large).hasSize(300_000);
        assertThat(large.startsWith(ask("/bytes/1000").body())).isTrue();
        assertThat(ask("/bytes/0").body()).isEmpty();
    }

    @Test
    void a_huge_body_has_its_length_and_need_not_be_read() throws Exception {
        try (var served = Served.by(TestOrigin.router());
                var peer = served.peer()) {
            assertThat(peer.get("/bytes/1125899906842624").head().header("content-length"))
                    .isEqualTo("1125899906842624");
        }
    }

    @Test
    void a_status_is_as_asked() throws Exception {
        assertThat(ask("/status/418").status()).isEqualTo(418);
        assertThat(ask("/status/204").status()).isEqualTo(204);
        assertThat(ask("/status/503?retry-after=3").header("retry-after")).isEqualTo("3");
    }

    @Test
    void redirects_count_down() throws Exception {
        assertThat(ask("/redirect/2").header("location")).isEqualTo("/redirect/1");
        assertThat(ask("/redirect/1?absolute&code=307").header("location"))
                .isEqualTo("http://a/redirect/0?absolute&code=307");
        assertThat(ask("/redirect/1?code=307").status()).isEqualTo(307);
        assertThat(ask("/redirect/0").status()).isEqualTo(200);
    }

    @Test
    void coded_texts_decode() throws Exception {
        var gzip = new GZIPInputStream(
                new ByteArrayInputStream(bytes(ask("/gzip?size=100").body())));
        assertThat(gzip.readAllBytes()).hasSize(100);
        var deflate = new InflaterInputStream(
                new ByteArrayInputStream(bytes(ask("/deflate?size=100").body())));
        assertThat(deflate.readAllBytes())
                .hasSize(100)
                .asString(StandardCharsets.US_ASCII)
                .startsWith("A heddle");
    }

    @Test
    void a_drip_brings_every_byte_over_its_duration() throws Exception {
        var time = VirtualTime.start(Duration.ofMillis(5));
        var options = LoopOptions.defaults().time(time);
        try (var served = Served.by(ServerOptions.local(), options, TestOrigin.router());
                var peer = served.peer()) {
            assertThat(peer.get("/drip?duration=4&numbytes=10&delay=3").answer().body())
                    .isEqualTo("*".repeat(10));
            assertThat(time.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(6600));
        }
    }

    @Test
    void failures_follow_the_seed() throws Exception {
        assertThat(fates(7)).isEqualTo(fates(7)).isNotEqualTo(fates(8));
        assertThat(Collections.frequency(fates(7), 503)).isBetween(15, 45);
        assertThat(ask("/flaky/0").status()).isEqualTo(200);
        assertThat(ask("/flaky/100").status()).isEqualTo(503);
    }

    private static List<Integer> fates(long seed) throws IOException {
        var fates = new ArrayList<Integer>();
        try (var served = Served.by(TestOrigin.router(seed));
                var peer = served.peer()) {
            for (int i = 0; i < 100; i++) {
                fates.add(peer.get("/flaky/30").answer().status());
            }
        }
        return fates;
    }

    @Test
    void headers_come_back_as_json() throws Exception {
        assertThat(ask("/headers").body()).isEqualTo("{\"headers\": {\n  \"Host\": \"a\"\n}}\n");
    }

    @Test
    void an_echo_is_what_was_sent() throws Exception {
        try (var served = Served.by(TestOrigin.router());
                var peer = served.peer()) {
            assertThat(peer.post("/echo", "x".repeat(200_000)).answer().body()).isEqualTo("x".repeat(200_000));
        }
    }

    @Test
    void a_charset_is_used_and_declared() throws Exception {
        RawPeer.Answer answer = ask("/charset/iso-8859-1");
        assertThat(answer.header("content-type")).isEqualTo("text/plain; charset=ISO-8859-1");
        assertThat(answer.body()).startsWith("Gr\u00fc\u00dfe");
    }

    @ParameterizedTest
    @CsvSource({
        "/delay/x, 0 to 600000",
        "/bytes/-1, 0 to 1125899906842624",
        "/status/99, 200 to 599",
        "/redirect/1001, 0 to 1000",
        "/drip?duration=NaN, 0 to 600",
        "/flaky/101, 0 to 100",
        "/charset/klingon, such as utf-8",
        "/gzip?size=x, 0 to 16777216",
    })
    void a_bad_parameter_is_told_what_is_accepted(String target, String accepted) throws Exception {
        RawPeer.Answer answer = ask(target);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.body()).contains(accepted);
    }
}
