package heddle.async.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a reader makes of the pieces that a source gives, however they are cut.
class StreamReaderTest {
    private static final int LIMIT = 16;
    private static final byte[] BLANK_LINE = bytes("\r\n\r\n");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(ByteBuffer buffer) {
        return StandardCharsets.UTF_8.decode(buffer).toString();
    }

    private static StreamReader of(String... pieces) {
        Queue<String> left = new ArrayDeque<>(List.of(pieces));
        return new StreamReader(
                () -> left.isEmpty() ? ByteBuffer.allocate(0) : ByteBuffer.wrap(bytes(left.remove())), LIMIT);
    }

    private static StreamReader byteByByte(String text) {
        return of(text.chars().mapToObj(Character::toString).toArray(String[]::new));
    }

    @Test
    void a_read_gives_what_has_come_and_nothing_at_the_end() throws IOException {
        var reader = of("one", "two");
        assertThat(text(reader.read())).isEqualTo("one");
        assertThat(text(reader.read())).isEqualTo("two");
        assertThat(reader.read().hasRemaining()).isFalse();
        assertThat(reader.read().hasRemaining()).isFalse();
        assertThat(reader.read(ByteBuffer.allocate(1))).isEqualTo(-1);
    }

    @Test
    void a_read_into_a_small_buffer_leaves_the_rest_for_the_next() throws IOException {
        var reader = of("abc");
        var two = ByteBuffer.allocate(2);
        assertThat(reader.read(two)).isEqualTo(2);
        assertThat(text(two.flip())).isEqualTo("ab");
        assertThat(text(reader.read())).isEqualTo("c");
    }

    @Test
    void an_exact_read_puts_pieces_together_and_leaves_what_is_over() throws IOException {
        var reader = of("ab", "cd", "ef");
        assertThat(reader.readExactly(3)).isEqualTo(bytes("abc"));
        assertThat(reader.readExactly(0)).isEmpty();
        assertThat(reader.readExactly(3)).isEqualTo(bytes("def"));
    }

    @Test
    void an_end_in_the_middle_of_an_exact_read_hands_over_what_there_was() {
        var reader = of("ab", "c");
        var cut = catchThrowableOfType(IncompleteReadException.class, () -> reader.readExactly(5));
        assertThat(cut.partial()).isEqualTo(bytes("abc"));
        assertThat(cut).hasMessageContaining("after 3 bytes").hasMessageContaining("5 bytes was expected");
    }

    @Test
    void a_delimiter_may_be_cut_anywhere() throws IOException {
        var reader = byteByByte("a: b\r\n\r\nrest");
        assertThat(reader.readUntil(BLANK_LINE)).isEqualTo(bytes("a: b\r\n\r\n"));
        assertThat(reader.readAll(LIMIT)).isEqualTo(bytes("rest"));
    }

    @Test
    void an_end_before_the_delimiter_hands_over_what_there_was() {
        var reader = of("a\r\n\r");
        var cut = catchThrowableOfType(IncompleteReadException.class, () -> reader.readUntil(BLANK_LINE));
        assertThat(cut.partial()).isEqualTo(bytes("a\r\n\r"));
        assertThat(cut).hasMessageContaining("the delimiter \\r\\n\\r\\n");
    }

    @Test
    void lines_end_with_either_end_and_the_last_with_none() throws IOException {
        var reader = of("one\ntwo\r\n\nth", "ree");
        assertThat(reader.readLine()).contains("one");
        assertThat(reader.readLine()).contains("two");
        assertThat(reader.readLine()).contains("");
        assertThat(reader.readLine()).contains("three");
        assertThat(reader.readLine()).isEmpty();
    }

    @Test
    void a_letter_cut_in_the_middle_is_whole_in_its_line() throws IOException {
        var letter = bytes("ü\n");
        Queue<byte[]> left = new ArrayDeque<>(List.of(new byte[] {letter[0]}, new byte[] {letter[1], letter[2]}));
        assertThat(new StreamReader(() -> ByteBuffer.wrap(left.remove()), LIMIT).readLine())
                .contains("ü");
    }

    @Test
    void lines_can_be_looped_over() {
        var lines = new ArrayList<String>();
        of("a\nb", "\nc").lines().forEach(lines::add);
        assertThat(lines).containsExactly("a", "b", "c");
    }

    @Test
    void a_failure_arrives_unchecked_in_such_a_loop() {
        var lines = of("x".repeat(LIMIT + 1)).lines().iterator();
        assertThatThrownBy(lines::hasNext)
                .isInstanceOf(UncheckedIOException.class)
                .hasCauseInstanceOf(ReadLimitException.class);
    }

