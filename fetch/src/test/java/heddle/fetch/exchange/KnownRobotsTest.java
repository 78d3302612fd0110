package heddle.fetch.exchange;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.robots.RobotsRules;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KnownRobotsTest {
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final KnownRobots known = new KnownRobots(10);

    private static RobotsRules rules(int count) {
        return RobotsRules.parse(("User-agent: *\n" + "Disallow: /x\n".repeat(count)).getBytes(UTF_8), "");
    }

    @Test
    void rules_are_known_for_a_day() {
        known.put("http://a", rules(1), 0);
        assertThat(known.find("http://a", DAY)).isNotNull();
        assertThat(known.find("http://a", DAY + 1)).isNull();
    }

    @Test
    void those_that_have_not_been_wanted_for_longest_make_room() {
        known.put("http://a", rules(3), 0);
        known.put("http://b", rules(3), 0);
        assertThat(known.find("http://a", 1)).isNotNull();
        known.put("http://c", rules(3), 2);
        assertThat(known.find("http://b", 3)).isNull();
        assertThat(known.find("http://a", 3)).isNotNull();
        assertThat(known.find("http://c", 3)).isNotNull();
    }

    @Test
    void the_last_one_is_kept_however_large_it_is() {
        known.put("http://a", rules(100), 0);
        assertThat(known.find("http://a", 0)).isNotNull();
    }
}
