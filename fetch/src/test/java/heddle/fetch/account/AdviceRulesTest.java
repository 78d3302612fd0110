package heddle.fetch.account;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.fetch.account.FetchStatistics.Counts;
import heddle.fetch.account.FetchSummary.Cost;
import heddle.fetch.account.FetchSummary.End;
import heddle.fetch.account.FetchSummary.ErrorCount;
import heddle.fetch.account.FetchSummary.Percentiles;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/// Each rule of the table, with figures that call for its advice and with such that do not.
class AdviceRulesTest {
    private static final RunFacts QUIET = new RunFacts(Duration.ofSeconds(100), 256, 768, 0, List.of());

    private static FetchSummary summary(SortedMap<Integer, Long> statuses, ErrorCount... errors) {
        long failed = List.of(errors).stream().mapToLong(ErrorCount::count).sum();
        return new FetchSummary(
                new Counts(1000 - failed, failed, 0, 0),
                0,
                0,
                statuses,
                new Cost(Duration.ofSeconds(100), Optional.empty(), OptionalLong.empty()),
                new Percentiles(0, 0, 0, 0, 0),
                List.of(errors),
                new HostTable(12, 0, List.of()),
                List.of(),
                new End(true, true));
    }

    private static FetchSummary failing(String kind, String phase, long count, long retried) {
        return summary(new TreeMap<>(), new ErrorCount(kind, phase, count, retried, "http://a/", "why"));
    }

    private static RunFacts spared(HostPace... hosts) {
        return new RunFacts(Duration.ofSeconds(100), 256, 768, 0, List.of(hosts));
    }

    private static HostPace host(String name, long asks, long seconds) {
        return new HostPace(name, asks, Duration.ofSeconds(seconds));
    }

    private static String only(String rule, FetchSummary summary, RunFacts facts) {
        List<Advice> given = summary.advised(facts).advice();
        assertThat(given).extracting(Advice::rule).containsExactly(rule);
        return given.getFirst().text();
    }

    private static void nothing(FetchSummary summary, RunFacts facts) {
        assertThat(summary.advised(facts).advice()).isEmpty();
    }

    @Test
    void a_run_without_trouble_gets_no_advice() {
        nothing(summary(new TreeMap<>(Map.of(200, 1000L))), QUIET);
    }

    @Test
    void what_concerns_few_urls_is_no_matter_for_advice() {
        nothing(failing("resolve_failed", "dns", 49, 49), QUIET);
        nothing(failing("resolve_failed", "dns", 49, 0), QUIET);
        nothing(failing("timeout", "connect", 49, 0), QUIET);
        nothing(failing("timeout", "read", 49, 0), QUIET);
        nothing(failing("tls_failed", "tls", 49, 0), QUIET);
        nothing(failing("robots_disallowed", "robots", 49, 0), QUIET);
        nothing(failing("limit_exceeded", "read", 49, 0), QUIET);
        nothing(failing("host_down", "host", 49, 0), QUIET);
        nothing(summary(new TreeMap<>(Map.of(403, 49L))), QUIET);
    }

    @Test
    void name_servers_that_do_not_answer_are_the_limit() {
        assertThat(only("resolver", failing("resolve_failed", "dns", 370, 370), QUIET))
                .isEqualTo("37 % DNS failures, of names that were tried again, too: your resolver is the limit; use a"
                        + " caching one on this machine, or lower -j");
        assertThat(only("resolver", failing("timeout", "dns", 60, 0), QUIET)).startsWith("6 % DNS failures");
    }

    @Test
    void names_that_do_not_exist_are_a_matter_of_the_list() {
        assertThat(only("names", failing("resolve_failed", "dns", 370, 0), QUIET))
                .startsWith("37 % of the URLs have hosts whose names lead nowhere");
    }

    @Test
    void timeouts_are_told_by_their_phase() {
        assertThat(only("connect_timeouts", failing("timeout", "connect", 100, 0), QUIET))
                .startsWith("10 % timed out while connecting");
        assertThat(only("connect_timeouts", failing("timeout", "tls", 100, 0), QUIET))
                .startsWith("10 % timed out while connecting");
        for (String phase : List.of("first_byte", "read", "total", "write")) {
            assertThat(only("answer_timeouts", failing("timeout", phase, 100, 0), QUIET))
                    .startsWith("10 % timed out while waiting for the answer");
        }
    }

