package heddle.fetch.input;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import heddle.fetch.list.Cell;
import heddle.fetch.list.Columns;
import heddle.fetch.list.LinesAgain;
import heddle.fetch.list.ListIndex;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.Listed;
import heddle.fetch.list.Particulars;
import heddle.fetch.list.ReadList;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists of every kind, found out by what they hold.
class InputTest {
    private static final String MALFORMED =
            "has a quoted field that does not end, or goes on behind its quote; a quote in a field is written twice";
    private static final InputOptions DEFAULTS = InputOptions.defaults();

    @TempDir
    private Path folder;

    private Path file(String name, byte[] content) throws IOException {
        return Files.write(folder.resolve(name), content);
    }

    private static byte[] gzip(byte[]... members) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (byte[] member : members) {
            try (GZIPOutputStream gzip = new GZIPOutputStream(all)) {
                gzip.write(member);
            }
        }
        return all.toByteArray();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static UrlList stream(byte[] content, InputOptions options) {
        return Input.of(ListSource.stream("standard input", new ByteArrayInputStream(content)), options);
    }

    private static Listed listed(String url, Cell... cells) {
        return new Listed(url, Particulars.of(List.of(cells)));
    }

    private static List<Listed> listed(UrlList list) throws IOException {
        return ReadList.lines(list).stream()
                .map(ListLine.Entry.class::cast)
                .map(ListLine.Entry::listed)
                .toList();
    }

