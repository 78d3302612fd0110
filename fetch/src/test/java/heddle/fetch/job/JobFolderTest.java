package heddle.fetch.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import heddle.fetch.account.FetchSummary.ErrorCount;
import heddle.fetch.output.Mark;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sqlite.JDBC;

class JobFolderTest {
    private static final List<Fact> FACTS = List.of(
            Fact.option("list", "urls.txt"), Fact.option("-f", "jsonl"), Fact.hidden("-H, -A or -b", List.of()));

    @TempDir
    private Path root;

    private JobFolder open(List<Fact> facts, JobFolder.Start start) throws IOException {
        return JobFolder.open(root.resolve("out"), facts, start);
    }

    private JobFolder open(Fact... facts) throws IOException {
        return open(facts.length == 0 ? FACTS : List.of(facts), JobFolder.Start.RESUME);
    }

    private void finishAJob() throws IOException {
        DoneOrdinals done = new DoneOrdinals();
        done.add(0);
        done.add(100_000);
        Totals totals = new Totals(
                new Totals.Counted(1, 1, 3, 2),
                17,
                new byte[] {1, 2},
                new TreeMap<>(Map.of(200, 1L)),
                List.of(new ErrorCount("timeout", "connect", 1, 1, "http://a/", "too late")),
                new Totals.Effort(Duration.ofSeconds(3), Duration.ofMillis(1), 5));
        try (JobFolder job = open()) {
            job.save(new Checkpoint(
                    done.takeChanged(),
                    List.of(new Mark("results.jsonl", 1L << 40)),
                    totals,
                    List.of(),
                    List.of(),
                    true));
            job.complete();
        }
    }

    @Test
    void a_new_folder_has_done_nothing() throws IOException {
        try (JobFolder job = open()) {
            assertThat(job.isBegun()).isFalse();
            assertThat(job.isFinished()).isFalse();
            assertThat(job.totals()).isEqualTo(Totals.NONE);
            assertThat(job.kept().marks()).isEmpty();
            assertThat(job.kept().isDone().test(0)).isFalse();
        }
    }

    @Test
    void what_was_saved_is_there_again() throws IOException {
        finishAJob();
        try (JobFolder job = open()) {
            assertThat(job.isFinished()).isTrue();
            assertThat(job.isListRead()).isTrue();
            assertThat(job.kept().marks()).containsExactly(new Mark("results.jsonl", 1L << 40));
            assertThat(job.kept().isDone().test(0)).isTrue();
            assertThat(job.kept().isDone().test(1)).isFalse();
            assertThat(job.kept().isDone().test(100_000)).isTrue();
            assertThat(job.totals())
                    .usingRecursiveComparison()
                    .isEqualTo(new Totals(
                            new Totals.Counted(1, 1, 3, 2),
                            17,
                            new byte[] {1, 2},
                            new TreeMap<>(Map.of(200, 1L)),
                            List.of(new ErrorCount("timeout", "connect", 1, 1, "http://a/", "too late")),
                            new Totals.Effort(Duration.ofSeconds(3), Duration.ofMillis(1), 5)));
        }
    }

    @Test
    void a_job_that_differs_is_refused_with_the_difference() throws IOException {
        open().close();
        Path out = root.resolve("out");
        assertThatThrownBy(() -> open(Fact.option("list", "more.txt"), FACTS.get(1), FACTS.get(2)))
                .isInstanceOfSatisfying(
                        OtherJobException.class, e -> assertThat(e.folder()).isEqualTo(out))
                .hasMessage(out + " holds a job with another list (urls.txt, not more.txt); choose another folder by"
                        + " -o, or start over in this one by --fresh");
        assertThatThrownBy(() -> open(FACTS.get(0), Fact.option("-f", "files"), FACTS.get(2)))
                .hasMessageContaining("holds a job with another -f (jsonl, not files);");
        assertThatThrownBy(
                        () -> open(FACTS.get(0), FACTS.get(1), Fact.hidden("-H, -A or -b", List.of("Cookie: secret"))))
                .hasMessageContaining("holds a job with another -H, -A or -b (none, not 1 given);");
        open().close();
    }

    @Test
    void a_secret_is_not_kept() throws IOException {
        open(Fact.hidden("-H", List.of("Cookie: topsecret"))).close();
        assertThat(Files.readAllBytes(root.resolve("out/job.db")))
                .asString()
                .contains("-H")
                .doesNotContain("topsecret");
    }

    @Test
    void results_of_no_job_are_not_touched() throws IOException {
        Path results =
                Files.writeString(Files.createDirectory(root.resolve("out")).resolve("results.jsonl"), "dear");
        assertThatThrownBy(this::open)
                .isInstanceOf(OtherJobException.class)
                .hasMessageContaining("holds results.jsonl without the job.db that tells what is in it");
        assertThat(results).hasContent("dear");
        open(FACTS, JobFolder.Start.FRESH).close();
        assertThat(results).doesNotExist();
    }

