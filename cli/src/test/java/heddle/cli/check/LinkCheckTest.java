package heddle.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.check.Exclusions.Addresses;
import heddle.cli.check.Verdict.Broken;
import heddle.cli.check.Verdict.Excluded;
import heddle.fetch.FetchOptions;
import heddle.fetch.Fetcher;
import heddle.fetch.list.UrlList;
import heddle.fetch.options.Statuses;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LinkCheckTest {
    private static final Statuses OK = Statuses.parse("200");

    private static LinkCheck check() {
        return new LinkCheck(new LinkCheck.Rules(
                new Exclusions(List.of(), List.of(), Addresses.NONE),
                new Documents(List.of()),
                Optional.empty(),
                Optional.empty(),
                false));
    }

    private static Fetcher fetcher() {
        return Fetcher.create(LinkCheck.options(FetchOptions.defaults(), OK));
    }

    @Test
    void what_a_check_that_is_stopped_has_not_come_to_is_said_of_each_link() throws IOException {
        LinkCheck check = check();
        check.addUrl(new Place("here", 1), "http://127.0.0.1:1/a");
        check.addUrl(new Place("here", 2), "http://127.0.0.1:1/a#b");
        Fetcher fetcher = fetcher();
        fetcher.stop(Duration.ZERO);
        Findings findings = check.run(fetcher, KnownPages.none(), OK);
        assertThat(findings.all())
                .hasSize(2)
                .allSatisfy(finding ->
                        assertThat(finding.verdict()).isEqualTo(new Excluded("stopped before it was looked at")));
        assertThat(findings.areGood()).isTrue();
    }

    @Test
    void lines_that_are_none_are_broken_and_duplicates_are_links_like_others() throws IOException {
        LinkCheck check = check();
        check.addList("list", UrlList.of(List.of("mailto:a@b.test", "nothing", "nothing")));
        Findings findings = check.run(fetcher(), KnownPages.none(), OK);
        assertThat(findings.unique()).isZero();
        assertThat(findings.excluded()).hasSize(1);
        assertThat(findings.errors())
                .extracting(Finding::place)
                .containsExactly(new Place("list", 2), new Place("list", 3));
        assertThat(findings.errors())
                .allSatisfy(finding -> assertThat(finding.verdict())
                        .isInstanceOfSatisfying(
                                Broken.class,
                                broken -> assertThat(broken.kind()).isEqualTo("url")));
    }
}
