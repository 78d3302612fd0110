package heddle.fetch.output.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.disk.Disk;
import heddle.fetch.output.Kept;
import heddle.fetch.output.Mark;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SegmentsTest {
    private static final SegmentNames NAMES = SegmentNames.plain("out/", "part-", ".txt");

    @TempDir
    private Path root;

    private final List<Mark> saved = new ArrayList<>();

    private Segments open() throws IOException {
        Kept kept = new Kept(saved, _ -> false);
        return Segments.open(root, NAMES, 10, new Renaming("end".getBytes(UTF_8), Disk.LOCAL), kept, Disk.LOCAL);
    }

    private static void write(Segments segments, String text) throws IOException {
        segments.begin();
        segments.stream().write(text.getBytes(UTF_8));
    }

    private void save(Segments segments) throws IOException {
        for (Mark mark : segments.sync()) {
            saved.removeIf(old -> old.file().equals(mark.file()));
            saved.add(mark);
        }
        segments.saved();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(root.resolve("out"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    @Test
    void a_segment_gets_its_name_when_it_is_complete_and_saved() throws IOException {
        try (Segments segments = open()) {
            write(segments, "0123456789");
            write(segments, "next");
            assertThat(names()).containsExactly("part-000000.txt.open", "part-000001.txt.open");
            save(segments);
            assertThat(names()).containsExactly("part-000000.txt", "part-000001.txt.open");
            assertThat(root.resolve("out/part-000000.txt")).hasContent("0123456789end");
            segments.complete();
        }
        assertThat(root.resolve("out/part-000001.txt")).hasContent("nextend");
    }

    @Test
    void what_was_not_saved_gets_no_name() throws IOException {
        try (Segments segments = open()) {
            write(segments, "saved");
            save(segments);
            write(segments, " and more");
            segments.complete();
        }
        assertThat(names()).containsExactly("part-000000.txt.open");
        try (Segments segments = open()) {
            segments.complete();
        }
        assertThat(root.resolve("out/part-000000.txt")).hasContent("savedend");
    }

    @Test
    void published_segments_may_be_taken_away() throws IOException {
        try (Segments segments = open()) {
            write(segments, "0123456789");
            write(segments, "next");
            save(segments);
        }
        Files.delete(root.resolve("out/part-000000.txt"));
        try (Segments segments = open()) {
            write(segments, "-on");
            save(segments);
            segments.complete();
        }
        assertThat(names()).containsExactly("part-000001.txt");
        assertThat(root.resolve("out/part-000001.txt")).hasContent("next-onend");
    }

    @Test
    void a_segment_that_is_shorter_than_it_was_is_refused() throws IOException {
        try (Segments segments = open()) {
            write(segments, "saved");
            save(segments);
        }
        Files.writeString(root.resolve("out/part-000000.txt.open"), "sav");
        assertThatThrownBy(this::open)
                .hasMessageContaining("it has 3 bytes, and the job that it belongs to had written 5");
    }

    @Test
    void only_what_is_its_own_is_deleted() throws IOException {
        Path out = Files.createDirectories(root.resolve("out"));
        for (String name : List.of(
                "part-000007.txt",
                "part-000008.txt.open",
                "part-000009.txt.tmp",
                "body-12.tmp",
                "part-7.txt",
                "other.txt",
                "body-x.tmp")) {
            Files.createFile(out.resolve(name));
        }
        open().close();
        assertThat(names()).containsExactly("body-x.tmp", "other.txt", "part-7.txt");
    }
}