    @Test
    void a_fresh_start_forgets() throws IOException {
        finishAJob();
        try (JobFolder job = open(List.of(Fact.option("list", "other")), JobFolder.Start.FRESH)) {
            assertThat(job.isBegun()).isFalse();
            assertThat(job.isFinished()).isFalse();
        }
    }

    @Test
    void a_folder_that_is_in_use_is_refused_with_the_process() throws IOException {
        try (JobFolder first = open()) {
            for (int again = 0; again < 2; again++) {
                assertThatThrownBy(this::open)
                        .isInstanceOf(OutputException.class)
                        .hasMessageContaining(
                                "process " + ProcessHandle.current().pid()
                                        + " is at work in this folder; wait for it, or choose another folder");
            }
            assertThat(first.isFinished()).isFalse();
        }
        open().close();
    }

    @Test
    void a_folder_that_was_refused_is_free_again() throws IOException {
        open().close();
        assertThatThrownBy(() -> open(Fact.option("list", "other"))).isInstanceOf(OtherJobException.class);
        open().close();
    }

    @Test
    void a_job_that_was_cut_off_before_it_was_begun_begins() throws IOException {
        Files.createDirectories(root.resolve("out"));
        JobStore.open(root.resolve("out/job.db"), InstantSource.system()).close();
        try (JobFolder job = open()) {
            assertThat(job.isBegun()).isFalse();
        }
    }

    @Test
    void a_database_of_a_later_heddle_is_left_alone() throws Exception {
        open().close();
        try (Connection later = JDBC.createConnection("jdbc:sqlite:" + root.resolve("out/job.db"), new Properties())) {
            later.createStatement().execute("PRAGMA user_version = 99");
        }
        assertThatThrownBy(this::open).hasMessageContaining("made by a later Heddle");
    }

    @Test
    void a_file_that_is_no_database_is_told() throws IOException {
        Files.writeString(Files.createDirectory(root.resolve("out")).resolve("job.db"), "not a database ".repeat(100));
        assertThatThrownBy(this::open).isInstanceOf(OutputException.class).hasMessageContaining("job.db");
    }

    @Test
    void a_job_of_an_earlier_layout_is_refused_and_left_alone() throws IOException, SQLException {
        refusesLayout(2, "it was made by an earlier Heddle, which can go on with it; --fresh starts over");
    }

    @Test
    void a_job_of_a_later_layout_is_refused_and_left_alone() throws IOException, SQLException {
        refusesLayout(1_000, "it was made by a later Heddle, which can go on with it");
    }

    private void refusesLayout(int layout, String reason) throws IOException, SQLException {
        open().close();
        Path database = root.resolve("out/job.db");
        try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + database, new Properties());
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA user_version = " + layout);
        }
        assertThatThrownBy(this::open)
                .isInstanceOf(OutputException.class)
                .hasMessage("cannot write " + database + ": " + reason);
        try (Connection connection = JDBC.createConnection("jdbc:sqlite:" + database, new Properties());
                Statement statement = connection.createStatement();
                ResultSet facts = statement.executeQuery("SELECT count(*) FROM fact")) {
            assertThat(facts.getInt(1)).isEqualTo(FACTS.size());
        }
        open(FACTS, JobFolder.Start.FRESH).close();
        open().close();
    }

    @Test
    void folders_may_have_wild_names() throws IOException {
        for (String name : List.of("a?b=c", "per%20cent", "ünïcode 日本", "a#b;c", "it's")) {
            JobFolder.open(root.resolve(name), FACTS, JobFolder.Start.RESUME).close();
            assertThat(root.resolve(name).resolve("job.db")).exists();
        }
    }

    @Test
    void a_list_in_a_file_is_known_by_its_content() throws IOException {
        Path list = Files.writeString(root.resolve("list"), "http://a/\n".repeat(1_000_000));
        Path copy = Files.copy(list, root.resolve("copy"));
        Fact known = Fact.list("list", list);
        assertThat(Fact.list("list", copy).key()).isEqualTo(known.key());
        Files.writeString(copy, "http://b/\n" + "http://a/\n".repeat(999_999));
        assertThat(Fact.list("list", copy).key()).isNotEqualTo(known.key());
        Files.writeString(copy, "http://a/\n".repeat(999_999) + "http://b/\n");
        assertThat(Fact.list("list", copy).key()).isNotEqualTo(known.key());
        Files.writeString(copy, "http://a/\n".repeat(1_000_001));
        assertThat(Fact.list("list", copy).key()).isNotEqualTo(known.key());
        assertThat(known.shown()).isEqualTo(list + " of 10,000,000 bytes");
        assertThat(Fact.list("list", Files.createFile(root.resolve("empty"))).key())
                .startsWith("0 ");
    }

    @Test
    void lists_of_words_are_the_same_word_by_word() {
        assertThat(Fact.list("words", List.of("ab", "c")).key())
                .isEqualTo(Fact.list("words", List.of("ab", "c")).key())
                .isNotEqualTo(Fact.list("words", List.of("a", "bc")).key());
    }
}
