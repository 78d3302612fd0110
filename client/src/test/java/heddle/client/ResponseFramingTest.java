package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.Bodies;
import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.ConnectionLostException;
import heddle.http.HttpException;
import heddle.http.LimitExceededException;
import heddle.http.ProtocolException;
import java.util.concurrent.CountDownLatch;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// Family 1 of the cases a client must survive: where a response ends. Every case is sent in one piece and byte by
/// byte.
class ResponseFramingTest {
    private static final String CHUNKED = "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n";

    private record Case(String name, String response, String body) {}

    private record Bad(String name, String response, Class<? extends HttpException> failure) {}

    @TestFactory
    Stream<DynamicTest> a_response_that_is_well_framed_gives_its_body() {
        return Stream.of(
                        new Case("length", ScriptedPeer.ok("abc"), "abc"),
                        new Case("empty", ScriptedPeer.ok(""), ""),
                        new Case("equal lengths", head("Content-Length: 3", "Content-Length: 3") + "abc", "abc"),
                        new Case("a list of equal lengths", head("Content-Length: 3, 3") + "abc", "abc"),
                        new Case("no length", head("X: y") + "abc", "abc"),
                        new Case("no length in HTTP/1.0", "HTTP/1.0 200 OK\r\n\r\nabc", "abc"),
                        new Case("chunks", CHUNKED + "1\r\na\r\n2\r\nbc\r\n0\r\n\r\n", "abc"),
                        new Case("upper-case hex", CHUNKED + "A\r\n0123456789\r\n0\r\n\r\n", "0123456789"),
                        new Case("a chunk extension", CHUNKED + "3;name=\"v\"\r\nabc\r\n0\r\n\r\n", "abc"),
                        new Case("trailers", CHUNKED + "3\r\nabc\r\n0\r\nX-Sum: 1\r\n\r\n", "abc"),
                        new Case("no reason", "HTTP/1.1 200\r\nContent-Length: 3\r\n\r\nabc", "abc"),
                        new Case("status 999", "HTTP/1.1 999 Odd\r\nContent-Length: 3\r\n\r\nabc", "abc"),
                        new Case("bare LF", "HTTP/1.1 200 OK\nContent-Length: 3\n\nabc", "abc"),
                        new Case("leading empty lines", "\r\n\r\n" + ScriptedPeer.ok("abc"), "abc"),
                        new Case("a folded line", head("X-Long: a\r\n b", "Content-Length: 3") + "abc", "abc"),
                        new Case("a control in a value", head("X: a\u0001b", "Content-Length: 3") + "abc", "abc"),
                        new Case("100 first", "HTTP/1.1 100 Continue\r\n\r\n" + ScriptedPeer.ok("abc"), "abc"),
                        new Case(
                                "103 first",
                                "HTTP/1.1 103 Early Hints\r\nLink: </a>\r\n\r\n" + ScriptedPeer.ok("abc"),
                                "abc"),
                        new Case("204 with a body", "HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc", ""),
                        new Case("304 with a body", "HTTP/1.1 304 Not Modified\r\nContent-Length: 3\r\n\r\nabc", ""),
                        new Case("bytes after close", head("Connection: close", "Content-Length: 3") + "abcdef", "abc"))
                .flatMap(wanted -> Stream.of(true, false)
                        .map(whole -> DynamicTest.dynamicTest(
                                wanted.name + (whole ? "" : ", byte by byte"), () -> assertBody(wanted, whole))));
    }

