package heddle.client;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.client.peer.Client;
import heddle.client.peer.ScriptedPeer;
import heddle.http.HttpException;
import heddle.http.ProtocolException;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Family 1 of the cases: every control character at every place of a response's head. None of them moves the end of
/// a line, or of the message.
class ControlCharactersTest {
    private static final String END = "\r\nContent-Length: 3\r\n\r\nabc";

    private static Stream<Character> controls() {
        return IntStream.concat(IntStream.range(0, 0x20), IntStream.of(0x7F)).mapToObj(c -> (char) c);
    }

    private static String name(char control) {
        return "U+%04X".formatted((int) control);
    }

    /// A tab is a blank; the others pass as with curl, but what could end a line where a line must not end.
    @TestFactory
    Stream<DynamicTest> within_a_value() {
        return controls()
                .filter(control -> control != '\n')
                .map(control -> DynamicTest.dynamicTest(name(control), () -> {
                    String response = "HTTP/1.1 200 OK\r\nX-Odd: a" + control + "b" + END;
                    if (control == 0 || control == '\r') {
                        assertRefused(response);
                        return;
                    }
                    try (var peer = ScriptedPeer.answering(response)) {
                        Client.visit(session -> {
                            try (var answer = session.get(peer.url()).send()) {
                                assertThat(answer.headers().first("X-Odd")).contains("a" + control + "b");
                                assertThat(answer.text()).isEqualTo("abc");
                            }
                        });
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> within_a_name() {
        return controls()
                .filter(control -> control != '\n')
                .map(control -> DynamicTest.dynamicTest(
                        name(control), () -> assertRefused("HTTP/1.1 200 OK\r\nX" + control + "Y: b" + END)));
    }

    @TestFactory
    Stream<DynamicTest> within_the_status_line() {
        return controls()
                .filter(control -> control != '\n')
                .flatMap(control -> Stream.of(
                                "HTTP/1.1" + control + " 200 OK",
                                "HTTP/1.1 2" + control + "0 OK",
                                "HTTP/1" + control + "1 200 OK")
                        .map(line ->
                                DynamicTest.dynamicTest(name(control) + " in " + line.replace(control, '?'), () -> {
                                    try (var peer = ScriptedPeer.answering(line + END)) {
                                        assertThat(Client.failureOf(peer, HttpException.class))
                                                .isNotNull();
                                    }
                                })));
    }

    /// Whether a blank follows it or not. A tab is a blank, too, and what is above ASCII no control character.
    @TestFactory
    Stream<DynamicTest> at_the_end_of_the_status_line() {
        return controls()
                .filter(control -> control != '\n' && control != '\r' && control != '\t')
                .flatMap(control -> Stream.of("HTTP/1.1 200 OK" + control, "HTTP/1.1 200 OK" + control + " ")
                        .map(line -> DynamicTest.dynamicTest(
                                name(control) + " in " + line.replace(control, '?'), () -> assertRefused(line + END))));
    }

    private static void assertRefused(String response) {
        try (var peer = ScriptedPeer.answering(response)) {
            assertThat(Client.failureOf(peer, ProtocolException.class)).isNotNull();
        }
    }
}
