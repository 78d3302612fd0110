package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.async.Async;
import heddle.client.peer.Bodies;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.DecodingException;
import heddle.http.HttpException;
import heddle.http.LimitExceededException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Family 5 of the cases: codings are undone as the reader pulls, and bombs do not go off.
class DecodingTest {
    @Test
    void gzip_and_deflate_are_asked_for_and_undone() throws Exception {
        for (var coded : new byte[][] {
            Bodies.response(Bodies.gzip("hello"), "Content-Encoding: gzip"),
            Bodies.response(Bodies.gzip("hello"), "Content-Encoding: x-gzip"),
            Bodies.response(Bodies.deflate("hello"), "Content-Encoding: deflate"),
            Bodies.response(Bodies.gzip(Bodies.gzip("hello")), "Content-Encoding: gzip, gzip"),
            Bodies.response(new byte[] {'h', 'e', 'l', 'l', 'o'}, "Content-Encoding: identity"),
        }) {
            try (var peer = answering(coded)) {
                assertThat(Client.textOf(peer)).isEqualTo("hello");
                assertThat(peer.requests().getFirst()).contains("Accept-Encoding: gzip, deflate\r\n");
            }
        }
    }

    @Test
    void sizes_before_and_after_decoding_are_told_apart() throws Exception {
        byte[] coded = Bodies.gzip("x".repeat(100_000));
        try (var peer = answering(Bodies.response(coded, "Content-Encoding: gzip"))) {
            var exchange = Client.run(session -> session.get(peer.url()).discard());
            assertThat(exchange.bytesReceived()).isEqualTo(coded.length);
            assertThat(exchange.bodyBytes()).isEqualTo(100_000);
        }
    }

    @Test
    void compression_can_be_turned_off() throws Exception {
        byte[] coded = Bodies.gzip("hello");
        try (var peer = answering(Bodies.response(coded, "Content-Encoding: gzip"))) {
            byte[] bytes = Client.run(
                    SessionOptions::uncompressed,
                    session -> session.get(peer.url()).bytes());
            assertThat(bytes).isEqualTo(coded);
            assertThat(peer.requests().getFirst()).doesNotContain("Accept-Encoding");
        }
    }

    @Test
    void who_asks_for_a_coding_himself_gets_it_as_it_is() throws Exception {
        byte[] coded = Bodies.gzip("hello");
        try (var peer = answering(Bodies.response(coded, "Content-Encoding: gzip"))) {
            byte[] bytes = Client.run(session ->
                    session.get(peer.url()).header("Accept-Encoding", "gzip").bytes());
            assertThat(bytes).isEqualTo(coded);
        }
    }

    /// nginx sends the whole, coded, to who asks for a part and takes gzip.
    @Test
    void a_part_is_asked_for_without_codings() throws Exception {
        try (var peer = answering("HTTP/1.1 206 Partial Content\r\nContent-Range: bytes 0-2/9\r\n"
                .concat("Content-Length: 3\r\n\r\nabc")
                .getBytes(StandardCharsets.US_ASCII))) {
            assertThat(Client.<String>run(session ->
                            session.get(peer.url()).header("Range", "bytes=0-2").text()))
                    .isEqualTo("abc");
            assertThat(peer.requests().getFirst())
                    .contains("Accept-Encoding: identity\r\n")
                    .doesNotContain("gzip");
        }
    }

    @Test
    void an_empty_body_has_no_coding_to_undo() throws Exception {
        try (var peer = answering(Bodies.response(new byte[0], "Content-Encoding: gzip"))) {
            assertThat(Client.textOf(peer)).isEmpty();
        }
    }

    @Test
    void a_corrupt_body_fails() {
        byte[] whole = Bodies.gzip("hello, hello, hello");
        byte[] wrongSum = whole.clone();
        wrongSum[whole.length - 6] ^= 1;
        byte[] cut = Arrays.copyOf(whole, whole.length - 9);
        byte[] longer = Arrays.copyOf(whole, whole.length + 5);
        longer[whole.length] = 'x';
        for (byte[] corrupt : new byte[][] {wrongSum, cut, longer, Arrays.copyOf(whole, 10), {'n', 'o', 't', '!'}}) {
            try (var peer = answering(Bodies.response(corrupt, "Content-Encoding: gzip"))) {
                assertThat(Client.failureOf(peer, DecodingException.class)).hasMessageContaining(peer.url());
            }
        }
    }

