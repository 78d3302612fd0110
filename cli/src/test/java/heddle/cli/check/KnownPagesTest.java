package heddle.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Good;
import heddle.client.Redirect;
import heddle.fetch.options.Statuses;
import heddle.http.Status;
import heddle.url.Url;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KnownPagesTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final Instant NOW = Instant.ofEpochSecond(1_800_000_000L);
    private static final Statuses ACCEPTED = Statuses.parse("200..=299");

    @TempDir
    Path folder;

    private Path file() {
        return folder.resolve("known");
    }

    private static Goal goal(String url, Verdict verdict) {
        Goal goal = new Goal(url);
        goal.found(verdict, Optional.empty());
        return goal;
    }

    private static Good good(int status) {
        return new Good(OptionalInt.of(status), List.of());
    }

    /// The URLs that are still to be asked for.
    private static List<String> left(KnownPages known, String... urls) {
        Map<String, Goal> goals = new LinkedHashMap<>();
        for (String url : urls) {
            goals.put(url, new Goal(url));
        }
        return List.copyOf(known.tell(goals, ACCEPTED).keySet());
    }

    @Test
    void what_is_good_and_nothing_else_is_remembered() throws IOException {
        Redirect elsewhere =
                new Redirect(Status.of(302, ""), Url.parse("https://a.test/r"), Url.parse("https://a.test/"));
        KnownPages known = KnownPages.read(file(), DAY, NOW);
        known.note(List.of(
                goal("https://a.test/", good(204)),
                goal("https://a.test/r", new Good(OptionalInt.of(200), List.of(elsewhere))),
                goal("https://me:secret@a.test/", good(200)),
                goal("https://a.test/gone", new Broken(OptionalInt.of(404), "status", "404 Not Found")),
                new Goal("https://a.test/stopped")));
        known.write(file());
        assertThat(file()).hasContent("https://a.test/ 204 1800000000");
        KnownPages later = KnownPages.read(file(), DAY, NOW.plus(DAY).minusSeconds(1));
        assertThat(left(later, "https://a.test/", "https://a.test/gone")).containsExactly("https://a.test/gone");
    }

    @Test
    void what_is_older_or_from_the_future_is_forgotten() throws IOException {
        Files.writeString(file(), "https://a.test/ 200 1800000000\n");
        assertThat(left(KnownPages.read(file(), DAY, NOW.plus(DAY)), "https://a.test/"))
                .hasSize(1);
        assertThat(left(KnownPages.read(file(), DAY, NOW.minusSeconds(1)), "https://a.test/"))
                .hasSize(1);
        assertThat(left(KnownPages.read(file(), DAY, NOW), "https://a.test/")).isEmpty();
    }

    @Test
    void a_status_that_will_not_do_any_more_is_asked_for_again() throws IOException {
        Files.writeString(file(), "https://a.test/ 404 1800000000\n");
        assertThat(left(KnownPages.read(file(), DAY, NOW), "https://a.test/")).hasSize(1);
    }

    @Test
    void a_page_whose_parts_are_looked_for_is_asked_for_again() throws IOException {
        Files.writeString(file(), "https://a.test/ 200 1800000000\n");
        Goal goal = new Goal("https://a.test/");
        goal.want("part");
        assertThat(KnownPages.read(file(), DAY, NOW).tell(Map.of("https://a.test/", goal), ACCEPTED))
                .hasSize(1);
    }

    @Test
    void what_is_broken_by_now_is_forgotten() throws IOException {
        Files.writeString(file(), "https://a.test/ 200 1700000000\nhttps://b.test/ 200 1800000000\n");
        KnownPages known = KnownPages.read(file(), DAY, NOW);
        known.note(List.of(goal("https://b.test/", new Broken(OptionalInt.of(404), "status", "404"))));
        known.write(file());
        assertThat(file()).isEmptyFile();
    }

    @Test
    void other_lines_mean_nothing() throws IOException {
        Files.writeString(file(), "\u0000\u001b[2J\nhttps://a.test/ 200 x\nhttps://a.test/ 200 99999999999999999999\n");
        assertThat(left(KnownPages.read(file(), DAY, NOW), "https://a.test/")).hasSize(1);
    }
}
