package heddle.fetch.job;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.list.Columns;
import heddle.fetch.list.ListLine;
import heddle.fetch.list.ListSource;
import heddle.fetch.list.UrlLines;
import heddle.fetch.list.UrlList;
import heddle.fetch.output.Mark;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A list on standard input, over several runs of its job.
class SpoolTest {
    private static final List<Fact> FACTS = List.of(Fact.option("list", "a stream"));

    @TempDir
    private Path folder;

    /// Reads a list to its end, or so many lines of it, and saves what is known of it then.
    private List<String> run(String input, int lines, boolean isRead) throws IOException {
        try (JobFolder job = JobFolder.open(folder, FACTS, JobFolder.Start.RESUME);
                UrlLines list = open(job, input)) {
            List<String> urls = new ArrayList<>();
            Optional<ListLine> line = list.next();
            while (line.isPresent() && urls.size() < lines) {
                urls.add(line.get() instanceof ListLine.Entry entry ? entry.url() : "bad");
                line = list.next();
            }
            job.sync();
            job.save(new Checkpoint(List.of(), job.marks(), Totals.NONE, List.of(), List.of(), isRead));
            return urls;
        }
    }

    private static UrlLines open(JobFolder job, String input) throws IOException {
        InputStream bytes = new ByteArrayInputStream(input.getBytes(UTF_8));
        return UrlList.lines(job.spooled(ListSource.stream("standard input", bytes)), Columns.URL)
                .open();
    }

    private static String list(int from, int to) {
        StringBuilder text = new StringBuilder();
        for (int number = from; number < to; number++) {
            text.append("http://127.0.0.1/").append(number).append('\n');
        }
        return text.toString();
    }

    @Test
    void a_stream_is_copied_while_it_is_read() throws IOException {
        assertThat(run(list(0, 10_000), 10_000, true)).hasSize(10_000);
        assertThat(folder.resolve("list.txt")).hasContent(list(0, 10_000));
    }

    @Test
    void once_it_was_read_whole_the_copy_will_do() throws IOException {
        run(list(0, 10_000), 10_000, true);
        assertThat(run("", 10_000, true)).hasSize(10_000).endsWith("http://127.0.0.1/9999");
    }

    @Test
    void a_stream_that_was_read_in_part_goes_on_when_it_is_given_again() throws IOException {
        run(list(0, 10_000), 100, false);
        assertThat(Files.size(folder.resolve("list.txt")))
                .isLessThan(list(0, 10_000).length());
        assertThat(run(list(0, 10_000), 10_000, true)).hasSize(10_000);
        assertThat(folder.resolve("list.txt")).hasContent(list(0, 10_000));
    }

    @Test
    void a_stream_that_was_read_in_part_cannot_be_left_out() throws IOException {
        run(list(0, 10_000), 100, false);
        assertThatThrownBy(() -> run("", 1, false))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("standard input is empty, and only its first")
                .hasMessageContaining("give it once more");
    }

    @Test
    void what_no_checkpoint_has_seen_of_the_copy_is_cut_off() throws IOException {
        run(list(0, 100), 100, false);
        Files.writeString(folder.resolve("list.txt"), list(0, 100) + "torn\0\0\0");
        assertThat(run(list(0, 200), 200, true)).hasSize(200);
        assertThat(folder.resolve("list.txt")).hasContent(list(0, 200));
    }

    @Test
    void an_interrupt_of_the_reading_thread_does_not_keep_the_copy_from_being_saved() throws IOException {
        try (JobFolder job = JobFolder.open(folder, FACTS, JobFolder.Start.RESUME);
                UrlLines list = open(job, list(0, 100))) {
            Thread.currentThread().interrupt();
            assertThat(list.next()).isPresent();
            job.sync();
            assertThat(Thread.interrupted()).isTrue();
            assertThat(job.marks())
                    .containsExactly(new Mark("list.txt", list(0, 100).length()));
        }
        assertThat(folder.resolve("list.txt")).hasContent(list(0, 100));
    }

    @Test
    void another_stream_is_refused() throws IOException {
        run(list(0, 100), 100, true);
        assertThatThrownBy(() -> run(list(1, 101), 100, true))
                .isInstanceOf(OtherJobException.class)
                .hasMessageContaining("another list: standard input is not the same within the first");
        assertThatThrownBy(() -> run(list(0, 101), 101, true))
                .isInstanceOf(OtherJobException.class)
                .hasMessageContaining("has more than");
        assertThatThrownBy(() -> run(list(0, 99), 100, true))
                .isInstanceOf(OtherJobException.class)
                .hasMessageContaining("ended after");
        assertThat(run(list(0, 100), 100, true)).hasSize(100);
    }
}
