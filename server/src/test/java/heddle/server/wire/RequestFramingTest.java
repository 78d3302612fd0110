package heddle.server.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Framing of requests, mirrored from the cases of responses: each whole, and a byte at a time.
class RequestFramingTest {
    private static final String HOST = "Host: a\r\n";

    private static void decodes(String bytes, String... words) {
        assertThat(Decoded.whole(bytes)).as("whole").containsExactly(words);
        assertThat(Decoded.byteByByte(bytes)).as("byte by byte").containsExactly(words);
    }

    private static void refuses(String bytes, int status) {
        assertThat(Decoded.whole(bytes)).as("whole").last().isEqualTo("refused " + status);
        assertThat(Decoded.byteByByte(bytes)).as("byte by byte").last().isEqualTo("refused " + status);
    }

    private static void refusesHeader(String line, int status) {
        refuses("POST / HTTP/1.1\r\n" + HOST + line + "\r\n\r\n", status);
    }

    @Test
    void a_request_without_a_body_ends_with_its_head() {
        decodes("GET /a?b HTTP/1.1\r\n" + HOST + "\r\n", "GET /a", "end");
    }

    @Test
    void line_ends_before_a_request_are_skipped() {
        decodes("\r\n\r\nGET / HTTP/1.1\r\n" + HOST + "\r\n", "GET /", "end");
    }

    @Test
    void a_measured_body_ends_after_its_length() {
        decodes("POST / HTTP/1.1\r\n" + HOST + "Content-Length: 3\r\n\r\nabc", "POST /", "body abc", "end");
    }

    @Test
    void a_chunked_body_ends_with_its_last_chunk() {
        decodes(
                "POST / HTTP/1.1\r\n" + HOST
                        + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n1\r\nd\r\n0\r\nT: 1\r\n\r\n",
                "POST /",
                "body abcd",
                "end");
    }

    @ParameterizedTest
    @CsvSource({
        "Content-Length: 3|Content-Length: 4, 400",
        "Content-Length: 3|Content-Length: 3, 400",
        "'Content-Length: 3, 3', 400",
        "Content-Length: +2, 400",
        "Content-Length: -1, 400",
        "Content-Length: 0x2, 400",
        "Content-Length: 2 2, 400",
        "Content-Length:, 400",
        "Content-Length: 9223372036854775808, 400",
        "Content-Length: 18446744073709551616, 400",
        "Content-Length: 3|Transfer-Encoding: chunked, 400",
        "Transfer-Encoding: chunked|Content-Length: 3, 400",
        "Transfer-Encoding: xchunked, 400",
        "Transfer-Encoding: identity, 400",
        "'Transfer-Encoding: chunked, chunked', 400",
        "'Transfer-Encoding: chunked, identity', 400",
        "'Transfer-Encoding: gzip, chunked', 501",
        "Transfer-Encoding: chunked|Transfer-Encoding: chunked, 400",
        "Transfer-Encoding: gzip, 400",
        "Transfer-Encoding:, 400",
    })
    void lengths_that_two_servers_could_read_differently_are_refused(String lines, int status) {
        refusesHeader(lines.replace("|", "\r\n"), status);
    }

    @Test
    void a_length_in_digits_that_are_not_ascii_is_refused() {
        refusesHeader("Content-Length: \u00b2", 400);
    }