    @Test
    void certificates_that_are_not_trusted_are_told() {
        assertThat(only("tls", failing("tls_failed", "tls", 100, 0), QUIET)).startsWith("10 % failed in TLS");
    }

    @Test
    void hosts_that_say_they_are_asked_too_much_are_to_be_asked_less() {
        RunFacts busy = new RunFacts(Duration.ofSeconds(100), 256, 768, 1234, List.of());
        assertThat(only("busy", summary(new TreeMap<>()), busy))
                .startsWith("1,234 answers said that the host is asked too much (429, 503): raise --host-interval");
        nothing(summary(new TreeMap<>()), new RunFacts(Duration.ofSeconds(100), 256, 768, 49, List.of()));
    }

    @Test
    void hosts_that_refuse_want_to_know_who_asks() {
        assertThat(only("refused", summary(new TreeMap<>(Map.of(401, 30L, 403, 30L))), QUIET))
                .startsWith("6 % were answered 401 or 403");
    }

    @Test
    void what_robots_txt_forbids_is_told() {
        assertThat(only("robots", failing("robots_disallowed", "robots", 500, 0), QUIET))
                .startsWith("50 % are forbidden by robots.txt");
    }

    @Test
    void what_is_too_large_is_told() {
        assertThat(only("too_large", failing("limit_exceeded", "read", 500, 0), QUIET))
                .startsWith("50 % went beyond a limit, such as --max-filesize");
    }

    @Test
    void what_belongs_to_hosts_that_were_given_up_can_be_tried_later() {
        assertThat(only("given_up", failing("host_down", "host", 500, 0), QUIET))
                .startsWith("50 % belong to hosts that were given up");
    }

    @Test
    void a_limit_of_open_files_that_lowers_the_concurrency_is_told_with_one_that_does_not() {
        RunFacts lowered = new RunFacts(Duration.ofSeconds(1), 6000, 768, 0, List.of());
        assertThat(only("open_files", summary(new TreeMap<>()), lowered))
                .isEqualTo("-j 6,000 was lowered to 768 by the limit of open files; raise that before: ulimit -n 8000");
        nothing(summary(new TreeMap<>()), new RunFacts(Duration.ofSeconds(1), 768, 768, 0, List.of()));
    }

    @Test
    void one_host_that_takes_most_of_the_time_alone_is_the_tail() {
        assertThat(only("tail", summary(new TreeMap<>()), spared(host("big", 1800, 90), host("small", 100, 5))))
                .startsWith("one host was the tail: big was asked 1,800 times and had to be spared for 1 min 30 s of"
                        + " 1 min 40 s;");
    }

    @Test
    void hosts_that_all_take_most_of_the_time_are_asked_as_fast_as_is_polite() {
        assertThat(only("politeness", summary(new TreeMap<>()), spared(host("a", 1800, 90), host("b", 1700, 85))))
                .startsWith("politeness is the limit: 12 hosts with 50 ms between two starts at one make 240 a second"
                        + " at most;");
    }

    @Test
    void politeness_is_no_limit_while_half_of_the_time_goes_elsewhere_or_all_is_over_soon() {
        nothing(summary(new TreeMap<>()), spared(host("a", 980, 49), host("b", 980, 49)));
        nothing(
                summary(new TreeMap<>()),
                new RunFacts(Duration.ofSeconds(4), 256, 768, 0, List.of(host("a", 80, 4), host("b", 80, 4))));
    }

    /// A rule that is added has its test here.
    @Test
    void the_table_has_no_rules_but_these() {
        Set<String> names = AdviceRules.ALL.stream().map(AdviceRules.Rule::name).collect(Collectors.toSet());
        assertThat(names)
                .containsExactlyInAnyOrder(
                        "resolver",
                        "names",
                        "connect_timeouts",
                        "answer_timeouts",
                        "tls",
                        "busy",
                        "refused",
                        "robots",
                        "too_large",
                        "given_up",
                        "open_files",
                        "tail",
                        "politeness");
    }
}
