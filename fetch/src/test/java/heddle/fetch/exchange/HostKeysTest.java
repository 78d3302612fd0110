package heddle.fetch.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.frontier.Frontier;
import heddle.fetch.frontier.HostRules;
import heddle.fetch.frontier.Patience;
import heddle.fetch.options.Politeness;
import heddle.fetch.options.Retries;
import heddle.url.Url;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What a host is held to when nobody has asked for anything, and when somebody has.
class HostKeysTest {
    private static final Politeness MANNERS = Politeness.defaults();
    private static final Retries RETRIES = Retries.defaults();

    private static HostRules rules(String url, Politeness manners, Retries retries) {
        return HostKeys.rules(Url.parse(url), manners, retries);
    }

    private static HostRules spared(int concurrency, int intervalMillis, int retries) {
        return new HostRules(concurrency, intervalMillis * 1_000_000L, true, patience(retries));
    }

    private static HostRules exempt(int concurrency, int intervalMillis, int retries) {
        return new HostRules(concurrency, intervalMillis * 1_000_000L, false, patience(retries));
    }

    /// From a second on, and for ten minutes at most.
    private static Patience patience(int retries) {
        return new Patience(retries, 1_000_000_000L, 600_000_000_000L, Frontier.NEVER);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://a.example/",
                "https://a.example:8443/",
                "http://localhost.example/",
                "http://notlocalhost/",
                "http://127.0.0.1.example/",
                "http://126.255.255.255/",
                "http://128.0.0.1/",
                "http://192.0.2.1/",
                "http://[::2]/",
                "http://[2001:db8::1]/"
            })
    void another_machine_is_asked_for_eight_at_once_every_fifty_milliseconds_and_three_times_more(String url) {
        assertThat(rules(url, MANNERS, RETRIES)).isEqualTo(spared(8, 50, 3));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost/",
                "https://LOCALHOST:8443/",
                "http://x.localhost/",
                "http://a.b.localhost/",
                "http://127.0.0.1/",
                "http://127.1/",
                "http://127.255.255.254:8080/",
                "http://[::1]/",
                "http://[0:0:0:0:0:0:0:1]:8080/"
            })
    void this_machine_is_exempt(String url) {
        assertThat(rules(url, MANNERS, RETRIES)).isEqualTo(exempt(Integer.MAX_VALUE, 0, 0));
    }

    @Test
    void what_is_asked_for_holds_for_another_machine_and_nothing_else_changes() {
        String url = "http://a.example/";
        assertThat(rules(url, MANNERS.hostConcurrency(20), RETRIES)).isEqualTo(spared(20, 50, 3));
        assertThat(rules(url, MANNERS.hostInterval(Duration.ZERO), RETRIES)).isEqualTo(spared(8, 0, 3));
        assertThat(rules(url, MANNERS, RETRIES.times(0))).isEqualTo(spared(8, 50, 0));
    }

    @Test
    void what_is_asked_for_holds_for_this_machine_and_nothing_else_changes() {
        String url = "http://x.localhost/";
        assertThat(rules(url, MANNERS.hostConcurrency(2), RETRIES)).isEqualTo(exempt(2, 0, 0));
        assertThat(rules(url, MANNERS.hostInterval(Duration.ofMillis(7)), RETRIES))
                .isEqualTo(exempt(Integer.MAX_VALUE, 7, 0));
        assertThat(rules(url, MANNERS, RETRIES.times(5))).isEqualTo(exempt(Integer.MAX_VALUE, 0, 5));
    }
}
