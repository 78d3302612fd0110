package heddle.fetch.robots;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import heddle.url.Url;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/// What a robots.txt allows. The vectors stand beside the checkout, in `../shared/vectors`, or where the system
/// property `heddle.vectors` says.
class RobotsRulesTest {
    private static final Path VECTORS = Path.of(System.getProperty(
                    "heddle.vectors", System.getProperty("heddle.root", "..") + "/../shared/vectors"))
            .resolve("robots");

    private static RobotsRules rules(String robotsTxt) {
        return RobotsRules.parse(robotsTxt.getBytes(UTF_8), "heddle");
    }

    @TestFactory
    Stream<DynamicTest> as_the_authors_of_the_standard_have_it() throws IOException {
        assumeTrue(
                Files.isDirectory(VECTORS),
                "the test vectors " + VECTORS + " are not here; set -Dheddle.vectors=FOLDER to where they are");
        List<RobotsVectors.Case> cases = RobotsVectors.read(VECTORS);
        assertThat(cases).hasSize(400);
        return cases.stream().map(each -> DynamicTest.dynamicTest(each.toString(), () -> check(each)));
    }

    /// The vectors take URLs that are no URLs yet, so what is the path of one is cut out as its text has it.
    private static void check(RobotsVectors.Case each) {
        int host = each.url().indexOf("://");
        int slash = each.url().indexOf('/', host + 3);
        String path = slash < 0 ? "/" : each.url().substring(slash).replaceFirst("#.*", "");
        assertThat(RobotsRules.parse(each.robotsTxt(), each.agent()).allow(path))
                .isEqualTo(each.isAllowed());
    }

    @Test
    void a_path_is_that_of_a_url_with_its_query() {
        RobotsRules rules = rules("User-agent: *\nDisallow: /a b\nDisallow: /*?secret\nDisallow: /\u30C4$\n");
        assertThat(rules.allow(Url.parse("http://h/x?secret=1").requestTarget()))
                .isFalse();
        assertThat(rules.allow(Url.parse("http://h/\u30C4").requestTarget())).isFalse();
        assertThat(rules.allow(Url.parse("http://h/%e3%83%84").requestTarget())).isFalse();
        assertThat(rules.allow(Url.parse("http://h/\u30C4/more").requestTarget()))
                .isTrue();
        assertThat(rules.allow("/")).isTrue();
    }

    @Test
    void stars_match_as_much_as_they_need() {
        RobotsRules rules = rules("User-agent: heddle\nDisallow: /*a*b*.php$\n");
        assertThat(rules.allow("/xaxbx.php")).isFalse();
        assertThat(rules.allow("/a.php.b.php.php")).isFalse();
        assertThat(rules.allow("/ab.php5")).isTrue();
        assertThat(rules.allow("/b.a.php")).isTrue();
        assertThat(rules("User-agent: heddle\nDisallow: /*.php$").allow("/.php"))
                .isFalse();
        assertThat(rules("User-agent: heddle\nDisallow: /p*p$").allow("/p"))
                .as("no character counts twice")
                .isTrue();
    }

    @Test
    void a_crawl_delay_is_that_of_the_group() {
        String file = "User-agent: other\nCrawl-delay: 7\nUser-agent: *\nCrawl-delay: 2.5\nDisallow:\n";
        assertThat(rules(file).crawlDelay()).contains(Duration.ofMillis(2500));
        assertThat(rules(file + "User-agent: heddle\nDisallow: /x\n").crawlDelay())
                .isEmpty();
        assertThat(rules("User-agent: *\nCrawl-delay: soon\n").crawlDelay()).isEmpty();
    }

    @Test
    void only_the_first_500_kib_are_read() {
        String filler = "# nothing\n".repeat(52_000);
        assertThat(rules("User-agent: *\nDisallow: /early\n" + filler + "Disallow: /late\n")
                        .allow("/late"))
                .isTrue();
        assertThat(rules("User-agent: *\nDisallow: /early\n" + filler).allow("/early"))
                .isFalse();
    }

    @Test
    void a_file_of_stars_takes_no_longer_than_any_other() {
        RobotsRules rules = rules("User-agent: *\n" + ("Disallow: /" + "*a".repeat(1000) + "b\n").repeat(50));
        assertThat(rules.allow("/" + "a".repeat(5_000))).isTrue();
    }

    @Test
    void a_pattern_longer_than_any_path_forbids_what_its_beginning_does() {
        RobotsRules rules = rules("User-agent: *\nDisallow: /" + "x".repeat(5_000) + "\n");
        assertThat(rules.allow("/" + "x".repeat(3_000))).isFalse();
        assertThat(rules.allow("/x")).isTrue();
    }

    @Test
    void a_product_token_is_the_beginning_of_a_user_agent() {
        assertThat(ProductToken.of("heddle/0.1 (+https://example.org)")).isEqualTo("heddle");
        assertThat(ProductToken.of("My-Bot_x2/1")).isEqualTo("My-Bot_x");
        assertThat(ProductToken.of("")).isEmpty();
    }

    @Test
    void a_page_opts_out_for_all_or_for_one() {
        assertThat(OptOutTag.isIn(List.of("noarchive, NoIndex"), "heddle")).isTrue();
        assertThat(OptOutTag.isIn(List.of("nofollow"), "heddle")).isFalse();
        assertThat(OptOutTag.isIn(List.of("otherbot: noindex, noai"), "heddle")).isFalse();
        assertThat(OptOutTag.isIn(List.of("otherbot: noindex", "Heddle: noai"), "heddle"))
                .isTrue();
        assertThat(OptOutTag.isIn(List.of("unavailable_after: 25 Jun 2030 15:00:00 PST, none"), "heddle"))
                .isTrue();
    }
}
