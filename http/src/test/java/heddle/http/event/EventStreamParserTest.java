package heddle.http.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.http.LimitExceededException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The examples of WHATWG HTML, 9.2.6, and what lies between them.
class EventStreamParserTest {
    private final EventStreamParser parser = new EventStreamParser(1000, "");

    private List<ServerSentEvent> events(String stream) {
        return events(parser, stream.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ServerSentEvent> events(EventStreamParser parser, byte[] stream) {
        parser.feed(ByteBuffer.wrap(stream));
        List<ServerSentEvent> events = new ArrayList<>();
        for (var event = parser.poll(); event.isPresent(); event = parser.poll()) {
            events.add(event.get());
        }
        return events;
    }

    private static ServerSentEvent message(String data) {
        return ServerSentEvent.of(data);
    }

    @Test
    void several_data_lines_are_one_event() {
        assertThat(events("data: YHOO\ndata: +2\ndata: 10\n\n")).containsExactly(message("YHOO\n+2\n10"));
    }

    @Test
    void comments_are_skipped_and_ids_stay_until_the_next() {
        assertThat(events(
                        ": test stream\n\ndata: first event\nid: 1\n\ndata:second event\nid\n\ndata:  third event\n\n"))
                .containsExactly(message("first event").id("1"), message("second event"), message(" third event"));
    }

    @Test
    void an_event_needs_a_data_field_but_no_data() {
        assertThat(events("data\n\ndata\ndata\n\nevent: nothing\n\ndata:")).containsExactly(message(""), message("\n"));
    }

    @Test
    void one_space_after_the_colon_is_no_data() {
        assertThat(events("data:test\n\ndata: test\n\n")).containsExactly(message("test"), message("test"));
    }

    @Test
    void an_event_names_its_type_and_the_next_one_does_not_inherit_it() {
        assertThat(events("event: add\ndata: 73857293\n\ndata: 2153\n\n"))
                .containsExactly(message("73857293").type("add"), message("2153"));
    }

    @Test
    void lines_end_in_any_way_and_a_mark_at_the_start_is_skipped() {
        assertThat(events("\uFEFFdata: a\r\ndata: b\r\r\ndata: c\n\r")).containsExactly(message("a\nb"), message("c"));
        assertThat(events("\uFEFFdata: none\n\n")).isEmpty();
    }

    @Test
    void pieces_may_be_cut_anywhere() {
        var stream = "id: 7\r\nevent: tick\r\ndata: čas\r\n\r\ndata: x\r\n\r\n".getBytes(StandardCharsets.UTF_8);
        List<ServerSentEvent> events = new ArrayList<>();
        for (byte each : stream) {
            events.addAll(events(parser, new byte[] {each}));
        }
        assertThat(events)
                .containsExactly(
                        new ServerSentEvent("tick", "čas", "7"), message("x").id("7"));
    }

    @Test
    void an_event_that_the_stream_ends_in_is_dropped_with_its_id() {
        assertThat(events("id: 1\ndata: whole\n\nid: 2\ndata: half\n"))
                .containsExactly(message("whole").id("1"));
        assertThat(parser.lastId()).isEqualTo("1");
    }

    @Test
    void an_id_alone_moves_the_stream_on() {
        assertThat(events("id: 5\n\n")).isEmpty();
        assertThat(parser.lastId()).isEqualTo("5");
    }

    @Test
    void an_id_with_a_nul_is_none() {
        assertThat(events("id: 1\nid: 2\0\ndata: x\n\n"))
                .containsExactly(message("x").id("1"));
    }

    @Test
    void reconnection_times_are_digits_alone_and_believed_up_to_a_day() {
        assertThat(events("retry: 1500\nretry: 2s\nretry: -1\nretry:\n")).isEmpty();
        assertThat(parser.reconnection()).hasValue(Duration.ofMillis(1500));
        events("retry: 99999999999999999999\n");
        assertThat(parser.reconnection()).hasValue(Duration.ofDays(1));
        assertThat(new EventStreamParser(10, "").reconnection()).isEqualTo(Optional.empty());
    }

    @Test
    void bytes_that_are_no_utf8_are_replaced() {
        var stream = new byte[] {'d', 'a', 't', 'a', ':', (byte) 0xFF, '\n', '\n'};
        assertThat(events(parser, stream)).containsExactly(message("\uFFFD"));
    }

    @Test
    void an_event_has_a_limit_in_one_line_or_in_many_and_comments_do_not_add_up() {
        assertThatThrownBy(() -> events("data: " + "x".repeat(1000)))
                .isInstanceOf(LimitExceededException.class)
                .hasMessageContaining("1000 bytes of a server-sent event");
        var second = new EventStreamParser(1000, "");
        assertThatThrownBy(() -> events(second, "data: x\n".repeat(600).getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(LimitExceededException.class);
        var third = new EventStreamParser(1000, "");
        assertThat(events(third, ": still here\n".repeat(600).getBytes(StandardCharsets.UTF_8)))
                .isEmpty();
    }

    @Test
    void what_is_written_is_read_again() {
        var events = List.of(
                message("one line"),
                message("two\nlines\n").type("two").id("b"),
                message("").id("c"),
                message(" a space, and a : colon").id("c"));
        var text = new StringBuilder(ServerSentEvent.comment("hello\nthere"));
        events.forEach(event -> text.append(event.text()));
        assertThat(events(text.toString())).isEqualTo(events);
    }

    @Test
    void nothing_breaks_out_of_its_line() {
        assertThat(message("x\r\rdata: y\nid: 9\n\nevent: z").text())
                .isEqualTo("data: x\ndata: \ndata: data: y\ndata: id: 9\ndata: \ndata: event: z\n\n");
        assertThatThrownBy(() -> message("x").id("1\n2"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("line break");
        assertThatThrownBy(() -> message("x").type("a\rb")).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> message("x").type("")).isInstanceOf(IllegalArgumentException.class);
    }
}
