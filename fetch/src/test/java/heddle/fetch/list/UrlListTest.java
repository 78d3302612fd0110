package heddle.fetch.list;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.list.ListLine.Bad;
import heddle.fetch.list.ListLine.Entry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class UrlListTest {
    @Test
    void blank_lines_and_comments_are_skipped_and_numbers_stay_those_of_the_file() throws IOException {
        assertThat(read("# all sites\n\n  http://a/  \n\t# not this\nhttp://b/"))
                .containsExactly(new Entry(3, "http://a/"), new Entry(5, "http://b/"));
    }

    @Test
    void an_empty_list_and_one_without_urls_have_no_lines() throws IOException {
        assertThat(read("")).isEmpty();
        assertThat(read("\n\r\n   \n# nothing\n")).isEmpty();
        assertThat(read("\uFEFF")).isEmpty();
    }

    @Test
    void a_byte_order_mark_and_carriage_returns_are_no_part_of_a_url() throws IOException {
        assertThat(read("\uFEFFhttp://a/\r\nhttp://b/\r\n"))
                .containsExactly(new Entry(1, "http://a/"), new Entry(2, "http://b/"));
    }

    @Test
    void text_beyond_ascii_is_kept() throws IOException {
        assertThat(read("http://bücher.example/ä\uFFFD😀"))
                .containsExactly(new Entry(1, "http://bücher.example/ä\uFFFD😀"));
    }

    @Test
    void a_line_that_is_not_utf_8_is_bad_and_the_next_one_is_read() throws IOException {
        List<ListLine> lines = read("http://a/\u00E4\nhttp://b/\n".getBytes(ISO_8859_1));
        assertThat(lines.getFirst()).isInstanceOfSatisfying(Bad.class, bad -> {
            assertThat(bad.number()).isEqualTo(1);
            assertThat(bad.excerpt()).isEqualTo("http://a/\u00E4");
            assertThat(bad.problem()).contains("line 1 of list").contains("not UTF-8");
        });
        assertThat(lines.getLast()).isEqualTo(new Entry(2, "http://b/"));
    }

    @Test
    void a_line_of_ten_megabytes_is_bad_and_the_next_one_is_read() throws IOException {
        List<ListLine> lines = read("http://a/" + "x".repeat(10_000_000) + "\nhttp://b/");
        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst()).isInstanceOfSatisfying(Bad.class, bad -> {
            assertThat(bad.excerpt()).startsWith("http://a/xxx").hasSizeLessThan(200);
            assertThat(bad.problem()).contains("is longer than the 65536 bytes that it may have");
        });
        assertThat(lines.getLast()).isEqualTo(new Entry(2, "http://b/"));
    }

    @Test
    void a_long_line_at_the_end_without_a_line_feed_is_bad() throws IOException {
        assertThat(read("x".repeat(200_000))).singleElement().isInstanceOf(Bad.class);
    }

    @Test
    void the_longest_line_that_fits_is_read() throws IOException {
        String url = "http://a/" + "x".repeat(LineReader.LINE_BYTES_MAX - 10);
        assertThat(read(url + "\n" + url + "\n")).containsExactly(new Entry(1, url), new Entry(2, url));
    }

    @Test
    void a_json_line_stands_for_its_own_member_url() throws IOException {
        assertThat(read("{\"a\":{\"url\":\"http://no/\"},\"b\":[1],\"url\":\"http://\\u0061/\",\"c\":null}"))
                .containsExactly(new Entry(1, "http://a/"));
    }

    @Test
    void a_json_line_without_a_url_is_bad() throws IOException {
        assertThat(read("{\"outcome\":\"failed\"}\n{\"url\":7}\n{\"url\n{}"))
                .hasSize(4)
                .allSatisfy(line -> assertThat(line).isInstanceOf(Bad.class));
        assertThat(((Bad) read("{\"url").getFirst()).problem()).startsWith("line 1 of list begins with {");
    }

    @Test
    void urls_in_memory_are_taken_as_they_stand() throws IOException {
        assertThat(read(UrlList.of(List.of("http://a/", "#b"))))
                .containsExactly(new Entry(1, "http://a/"), new Entry(2, "#b"));
    }

    @Test
    void lists_follow_each_other(@TempDir Path folder) throws IOException {
        Path file = Files.writeString(folder.resolve("urls.txt"), "http://b/\n");
        UrlList all = UrlList.concat(List.of(
                UrlList.of(List.of("http://a/")),
                UrlList.of(List.of()),
                UrlList.file(file),
                UrlList.of(List.of("http://c/"))));
        assertThat(read(all))
                .containsExactly(new Entry(1, "http://a/"), new Entry(1, "http://b/"), new Entry(1, "http://c/"));
        assertThat(read(UrlList.concat(List.of()))).isEmpty();
    }

    @Test
    void a_file_that_is_missing_says_so_when_it_is_opened(@TempDir Path folder) {
        UrlList missing = UrlList.file(folder.resolve("missing.txt"));
        Assertions.assertThatThrownBy(missing::open).isInstanceOf(NoSuchFileException.class);
    }

    @Test
    void lines_are_ready_only_when_they_are_whole() throws IOException {
        byte[] first = "http://a/\nhttp:".getBytes(UTF_8);
        byte[] second = "//b/\n".getBytes(UTF_8);
        InputStream pieces = new SequenceInputStream(
                Collections.enumeration(List.<InputStream>of(unavailable(first), unavailable(second))));
        try (UrlLines lines = new LineReader("list", pieces, LineFormat.mixed(Columns.URL))) {
            assertThat(lines.isReady()).as("nothing was read yet").isFalse();
            assertThat(lines.next()).contains(new Entry(1, "http://a/"));
            assertThat(lines.isReady()).as("half a line").isFalse();
            assertThat(lines.next()).contains(new Entry(2, "http://b/"));
            assertThat(lines.next()).isEmpty();
            assertThat(lines.isReady()).as("the end").isFalse();
        }
    }

    @Property(tries = 200)
    void however_the_bytes_arrive_the_lines_are_the_same(
            @ForAll @Size(max = 40) List<@IntRange(max = 6) Integer> pieces,
            @ForAll @IntRange(min = 1, max = 70_000) int step)
            throws IOException {
        StringBuilder text = new StringBuilder();
        pieces.forEach(piece -> text.append(
                switch (piece) {
                    case 0 -> "http://a/\n";
                    case 1 -> "\r\n";
                    case 2 -> "#c\n";
                    case 3 -> "http://é/" + "y".repeat(30_000) + "\n";
                    case 4 -> "z".repeat(70_000) + "\n";
                    case 5 -> "{\"url\":\"http://j/\"}\n";
                    default -> "http://end";
                }));
        byte[] bytes = text.toString().getBytes(UTF_8);
        assertThat(read(() -> new LineReader("list", inSteps(bytes, step), LineFormat.mixed(Columns.URL))))
                .isEqualTo(read(bytes));
    }

    private static List<ListLine> read(String text) throws IOException {
        return read(text.getBytes(UTF_8));
    }

    private static List<ListLine> read(byte[] bytes) throws IOException {
        return read(UrlList.stream("list", new ByteArrayInputStream(bytes)));
    }

    private static List<ListLine> read(UrlList list) throws IOException {
        try (UrlLines lines = list.open()) {
            List<ListLine> read = new ArrayList<>();
            for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                read.add(line.get());
            }
            return read;
        }
    }

    private static InputStream unavailable(byte[] bytes) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int available() {
                return 0;
            }
        };
    }

    private static InputStream inSteps(byte[] bytes, int step) {
        return new ByteArrayInputStream(bytes) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, step));
            }
        };
    }
}