    @Test
    void a_line_of_just_the_limit_passes() throws IOException {
        assertThat(byteByByte("x".repeat(LIMIT) + "\n").readLine()).contains("x".repeat(LIMIT));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n"})
    void a_line_beyond_the_limit_is_refused_and_stays_in_the_stream(String end) throws IOException {
        var text = "\u001b[1m" + "x".repeat(LIMIT);
        var reader = of(text + end);
        var refused = catchThrowableOfType(ReadLimitException.class, reader::readLine);
        assertThat(refused.limit()).isEqualTo(LIMIT);
        assertThat(refused.seen()).isEqualTo(text.length() + end.length());
        assertThat(refused)
                .hasMessageStartingWith("No delimiter \\n within 16 bytes")
                .hasMessageContaining("\\u001b[1mxxx");
        assertThat(text(reader.read())).isEqualTo(text + end);
    }

    @Test
    void an_endless_line_is_refused_before_it_fills_the_memory() {
        var reader = new StreamReader(() -> ByteBuffer.wrap(bytes("xxxxxx")), LIMIT);
        var refused = catchThrowableOfType(ReadLimitException.class, reader::readLine);
        assertThat(refused.seen()).isEqualTo(18);
    }

    @Test
    void a_call_can_have_a_limit_of_its_own() throws IOException {
        assertThat(of("x".repeat(20) + ";").readUntil(bytes(";"), 20)).hasSize(21);
        assertThatThrownBy(() -> of("xxx;").readUntil(bytes(";"), 2)).isInstanceOf(ReadLimitException.class);
    }

    @Test
    void all_is_read_up_to_a_limit() throws IOException {
        assertThat(of("ab", "cd").readAll(4)).isEqualTo(bytes("abcd"));
        assertThat(of().readAll(0)).isEmpty();
        assertThatThrownBy(() -> of("ab", "cd").readAll(3)).isInstanceOf(ReadLimitException.class);
    }

    @Test
    void what_is_here_can_be_had_without_waiting() throws IOException {
        var reader = of("ab\ncd", "ef");
        assertThat(reader.tryRead().hasRemaining()).isFalse();
        assertThat(reader.readLine()).contains("ab");
        assertThat(text(reader.tryRead())).isEqualTo("cd");
        assertThat(text(reader.read())).isEqualTo("ef");
    }

    @Test
    void what_is_left_goes_to_a_writer() throws IOException {
        var written = new StringBuilder();
        var writer = new StreamWriter(new ByteSink() {
            @Override
            public void write(ByteBuffer bytes) {
                written.append(text(bytes));
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        var reader = of("skip\nab", "cd");
        assertThat(reader.readLine()).contains("skip");
        assertThat(reader.transferTo(writer)).isEqualTo(4);
        assertThat(written).hasToString("abcd");
    }

    @Test
    void a_second_task_that_reads_is_told_who_reads() {
        var inside = new ArrayList<Throwable>();
        var reader = new ArrayList<StreamReader>();
        reader.add(new StreamReader(
                () -> {
                    inside.add(catchThrowableOfType(
                            StreamBusyException.class, () -> reader.getFirst().read()));
                    return ByteBuffer.allocate(0);
                },
                LIMIT));
        assertThat(catchThrowableOfType(
                        IOException.class, () -> reader.getFirst().read()))
                .isNull();
        assertThat(inside.getFirst())
                .hasMessageContaining("is reading from this stream already")
                .hasMessageContaining(Thread.currentThread().getName());
    }

    @Property(tries = 300)
    void lines_are_the_same_however_they_are_cut(
            @ForAll @Size(max = 40) List<@IntRange(max = 3) Integer> letters,
            @ForAll @IntRange(min = 1, max = 7) int cut)
            throws IOException {
        var text = new StringBuilder();
        letters.forEach(letter -> text.append("a\r\n\n".charAt(letter)));
        var whole = lines(text.toString(), Math.max(1, text.length()));
        assertThat(lines(text.toString(), cut)).isEqualTo(whole);
    }

    private static List<String> lines(String text, int cut) throws IOException {
        var pieces = new ArrayDeque<ByteBuffer>();
        for (int from = 0; from < text.length(); from += cut) {
            pieces.add(ByteBuffer.wrap(bytes(text.substring(from, Math.min(text.length(), from + cut)))));
        }
        var reader = new StreamReader(() -> pieces.isEmpty() ? ByteBuffer.allocate(0) : pieces.remove(), 100);
        var lines = new ArrayList<String>();
        for (var line = reader.readLine(); line.isPresent(); line = reader.readLine()) {
            lines.add(line.get());
        }
        return lines;
    }
}