    @Test
    void a_coding_that_nobody_knows_fails() {
        try (var peer = answering(Bodies.response(new byte[] {1}, "Content-Encoding: zopfli"))) {
            assertThat(Client.failureOf(peer, DecodingException.class)).hasMessageContaining("zopfli");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"br", "zstd"})
    void a_coding_whose_library_is_not_among_the_jars_is_not_asked_for_and_fails_clearly(String coding) {
        try (var peer = answering(Bodies.response(new byte[] {1}, "Content-Encoding: " + coding))) {
            assertThat(Client.failureOf(peer, DecodingException.class))
                    .hasMessageContaining("content coding '%s' cannot be decoded here: it needs ".formatted(coding));
            assertThat(peer.requests().getFirst()).contains("Accept-Encoding: gzip, deflate\r\n");
        }
    }

    @Test
    void a_bomb_stops_at_the_limit() throws Exception {
        byte[] bomb = Bodies.gzip(new byte[8 << 20]);
        try (var peer = answering(Bodies.response(bomb, "Content-Encoding: gzip"))) {
            Client.visit(options -> options.limits(limits -> limits.bodyBytesMax(1 << 20)), session -> {
                assertThatExceptionOfType(LimitExceededException.class)
                        .isThrownBy(() -> session.get(peer.url()).text())
                        .matches(limit -> limit.limit() == 1 << 20);
                assertThat(session.statistics().waiting()).isZero();
            });
        }
    }

    @Test
    void an_endless_body_stops_at_the_limit() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n\r\n");
            while (connection.tryWrite("x".repeat(10_000))) {}
        })) {
            Client.visit(options -> options.limits(limits -> limits.bodyBytesMax(1 << 20)), session -> {
                assertThatExceptionOfType(LimitExceededException.class)
                        .isThrownBy(() -> session.get(peer.url()).discard());
            });
        }
    }

    @Test
    void endless_headers_stop_at_the_limit() {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write("HTTP/1.1 200 OK\r\n");
            while (connection.tryWrite("Set-Cookie: " + "x".repeat(1000) + "\r\n")) {}
        })) {
            assertThat(Client.failureOf(peer, LimitExceededException.class)).hasMessageContaining("head");
        }
    }

    @Test
    void a_hundred_thousand_tiny_chunks_are_a_body_like_any_other() throws Exception {
        String chunks = "1\r\nx\r\n".repeat(100_000) + "0\r\n\r\n";
        try (var peer = ScriptedPeer.answering("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n" + chunks)) {
            assertThat(Client.textOf(peer)).hasSize(100_000);
        }
    }

    @Test
    void a_body_larger_than_the_buffer_waits_for_its_reader() throws Exception {
        String body = "0123456789".repeat(300_000);
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok(body))) {
            Client.visitInVirtualTime(
                    options -> options.limits(limits -> limits.bufferedBytesMax(1 << 12)), session -> {
                        try (var response = session.get(peer.url()).send()) {
                            Async.sleep(Duration.ofSeconds(10));
                            assertThat(response.body().bytesReceived()).isLessThan(1 << 20);
                            assertThat(response.text()).isEqualTo(body);
                        }
                    });
        }
    }

    @Test
    void text_is_read_in_the_charset_that_the_header_names() throws Exception {
        byte[] latin = {(byte) 0xE9};
        try (var peer = answering(Bodies.response(latin, "Content-Type: text/plain; charset=iso-8859-1"))) {
            assertThat(Client.textOf(peer)).isEqualTo("é");
        }
    }

    @Test
    void a_body_is_given_once() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("hello"))) {
            Client.visit(session -> {
                try (var response = session.get(peer.url("/a")).send()) {
                    assertThat(response.text()).isEqualTo("hello");
                    assertThatThrownBy(response::text)
                            .isInstanceOf(IllegalStateException.class)
                            .hasMessageContainingAll("GET " + peer.url("/a"), "was given already");
                    assertThat(response.body().read().hasRemaining()).isFalse();
                    assertThat(response.body().discard()).isZero();
                }
                try (var response = session.get(peer.url("/b")).send()) {
                    assertThat(response.body().discard()).isEqualTo(5);
                    assertThat(response.bytes()).isEmpty(); // the rest
                }
                assertThat(session.statistics().dialled()).isEqualTo(1);
            });
        }
    }

    @Test
    void a_stream_reads_what_the_body_holds() throws Exception {
        try (var peer = ScriptedPeer.answering(ScriptedPeer.ok("abc".repeat(5000)))) {
            byte[] bytes = Client.run(session -> {
                try (var response = session.get(peer.url()).send();
                        var stream = response.body().stream()) {
                    return stream.readAllBytes();
                }
            });
            assertThat(bytes).hasSize(15_000);
        }
    }

    @Test
    void failures_of_a_body_are_http_exceptions_with_kind() {
        try (var peer = answering(Bodies.response(new byte[] {1, 2, 3}, "Content-Encoding: gzip"))) {
            assertThat(Client.failureOf(peer, HttpException.class).kind()).isEqualTo("decoding_failed");
        }
    }

    private static ScriptedPeer answering(byte[] response) {
        return ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(response);
        });
    }
}