    @Test
    void a_transfer_coding_in_http_1_0_is_refused() {
        refuses("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400);
    }

    @Test
    void the_hidden_body_of_an_old_websocket_handshake_is_refused() {
        refuses("GET / HTTP/1.1\r\n" + HOST + "Sec-WebSocket-Key1: 1\r\nSec-WebSocket-Key2: 2\r\n\r\n", 400);
    }

    @ParameterizedTest
    @CsvSource({"0x2", "''", "g", "80000000", "FFFFFFFFFFFFFFFFF", "' 2'", "2 2", "-1", "+1", "2;a=\u0001", "2;a\u0002b"
    })
    void a_chunk_size_that_is_no_hexadecimal_number_is_refused(String size) {
        refuses(
                "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n" + size + "\r\nab\r\n0\r\n\r\n",
                400);
    }

    @Test
    void a_chunk_that_does_not_end_where_it_says_is_refused() {
        String head = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
        refuses(head + "2\r\nabc\r\n0\r\n\r\n", 400);
        refuses(head + "2\r\nab\n0\r\n\r\n", 400);
        refuses(head + "2\nab\r\n0\r\n\r\n", 400);
        refuses(head + "2;a\n=b\r\nab\r\n0\r\n\r\n", 400);
    }

    @Test
    void a_chunk_extension_without_end_is_refused() {
        String head = "POST / HTTP/1.1\r\n" + HOST + "Transfer-Encoding: chunked\r\n\r\n";
        assertThat(Decoded.byteByByte(head + "2;" + "x".repeat(400)))
                .last()
                .asString()
                .startsWith("refused");
    }

    @Test
    void bare_line_feeds_are_refused() {
        refuses("GET / HTTP/1.1\nHost: a\n\n", 400);
        refuses("GET / HTTP/1.1\r\nHost: a\n\r\n", 400);
        refuses("\nGET / HTTP/1.1\r\n" + HOST + "\n", 400);
    }

    @Test
    void bare_carriage_returns_are_refused() {
        refuses("GET\r/ HTTP/1.1\r\n" + HOST + "\r\n", 400);
        refuses("GET /\rHTTP/1.1\r\n" + HOST + "\r\n", 400);
        refuses("GET /a\rb HTTP/1.1\r\n" + HOST + "\r\n", 400);
        refusesHeader("X: a\rb", 400);
        refusesHeader("X\r: a", 400);
    }

    @ParameterizedTest
    @CsvSource({"0", "1", "11", "12", "31", "127"})
    void control_characters_are_refused_everywhere(int code) {
        char control = (char) code;
        refusesHeader("X: a" + control + "b", 400);
        refusesHeader("X" + control + ": a", 400);
        refuses("GET /" + control + " HTTP/1.1\r\n" + HOST + "\r\n", 400);
        refuses("G" + control + "T / HTTP/1.1\r\n" + HOST + "\r\n", 400);
    }

    @Test
    void a_tab_in_a_value_is_fine() {
        decodes("GET / HTTP/1.1\r\n" + HOST + "X: a\tb\r\n\r\n", "GET /", "end");
    }

    @Test
    void folded_headers_are_refused() {
        refusesHeader("X: a\r\n b", 400);
        refusesHeader("X: a\r\n\tb", 400);
        refuses("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400);
        refuses("GET / HTTP/1.1\r\n" + HOST + " \r\n\r\n", 400);
    }

    @Test
    void names_that_are_no_tokens_are_refused() {
        refusesHeader("X : a", 400);
        refusesHeader("X\t: a", 400);
        refusesHeader(": a", 400);
        refusesHeader("X", 400);
        refusesHeader("X(y): a", 400);
        refusesHeader("\u00e9: a", 400);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /, 400",
        "GET, 400",
        "GET / HTTP/1.1 x, 400",
        "GET  / HTTP/1.1, 400",
        "GET /  HTTP/1.1, 400",
        "' GET / HTTP/1.1', 400",
        "'GET / HTTP/1.1 ', 400",
        "GET\t/\tHTTP/1.1, 400",
        "GET /a b HTTP/1.1, 400",
        "GET / http/1.1, 400",
        "GET / HTTP/1, 400",
        "GET / HTTP/1.12, 400",
        "GET / HTTP/1.2, 505",
        "GET / HTTP/0.9, 505",
        "GET / HTTP/2.0, 505",
        "PRI * HTTP/2.0, 505",
        "GET / ICY/1.0, 400",
        "GET a HTTP/1.1, 400",
        "GET * HTTP/1.1, 400",
        "GET /# HTTP/1.1, 400",
        "GET /\u00e9 HTTP/1.1, 400",
        "GET ftp://a/ HTTP/1.1, 400",
        "GET http:/// HTTP/1.1, 400",
        "CONNECT a:1 HTTP/1.1, 501",
        "G@T / HTTP/1.1, 400",
    })
    void request_lines_that_are_none_are_refused(String line, int status) {
        refuses(line + "\r\n" + HOST + "\r\n", status);
    }

    @Test
    void every_form_of_target_is_understood() {
        decodes("OPTIONS * HTTP/1.1\r\n" + HOST + "\r\n", "OPTIONS *", "end");
        decodes("GET http://b:80/c?d HTTP/1.1\r\n" + HOST + "\r\n", "GET /c", "end");
        decodes("GET https://b?d HTTP/1.1\r\n" + HOST + "\r\n", "GET /", "end");
        decodes("GET //b/..%2f HTTP/1.1\r\n" + HOST + "\r\n", "GET //b/..%2f", "end");
    }

    @Test
    void there_is_exactly_one_host() {
        refuses("GET / HTTP/1.1\r\n\r\n", 400);
        refuses("GET / HTTP/1.1\r\n" + HOST + HOST + "\r\n", 400);
        refuses("GET / HTTP/1.0\r\n" + HOST + HOST + "\r\n", 400);
        for (String bad : List.of("a b", "a/b", "a@b", "a,b", "a\"", "\u00e9")) {
            refuses("GET / HTTP/1.1\r\nHost: " + bad + "\r\n\r\n", 400);
        }
        decodes("GET / HTTP/1.0\r\n\r\n", "GET /", "end");
        decodes("GET / HTTP/1.1\r\nHost: [::1]:80\r\n\r\n", "GET /", "end");
        decodes("GET / HTTP/1.1\r\nHost:\r\n\r\n", "GET /", "end");
    }

    @Test
    void limits_hold_at_their_edges_and_across_segments() {
        String fits = "/" + "x".repeat(Decoded.RULES.targetBytesMax() - 1);
        decodes("GET " + fits + " HTTP/1.1\r\n" + HOST + "\r\n", "GET " + fits, "end");
        refuses("GET " + fits + "x HTTP/1.1\r\n" + HOST + "\r\n", 414);
        assertThat(Decoded.byteByByte("GET /" + "x".repeat(1000))).containsExactly("refused 414");
        assertThat(Decoded.byteByByte("GET / HTTP/1.1\r\nX: " + "x".repeat(2000)))
                .containsExactly("refused 431");
        assertThat(Decoded.byteByByte("GET / HTTP/1.1\r\n" + "X: y\r\n".repeat(500)))
                .containsExactly("refused 431");
        refuses("GET / HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(20) + "\r\n", 431);
        decodes("GET / HTTP/1.1\r\n" + HOST + "X: y\r\n".repeat(19) + "\r\n", "GET /", "end");
    }

    @Test
    void an_expectation_that_nobody_can_meet_is_refused() {
        refusesHeader("Expect: magic", 417);
    }

    @Test
    void the_next_request_waits_behind_the_gate() throws Exception {
        var decoded = new Decoded();
        decoded.feed(("GET /1 HTTP/1.1\r\n" + HOST + "\r\n").repeat(2) + "GET /3 HTTP/1.1\r\n");
        assertThat(decoded.words()).containsExactly("GET /1", "end");
        decoded.resume();
        assertThat(decoded.words()).containsExactly("GET /1", "end", "GET /1", "end");
        decoded.resume();
        assertThat(decoded.decoder().isMidHead()).isTrue();
        decoded.feed(HOST + "\r\n");
        assertThat(decoded.words()).endsWith("GET /3", "end");
    }

    @Test
    void the_end_of_the_input_does_not_overtake_requests_behind_the_gate() throws Exception {
        var decoded = new Decoded();
        decoded.feed(("GET /1 HTTP/1.1\r\n" + HOST + "\r\n").repeat(2));
        decoded.endOfInput();
        decoded.resume();
        assertThat(decoded.words()).containsExactly("GET /1", "end", "GET /1", "end");
    }
}