    @Test
    void compression_shows_in_the_first_bytes_whatever_the_name() throws IOException {
        byte[] plain = bytes("# sites\nhttp://a/\nhttp://b/\n");
        byte[] skippable = {0x52, 0x2A, 0x4D, 0x18, 1, 0, 0, 0, 7};
        ByteArrayOutputStream frames = new ByteArrayOutputStream();
        frames.writeBytes(skippable);
        frames.writeBytes(Zstd.compress(bytes("# sites\nhttp://a/\n")));
        frames.writeBytes(Zstd.compress(bytes("http://b/\n")));
        for (byte[] content : List.of(
                plain,
                gzip(plain),
                gzip(bytes("# sites\nhttp://a/\nhttp:"), bytes("//b/\n")),
                Zstd.compress(plain),
                frames.toByteArray())) {
            assertThat(ReadList.urls(Input.file(file("urls.txt", content)))).containsExactly("http://a/", "http://b/");
            assertThat(ReadList.urls(stream(content, DEFAULTS))).containsExactly("http://a/", "http://b/");
        }
        assertThat(ReadList.urls(Input.file(file("plain.gz", plain)))).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\r\n  \n# nothing\n", "\uFEFF", "#"})
    void a_list_without_urls_is_empty_however_it_is_compressed(String text) throws IOException {
        for (byte[] content : List.of(bytes(text), gzip(bytes(text)), Zstd.compress(bytes(text)))) {
            assertThat(ReadList.lines(stream(content, DEFAULTS))).isEmpty();
            assertThat(ReadList.lines(Input.file(file("list", content)))).isEmpty();
        }
        for (InputFormat format : List.of(InputFormat.CSV, InputFormat.TSV, InputFormat.JSONL)) {
            assertThat(ReadList.lines(stream(new byte[0], DEFAULTS.format(format))))
                    .isEmpty();
        }
    }

    @Test
    void what_breaks_off_says_so_after_what_was_there() throws IOException {
        byte[] whole = gzip(bytes("http://a/\n".repeat(50_000)));
        UrlList cut = stream(Arrays.copyOf(whole, whole.length - 20), DEFAULTS);
        assertThatThrownBy(() -> ReadList.lines(cut))
                .isInstanceOf(IOException.class)
                .hasMessageStartingWith("standard input cannot be decompressed: ");
        byte[] zstd = Zstd.compress(bytes("http://a/\n".repeat(50_000)));
        assertThatThrownBy(() -> ReadList.lines(stream(Arrays.copyOf(zstd, zstd.length - 3), DEFAULTS)))
                .hasMessageStartingWith("standard input cannot be decompressed: ");
    }

    @Test
    void of_a_damaged_list_in_zstd_all_lines_before_the_damage_are_read() throws IOException {
        byte[] first = checked(bytes("http://a/\n".repeat(10_000)));
        byte[] second = checked(bytes("http://b/\n".repeat(10_000)));
        var frames = new ByteArrayOutputStream();
        frames.writeBytes(first);
        frames.writeBytes(second);
        byte[] list = frames.toByteArray();
        list[list.length - 1] ^= 1; // of the second checksum
        requireLinesBefore(list, 20_000);
        list[first.length] ^= 1;
        requireLinesBefore(list, 10_000);
        list[first.length - 1] ^= 1;
        requireLinesBefore(list, 10_000);
    }

    private static byte[] checked(byte[] plain) {
        try (var context = new ZstdCompressCtx().setChecksum(true)) {
            return context.compress(plain);
        }
    }

    @Test
    void of_a_damaged_list_in_gzip_all_lines_before_the_damage_are_read() throws IOException {
        byte[] list = gzip(differentLines(100_000));
        byte[] spoiled = list.clone();
        spoiled[list.length - 1] ^= 1; // of the length behind the checksum
        requireLinesBefore(spoiled, 100_000);

        var noise = new byte[2_000];
        new Random(6).nextBytes(noise);
        System.arraycopy(noise, 0, list, list.length / 2, noise.length);
        int before = linesBefore(list, list.length).size();
        assertThat(before).isBetween(40_000, 60_000);
        requireLinesBefore(list, before);
    }

    private static void requireLinesBefore(byte[] list, int count) throws IOException {
        for (int pieceBytes : List.of(1, 100, 5_000, list.length)) {
            assertThat(linesBefore(list, pieceBytes)).hasSize(count);
        }
    }

    /// Lines that differ, and so need many blocks.
    private static byte[] differentLines(int count) {
        var random = new SplittableRandom(1);
        return bytes(IntStream.range(0, count)
                .mapToObj(_ -> "http://" + Integer.toHexString(random.nextInt()) + "/\n")
                .collect(Collectors.joining()));
    }

    /// The lines before a failure, which must come, of a list that comes in such pieces.
    private static List<ListLine> linesBefore(byte[] list, int pieceBytes) throws IOException {
        var pieces = new ByteArrayInputStream(list) {
            @Override
            public int read(byte[] buffer, int offset, int length) {
                return super.read(buffer, offset, Math.min(length, pieceBytes));
            }

            @Override
            public int available() {
                return 0; // else whoever buffers joins the pieces
            }
        };
        var read = new ArrayList<ListLine>();
        try (UrlLines lines =
                Input.of(ListSource.stream("standard input", pieces), DEFAULTS).open()) {
            assertThatThrownBy(() -> {
                        while (true) {
                            read.add(lines.next().orElseThrow());
                        }
                    })
                    .isInstanceOf(IOException.class)
                    .hasMessageStartingWith("standard input cannot be decompressed: ");
        }
        return read;
    }

    @Test
    void a_table_is_known_by_the_names_in_its_first_line_or_by_its_own() throws IOException {
        assertThat(ReadList.urls(stream(bytes("id,url\r\n1,http://a/\r\n2,http://b/"), DEFAULTS)))
                .containsExactly("http://a/", "http://b/");
        assertThat(ReadList.urls(stream(bytes("url\tid\nhttp://a/?x=1,2\t1\n"), DEFAULTS)))
                .containsExactly("http://a/?x=1,2");
        assertThat(ReadList.urls(Input.file(file("a.csv.gz", gzip(bytes("url\nhttp://a/\n"))))))
                .containsExactly("http://a/");
        assertThat(ReadList.urls(stream(bytes("page,rank\nhttp://a/,1\n"), DEFAULTS.columns(Columns.URL.url("page")))))
                .containsExactly("http://a/");
        assertThat(ReadList.urls(stream(bytes("http://a/?x=1,url,2\n"), DEFAULTS)))
                .hasSize(1);
        assertThat(ReadList.lines(stream(bytes("id,url\n"), DEFAULTS.format(InputFormat.TEXT))))
                .containsExactly(new ListLine.Entry(1, "id,url"));
    }

    @Test
    void rows_are_cut_as_rfc_4180_has_them_and_columns_come_along() throws IOException {
        String table = "\uFEFFname,\"url\",note\r\n"
                + "\"a, \"\"b\"\"\",\" http://a/ \",\"two\nlines\"\r\n"
                + "ä,http://b/\r\n"
                + "\r\n"
                + "x,http://c/,y,z\r\n";
        UrlList list = stream(bytes(table), DEFAULTS.columns(Columns.URL.kept(List.of("note", "name"))));
        assertThat(listed(list))
                .containsExactly(
                        listed("http://a/", Cell.text("note", "two\nlines"), Cell.text("name", "a, \"b\"")),
                        listed("http://b/", Cell.text("name", "ä")),
                        listed("http://c/", Cell.text("note", "y"), Cell.text("name", "x")));
    }

    @Test
    void a_row_that_cannot_be_taken_is_bad_and_the_next_one_is_read() throws IOException {
        ByteArrayOutputStream table = new ByteArrayOutputStream();
        table.writeBytes(bytes("n,url\n1,\n2\n"));
        table.writeBytes("3,http://\u00E4/\n".getBytes(ISO_8859_1));
        table.writeBytes(bytes("4,http://" + "x".repeat(10_000_000) + "\n5,http://a/\n"));
        List<ListLine> lines = ReadList.lines(stream(table.toByteArray(), DEFAULTS));
        assertThat(lines).hasSize(5);
        assertThat(lines.subList(0, 4))
                .extracting(line -> ((ListLine.Bad) line).problem())
                .satisfiesExactly(
                        one -> assertThat(one).isEqualTo("line 2 of standard input has nothing in the column \"url\""),
                        two -> assertThat(two).startsWith("line 3 of"),
                        three -> assertThat(three).isEqualTo("line 4 of standard input is not UTF-8; convert the list"),
                        four -> assertThat(four).contains("has a URL that is longer than the 65536 bytes"));
        assertThat(lines.get(4)).isEqualTo(new ListLine.Entry(6, "http://a/"));
    }

    @Test
    void a_table_without_the_column_is_an_error_that_names_those_that_it_has() throws IOException {
        Path table = file("list.csv", bytes("link,title\nhttp://a/,A\n"));
        assertThatThrownBy(() -> Input.file(table).open())
                .isInstanceOf(MissingColumnException.class)
                .hasMessage(table + " has no column \"url\"; it has link, title; name the one with the URLs by"
                        + " --url-column");
        assertThatThrownBy(() -> stream(bytes("url,title\n"), DEFAULTS.columns(Columns.URL.kept(List.of("titel"))))
                        .open())
                .hasMessageContaining("has no column \"titel\"");
    }

    @Test
    void a_quote_that_makes_no_sense_is_a_bad_line_with_its_number_and_the_rest_is_read() throws IOException {
        String table = "url,n\nhttp://a/,1\nhttp://b/,\"2\nhttp://c/,3\n\"http://d/\"4,\nhttp://e/,\"5\n5\"\n";
        List<ListLine> lines = ReadList.lines(stream(bytes(table), DEFAULTS));
        assertThat(lines)
                .filteredOn(ListLine.Entry.class::isInstance)
                .containsExactly(
                        new ListLine.Entry(2, "http://a/"),
                        new ListLine.Entry(4, "http://c/"),
                        new ListLine.Entry(6, "http://e/"));
        assertThat(lines)
                .filteredOn(ListLine.Bad.class::isInstance)
                .containsExactly(
                        new ListLine.Bad(3, "http://b/,\"2", "line 3 of standard input " + MALFORMED),
                        new ListLine.Bad(5, "\"http://d/\"4,", "line 5 of standard input " + MALFORMED));
        assertThatThrownBy(() -> stream(bytes("\"url,n\nhttp://a/,1\n"), DEFAULTS.format(InputFormat.CSV))
                        .open())
                .isInstanceOf(IOException.class)
                .hasMessage("standard input cannot be read as a table: line 1 " + MALFORMED);
    }

    @Test
    void the_first_line_is_there_before_the_second_is_written() throws IOException {
        PipedOutputStream typed = new PipedOutputStream();
        UrlList list = Input.of(ListSource.stream("pipe", new PipedInputStream(typed)), DEFAULTS);
        typed.write(bytes("http://a/\n"));
        try (UrlLines lines = list.open()) {
            assertThat(lines.next()).contains(new ListLine.Entry(1, "http://a/"));
            assertThat(lines.isReady()).isFalse();
            typed.write(bytes("http://b/\n"));
            assertThat(lines.next()).contains(new ListLine.Entry(2, "http://b/"));
        }
    }

    @Test
    void any_of_them_can_be_read_again_from_any_place() throws IOException {
        StringBuilder table = new StringBuilder("n,url\n");
        for (int row = 0; row < 2_000; row++) {
            table.append(row % 7 == 3 ? row + ",\n" : row + ",http://ä/" + row + "\n");
        }
        InputOptions options = DEFAULTS.columns(Columns.URL.kept(List.of("n")));
        assertReadAgain(stream(bytes(table.toString()), options));
        assertReadAgain(Input.of(ListSource.file(file("t.csv", bytes(table.toString()))), options));
        assertReadAgain(stream(
                gzip(bytes("{\"url\":\"http://a/\",\"method\":\"POST\",\"headers\":{\"A\":\"é\"},"
                        + "\"body_base64\":\"AP8=\",\"n\":[1]}\n")),
                options));
        assertReadAgain(Input.file(file("t.txt", bytes("http://a/\n\n#\nhttp://b/\n"))));
        assertReadAgain(UrlList.concat(
                List.of(Input.file(file("one.txt", bytes("http://a/\n"))), stream(bytes(table.toString()), options))));
    }

    private static void assertReadAgain(UrlList list) throws IOException {
        ListIndex index = new ListIndex();
        List<ListLine> read = new ArrayList<>();
        try (list;
                LinesAgain again = list.again().orElseThrow()) {
            try (UrlLines lines = list.open()) {
                index.note(0, lines.position());
                for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                    read.add(line.get());
                    index.note(read.size(), lines.position());
                }
            }
            long[] ordinals = LongStream.range(0, read.size())
                    .filter(ordinal -> read.get((int) ordinal) instanceof ListLine.Entry)
                    .toArray();
            index.read(
                    again,
                    ordinals,
                    (place, entry) -> assertThat(entry.listed())
                            .usingRecursiveComparison()
                            .isEqualTo(((ListLine.Entry) read.get((int) ordinals[place])).listed()));
        }
    }
}
