package heddle.client.http2;

import static heddle.client.http2.FrameConnection.END_HEADERS;
import static heddle.client.http2.FrameConnection.END_STREAM;
import static heddle.client.http2.FrameConnection.block;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import heddle.http.ProtocolException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Family 10 of the cases: what is no response, and what is no HTTP/2 at all. The first fails one stream, the other the
/// connection; each is told by what it breaks.
class MalformedTest {
    /// Heads that are none.
    private static final Map<String, String[]> HEADS = Map.ofEntries(
            Map.entry("a Connection field", new String[] {":status", "200", "connection", "close"}),
            Map.entry("a Transfer-Encoding", new String[] {":status", "200", "transfer-encoding", "chunked"}),
            Map.entry("a Keep-Alive", new String[] {":status", "200", "keep-alive", "timeout=1"}),
            Map.entry("a Proxy-Connection", new String[] {":status", "200", "proxy-connection", "close"}),
            Map.entry("an Upgrade", new String[] {":status", "200", "upgrade", "websocket"}),
            Map.entry("an upper case name", new String[] {":status", "200", "X-Upper", "1"}),
            Map.entry("an empty name", new String[] {":status", "200", "", "1"}),
            Map.entry("a blank in a name", new String[] {":status", "200", "x y", "1"}),
            Map.entry("a colon in a name", new String[] {":status", "200", "x:y", "1"}),
            Map.entry("a line break in a value", new String[] {":status", "200", "x", "1\r\ny: 2"}),
            Map.entry("a NUL in a value", new String[] {":status", "200", "x", "1\0"}),
            Map.entry("no status", new String[] {"x", "1"}),
            Map.entry("two statuses", new String[] {":status", "200", ":status", "200"}),
            Map.entry("a status behind a field", new String[] {"x", "1", ":status", "200"}),
            Map.entry("a status of two digits", new String[] {":status", "20"}),
            Map.entry("a status of letters", new String[] {":status", "abc"}),
            Map.entry("a status below 100", new String[] {":status", "099"}),
            Map.entry("a pseudo field of requests", new String[] {":status", "200", ":path", "/"}),
            Map.entry("a pseudo field that nobody knows", new String[] {":status", "200", ":mine", "1"}),
            Map.entry("an interim response at the end", new String[] {":status", "103"}),
            Map.entry("a switch of protocols", new String[] {":status", "101"}),
            Map.entry("two lengths", new String[] {":status", "200", "content-length", "1", "content-length", "2"}),
            Map.entry("a length that is missing its body", new String[] {":status", "200", "content-length", "5"}));

    /// What else can be wrong with one stream.
    private static final Map<String, Answer> STREAMS = Map.ofEntries(
            Map.entry("a body before its head", (connection, stream) -> connection.data(stream, true, "abc")),
            Map.entry("a body that is too short", (connection, stream) -> {
                connection.headers(stream, false, ":status", "200", "content-length", "5");
                connection.data(stream, true, "abc");
            }),
            Map.entry("a body that is too long", (connection, stream) -> {
                connection.headers(stream, false, ":status", "200", "content-length", "2");
                connection.data(stream, true, "abc");
            }),
            Map.entry("a body where none belongs", (connection, stream) -> {
                connection.headers(stream, false, ":status", "204");
                connection.data(stream, true, "abc");
            }),
            Map.entry("a second head", (connection, stream) -> {
                connection.headers(stream, false, ":status", "200");
                connection.headers(stream, false, ":status", "200");
            }),
            Map.entry("a pseudo field among the trailers", (connection, stream) -> {
                connection.headers(stream, false, ":status", "200");
                connection.headers(stream, true, ":status", "200");
            }));

    /// What ends the connection, with the code that the client gives for it.
    private static final Map<String, Breach> CONNECTIONS = Map.ofEntries(
            Map.entry("DATA on no stream", new Breach(1, (connection, _) -> connection.data(0, false, "abc"))),
            Map.entry(
                    "HEADERS on a stream nobody opened",
                    new Breach(1, (connection, _) -> connection.headers(99, true, ":status", "200"))),
            Map.entry(
                    "a push that was forbidden",
                    new Breach(
                            1,
                            (connection, stream) -> connection.send(
                                    FrameConnection.PUSH_PROMISE, END_HEADERS, stream, new byte[] {0, 0, 0, 2}))),
            Map.entry("a window of zero", new Breach(1, (connection, _) -> connection.openWindow(0, 0))),
            Map.entry("a window beyond 2^31-1", new Breach(3, (connection, _) -> {
                connection.openWindow(0, Integer.MAX_VALUE);
                connection.openWindow(0, Integer.MAX_VALUE);
            })),
            Map.entry(
                    "a frame larger than allowed",
                    new Breach(6, (connection, stream) -> connection.data(stream, false, new byte[20_000]))),
            Map.entry(
                    "a PING of seven bytes",
                    new Breach(6, (connection, _) -> connection.send(FrameConnection.PING, 0, 0, new byte[7]))),
            Map.entry(
                    "SETTINGS of five bytes",
                    new Breach(6, (connection, _) -> connection.send(FrameConnection.SETTINGS, 0, 0, new byte[5]))),
            Map.entry(
                    "a header block that cannot be decoded",
                    new Breach(
                            9,
                            (connection, stream) ->
                                    connection.send(FrameConnection.HEADERS, END_HEADERS, stream, new byte[] {
                                        (byte) 0xff, (byte) 0xff, (byte) 0xff
                                    }))),
            Map.entry("another frame within a header block", new Breach(1, (connection, stream) -> {
                connection.send(FrameConnection.HEADERS, 0, stream, block(":status", "200"));
                connection.data(stream, true, "abc");
            })),
            Map.entry(
                    "CONTINUATION of nothing",
                    new Breach(
                            1,
                            (connection, stream) -> connection.send(
                                    FrameConnection.CONTINUATION, END_HEADERS, stream, block(":status", "200")))));