    @Test
    void a_fold_leaves_no_blank_at_an_end_of_the_value() throws Exception {
        try (var peer = ScriptedPeer.answering(head("X: a\r\n ", "Y:\r\n\tb", "Content-Length: 0"))) {
            Client.visit(session -> {
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.headers().all("X")).containsExactly("a");
                    assertThat(response.headers().all("Y")).containsExactly("b");
                }
            });
        }
    }

    @TestFactory
    Stream<DynamicTest> a_response_whose_end_is_in_doubt_fails() {
        return Stream.of(
                        bad("conflicting lengths", head("Content-Length: 3", "Content-Length: 4") + "abc"),
                        bad("a list of conflicting lengths", head("Content-Length: 3, 4") + "abc"),
                        bad("length with a plus", head("Content-Length: +3") + "abc"),
                        bad("negative length", head("Content-Length: -1") + "abc"),
                        bad("length in other digits", head("Content-Length: \u00b3") + "abc"),
                        bad("length 2^63", head("Content-Length: 9223372036854775808") + "abc"),
                        bad("length 2^64", head("Content-Length: 18446744073709551616") + "abc"),
                        bad("empty length", head("Content-Length: ") + "abc"),
                        bad("length in hex", head("Content-Length: 0x3") + "abc"),
                        bad("length and chunks", head("Content-Length: 3", "Transfer-Encoding: chunked") + "0\r\n\r\n"),
                        bad("chunked twice", head("Transfer-Encoding: chunked, chunked") + "0\r\n\r\n"),
                        bad("chunked not last", head("Transfer-Encoding: chunked, identity") + "0\r\n\r\n"),
                        bad("chunks in HTTP/1.0", "HTTP/1.0 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"),
                        bad("chunk size 0x2", CHUNKED + "0x2\r\nab\r\n0\r\n\r\n"),
                        bad("chunk size too large", CHUNKED + "fffffffffffffffff\r\nab\r\n0\r\n\r\n"),
                        bad("negative chunk size", CHUNKED + "-1\r\nab\r\n0\r\n\r\n"),
                        bad("empty chunk size", CHUNKED + "\r\nab\r\n0\r\n\r\n"),
                        bad("LF in a chunk extension", CHUNKED + "2;a\nb\r\nab\r\n0\r\n\r\n"),
                        bad("no CRLF after a chunk", CHUNKED + "2\r\nabX\r\n0\r\n\r\n"),
                        bad("bare CR", head("X: a\rb", "Content-Length: 3") + "abc"),
                        bad("NUL in a value", head("X: a\u0000b", "Content-Length: 3") + "abc"),
                        bad("NUL in a name", head("X\u0000: b", "Content-Length: 3") + "abc"),
                        bad("blank before the colon", head("Content-Length : 3") + "abc"),
                        bad("blank before the first name", "HTTP/1.1 200 OK\r\n X: y\r\nContent-Length: 3\r\n\r\nabc"),
                        bad("no colon", head("Content-Length 3") + "abc"),
                        bad("status 99", "HTTP/1.1 99 Low\r\nContent-Length: 3\r\n\r\nabc"),
                        bad("status 0200", "HTTP/1.1 0200 OK\r\nContent-Length: 3\r\n\r\nabc"),
                        bad("status 2x0", "HTTP/1.1 2x0 OK\r\nContent-Length: 3\r\n\r\nabc"),
                        bad("no status", "HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc"),
                        bad("HTTP/0.9", "<html>hello\r\n</html>\r\n"),
                        bad("HTTP/2 in text", "HTTP/2.0 200 OK\r\nContent-Length: 3\r\n\r\nabc"),
                        bad("ICY", "ICY 200 OK\r\nContent-Length: 3\r\n\r\nabc"),
                        bad("unasked 101", "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\n\r\n"),
                        lost("short body", head("Content-Length: 4") + "abc"),
                        lost("cut chunk", CHUNKED + "4\r\nabc"),
                        lost("no last chunk", CHUNKED + "3\r\nabc\r\n"),
                        lost("no end of the trailers", CHUNKED + "3\r\nabc\r\n0\r\n"),
                        lost("cut head", "HTTP/1.1 200 OK\r\nContent-Le"),
                        lost("nothing at all", ""))
                .flatMap(wrong -> Stream.of(true, false).map(whole -> failure(wrong, whole)));
    }

    @TestFactory
    Stream<DynamicTest> a_response_that_goes_beyond_a_limit_fails() {
        return Stream.of(
                        limited("1xx flood", "HTTP/1.1 100 Continue\r\n\r\n".repeat(100) + ScriptedPeer.ok("abc")),
                        limited("257 header lines", head("X: y\r\n".repeat(256) + "Content-Length: 3") + "abc"),
                        limited("64 KiB of head", head("X: " + "y".repeat(70_000), "Content-Length: 3") + "abc"),
                        limited("endless status line", "HTTP/1.1 200 " + "y".repeat(70_000)),
                        limited("endless chunk extension", CHUNKED + "3;" + "y".repeat(70_000)),
                        limited(
                                "a flood of chunk extensions",
                                CHUNKED + ("1;" + "y".repeat(500) + "\r\na\r\n").repeat(500)),
                        limited("endless trailers", CHUNKED + "0\r\n" + "X: yyyyyyyyyyyy\r\n".repeat(5_000)),
                        limited("a length beyond the cap", head("Content-Length: 99999999999") + "abc"))
                .flatMap(wrong -> Stream.of(true, false).map(whole -> failure(wrong, whole)));
    }

    @Test
    void the_answer_to_HEAD_has_no_body_whatever_its_length_says() throws Exception {
        try (var peer = ScriptedPeer.repeating(head("Content-Length: 3"))) {
            var exchange = Client.run(session -> {
                session.head(peer.url()).discard();
                return session.head(peer.url()).discard();
            });
            assertThat(exchange.bodyBytes()).isZero();
            assertThat(exchange.headers().first("Content-Length")).contains("3");
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void a_body_that_the_answer_to_HEAD_has_all_the_same_does_not_answer_the_next_request() throws Exception {
        try (var peer = ScriptedPeer.repeating(ScriptedPeer.ok("HTTP/1.1 200 OK\r\nContent-Length: 4\r\n\r\nevil"))) {
            String text = Client.run(session -> {
                session.head(peer.url()).discard();
                return session.get(peer.url()).text();
            });
            assertThat(text).contains("evil").startsWith("HTTP/1.1");
            assertThat(peer.connections()).isEqualTo(2);
        }
    }

    @Test
    void trailers_are_there_once_the_body_has_been_read_and_belong_to_that_response_alone() throws Exception {
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(CHUNKED + "4\r\nbody\r\n0\r\nX-Sum: 123\r\nX-Sum: 456\r\n\r\n");
            connection.readRequest();
            connection.write(ScriptedPeer.ok("without"));
            connection.awaitClose();
        })) {
            Client.visit(session -> {
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.text()).isEqualTo("body");
                    assertThat(response.trailers().all("x-sum")).containsExactly("123", "456");
                    assertThat(response.headers().has("X-Sum")).isFalse();
                }
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.text()).isEqualTo("without");
                    assertThat(response.trailers().size()).isZero();
                }
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @Test
    void trailers_are_not_there_before() throws Exception {
        var isSeen = new CountDownLatch(1);
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(CHUNKED + "4\r\nbody\r\n");
            isSeen.await();
            connection.write("0\r\nX-Sum: 123\r\n\r\n");
            connection.awaitClose();
        })) {
            Client.visit(session -> {
                try (var response = session.get(peer.url()).send()) {
                    assertThat(response.trailers().size()).isZero();
                    isSeen.countDown();
                    response.bytes();
                    assertThat(response.trailers().first("X-Sum")).contains("123");
                }
            });
        }
    }

    @Test
    void gzip_below_chunked_is_undone() throws Exception {
        byte[] coded = Bodies.gzip("transfer coded");
        try (var peer = ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.write(head("Transfer-Encoding: gzip, chunked"));
            connection.write(Integer.toHexString(coded.length) + "\r\n");
            connection.write(coded);
            connection.write("\r\n0\r\n\r\n");
        })) {
            assertThat(Client.textOf(peer)).isEqualTo("transfer coded");
        }
    }

    @Test
    void an_unknown_transfer_coding_fails() {
        try (var peer = ScriptedPeer.answering(head("Transfer-Encoding: xchunked") + "abc")) {
            assertThat(Client.failureOf(peer, HttpException.class)).isNotNull();
        }
    }

    private static void assertBody(Case wanted, boolean whole) throws Exception {
        try (var peer = whole ? ScriptedPeer.answering(wanted.response) : byteByByte(wanted.response)) {
            assertThat(Client.textOf(peer)).isEqualTo(wanted.body);
        }
    }

    private static DynamicTest failure(Bad wrong, boolean whole) {
        String name = wrong.name + (whole ? "" : ", byte by byte");
        return DynamicTest.dynamicTest(name, () -> assertFailure(wrong, whole));
    }

    private static void assertFailure(Bad wrong, boolean whole) {
        try (var peer = whole ? ScriptedPeer.answering(wrong.response) : byteByByte(wrong.response)) {
            assertThat(Client.failureOf(peer, wrong.failure))
                    .hasMessageStartingWith("GET http://127.0.0.1:" + peer.port() + "/: ");
        }
    }

    private static ScriptedPeer byteByByte(String response) {
        return ScriptedPeer.playing(connection -> {
            connection.readRequest();
            connection.writeByteByByte(response);
        });
    }

    private static String head(String... lines) {
        return "HTTP/1.1 200 OK\r\n" + String.join("\r\n", lines) + "\r\n\r\n";
    }

    private static Bad bad(String name, String response) {
        return new Bad(name, response, ProtocolException.class);
    }

    private static Bad lost(String name, String response) {
        return new Bad(name, response, ConnectionLostException.class);
    }

    private static Bad limited(String name, String response) {
        return new Bad(name, response, LimitExceededException.class);
    }
}
