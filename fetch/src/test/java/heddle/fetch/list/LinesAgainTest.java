package heddle.fetch.list;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Any line of any list is found again by its ordinal.
class LinesAgainTest {
    @TempDir
    private Path folder;

    /// URLs among everything else that a list may hold.
    private static String wild(int lines) {
        Random random = new Random(7);
        StringBuilder list = new StringBuilder("\uFEFF");
        for (int line = 0; line < lines; line++) {
            switch (random.nextInt(8)) {
                case 0 -> list.append("# a comment\n");
                case 1 -> list.append("  \r\n\n");
                case 2 -> list.append("{\"url\": \"http://json/").append(line).append("\"}\n");
                case 3 -> list.append("{\"no\": \"url\"}\r\n");
                case 4 -> list.append("  http://spaces/").append(line).append(" \r\n");
                case 5 -> list.append("http://ä/\uD83D\uDE00/").append(line).append('\n');
                default -> list.append("http://plain/").append(line).append('\n');
            }
            if (random.nextInt(300) == 0) {
                list.append("#".repeat(70_000)).append('\n');
            }
            if (random.nextInt(300) == 0) {
                list.append("http://long/").append("x".repeat(65_000)).append('\n');
            }
        }
        return list.append("http://without.line.feed/").toString();
    }

    private record Read(ListIndex index, List<ListLine> lines) {
        static Read of(UrlList list) throws IOException {
            Read read = new Read(new ListIndex(), new ArrayList<>());
            try (UrlLines lines = list.open()) {
                read.index.note(0, lines.position());
                for (Optional<ListLine> line = lines.next(); line.isPresent(); line = lines.next()) {
                    read.lines.add(line.get());
                    read.index.note(read.lines.size(), lines.position());
                }
            }
            return read;
        }

        /// The ordinals of lines that name URLs, one in so many.
        long[] ordinals(Random random, int oneIn) {
            return LongStream.range(0, lines.size())
                    .filter(ordinal -> lines.get((int) ordinal) instanceof ListLine.Entry && random.nextInt(oneIn) == 0)
                    .toArray();
        }
    }

    private static void assertFoundAgain(UrlList list) throws IOException {
        Read read = Read.of(list);
        Random random = new Random(3);
        try (LinesAgain again = list.again().orElseThrow()) {
            for (int oneIn : new int[] {1, 2, 30, 500}) {
                long[] ordinals = read.ordinals(random, oneIn);
                List<String> found = new ArrayList<>();
                read.index.read(again, ordinals, (place, entry) -> {
                    assertThat(place).isEqualTo(found.size());
                    found.add(entry.url());
                });
                assertThat(found)
                        .isEqualTo(Arrays.stream(ordinals)
                                .mapToObj(ordinal -> ((ListLine.Entry) read.lines.get((int) ordinal)).url())
                                .toList());
            }
        }
    }

    private Path file(String content) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "list", ""), content);
    }

    @Test
    void of_a_file() throws IOException {
        assertFoundAgain(UrlList.file(file(wild(3_000))));
    }

    @Test
    void of_words() throws IOException {
        assertFoundAgain(UrlList.of(List.of("http://one/", "", "http://three/")));
    }

    @Test
    void of_several_lists_one_after_the_other() throws IOException {
        assertFoundAgain(UrlList.concat(List.of(
                UrlList.of(List.of("http://word/1", "http://word/2")),
                UrlList.file(file("")),
                UrlList.file(file(wild(500))),
                UrlList.of(List.of()),
                UrlList.file(file(wild(100))))));
    }

    @Test
    void of_a_stream_by_a_copy() throws IOException {
        byte[] bytes = wild(3_000).getBytes(UTF_8);
        try (CopiedList copied = CopiedList.of(UrlList.stream("stream", new ByteArrayInputStream(bytes)))) {
            assertFoundAgain(copied);
        }
    }

    @Test
    void a_stream_alone_and_all_that_has_one_in_it_can_be_read_once() {
        UrlList stream = UrlList.stream("stream", new ByteArrayInputStream(new byte[0]));
        assertThat(stream.again()).isEmpty();
        assertThat(UrlList.concat(List.of(UrlList.of(List.of("http://one/")), stream))
                        .again())
                .isEmpty();
    }

    @Test
    void a_list_that_is_shorter_now_is_told() throws IOException {
        Path file = file("http://one/\nhttp://two/\n");
        UrlList list = UrlList.file(file);
        Read read = Read.of(list);
        Files.writeString(file, "http://one/\n");
        try (LinesAgain again = list.again().orElseThrow()) {
            assertThatThrownBy(() -> read.index.read(again, new long[] {1}, (_, _) -> {}))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("the list was changed while it was being fetched");
        }
    }
}