    interface Answer {
        void give(FrameConnection connection, int stream) throws Exception;
    }

    private record Breach(int code, Answer answer) {}

    @TestFactory
    Stream<DynamicTest> a_head_that_is_none_fails_its_stream_alone() {
        return HEADS.entrySet().stream()
                .map(head -> DynamicTest.dynamicTest(
                        head.getKey(),
                        () -> failsAlone((connection, stream) -> connection.headers(stream, true, head.getValue()))));
    }

    @TestFactory
    Stream<DynamicTest> a_stream_that_makes_no_sense_fails_alone() {
        return STREAMS.entrySet().stream()
                .map(stream -> DynamicTest.dynamicTest(stream.getKey(), () -> failsAlone(stream.getValue())));
    }

    private static void failsAlone(Answer answer) throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            answer.give(connection, stream);
            var next = connection.request();
            connection.respond(next.stream(), "fine");
            connection.awaitClose();
        })) {
            Sessions.visit(session -> {
                assertThat(catchThrowableOfType(
                                ProtocolException.class,
                                () -> session.get(peer.url()).text()))
                        .isNotNull();
                assertThat(session.get(peer.url()).text()).isEqualTo("fine");
            });
            assertThat(peer.connections()).isEqualTo(1);
        }
    }

    @TestFactory
    Stream<DynamicTest> what_is_no_http_2_ends_the_connection() {
        return CONNECTIONS.entrySet().stream()
                .map(breach -> DynamicTest.dynamicTest(
                        breach.getKey(),
                        () -> endsConnection(
                                breach.getValue().code(), breach.getValue().answer())));
    }

    static void endsConnection(int code, Answer answer) throws Exception {
        try (var peer = FramePeer.playing(
                connection -> {
                    int stream = connection.request().stream();
                    answer.give(connection, stream);
                    assertThat(connection.awaitClose()).isEqualTo(code);
                },
                connection -> {
                    connection.respond(connection.request().stream(), "anew");
                    connection.awaitClose();
                })) {
            Sessions.visit(session -> {
                var failure = catchThrowableOfType(
                        ProtocolException.class, () -> session.get(peer.url()).text());
                assertThat(failure).hasMessageContaining("HTTP/2 broke down");
                assertThat(session.get(peer.url()).text()).isEqualTo("anew");
            });
        }
    }

    /// Frames that bring nothing but work.
    private static final Map<String, Answer> FLOODS = Map.of(
            "pings", (connection, _) -> connection.send(FrameConnection.PING, 0, 0, new byte[8]),
            "settings", (connection, _) -> connection.settings(),
            "priorities", (connection, stream) -> connection.send(FrameConnection.PRIORITY, 0, stream, new byte[5]),
            "empty DATA", (connection, stream) -> connection.data(stream, false, ""),
            "unknown frames", (connection, stream) -> connection.send(77, 0, stream, new byte[3]));

    @TestFactory
    Stream<DynamicTest> a_flood_ends_the_connection() {
        return FLOODS.entrySet().stream()
                .map(flood -> DynamicTest.dynamicTest(
                        flood.getKey(),
                        () -> endsConnection(11, (connection, stream) -> {
                            connection.headers(stream, false, ":status", "200");
                            for (int i = 0; i < 1_100; i++) {
                                flood.getValue().give(connection, stream);
                            }
                        })));
    }

    @TestFactory
    Stream<DynamicTest> a_header_block_without_an_end_ends_the_connection() {
        byte[] field = block("x-more", "x".repeat(1000));
        return Stream.of(field, new byte[0])
                .map(piece ->
                        DynamicTest.dynamicTest(piece.length + " bytes a CONTINUATION", () -> endsInBlock(piece)));
    }

    private static void endsInBlock(byte[] piece) throws Exception {
        try (var peer = FramePeer.playing(connection -> {
            int stream = connection.request().stream();
            connection.send(FrameConnection.HEADERS, END_STREAM, stream, block(":status", "200"));
            for (int i = 0; i < 200; i++) {
                connection.send(FrameConnection.CONTINUATION, 0, stream, piece);
            }
            connection.awaitClose();
        })) {
            Sessions.visit(session -> assertThat(catchThrowableOfType(
                            ProtocolException.class,
                            () -> session.get(peer.url()).text()))
                    .hasMessageContaining("HTTP/2 broke down"));
        }
    }
}
