package heddle.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;

import crawlercommons.domains.EffectiveTldFinder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PublicSuffixesTest {
    @Test
    void the_resource_is_what_the_generator_makes_of_the_list() throws IOException {
        try (var resource = PublicSuffixes.class.getResourceAsStream("public-suffixes.txt")) {
            assertThat(new String(Objects.requireNonNull(resource).readAllBytes(), StandardCharsets.US_ASCII))
                    .isEqualTo(PublicSuffixGenerator.generate());
        }
    }

    @Test
    void every_rule_and_what_is_around_it_is_judged_as_crawler_commons_does() throws IOException {
        assertThat(PublicSuffixGenerator.rules()).hasSizeGreaterThan(5000).allSatisfy(rule -> {
            String name = rule.startsWith("!") ? rule.substring(1) : rule.replace("*.", "");
            Stream.of(name, "x." + name, "x.y." + name, name.substring(name.indexOf('.') + 1))
                    .forEach(domain -> assertThat(PublicSuffixes.isPublicSuffix(domain))
                            .as(domain)
                            .isEqualTo(isSuffixOfCrawlerCommons(domain)));
        });
    }

    /// A name without a dot is one for us, whether it is in the list or not.
    private static boolean isSuffixOfCrawlerCommons(String domain) {
        return !domain.contains(".") || EffectiveTldFinder.getAssignedDomain(domain, true, false) == null;
    }

    @ParameterizedTest
    @CsvSource({
        "com, true",
        "example.com, false",
        "co.uk, true",
        "co.uk., true",
        "example.co.uk, false",
        "localhost, true",
        "no-such-tld, true",
        "example.no-such-tld, false",
        "x.ck, true",
        "www.ck, false",
        "city.kobe.jp, false",
        "x.kobe.jp, true",
        "kobe.jp, false",
        "github.io, true",
        "me.github.io, false",
        "xn--55qx5d.cn, true",
    })
    void suffixes_wildcards_exceptions_and_names_that_nobody_listed(String domain, boolean isSuffix) {
        assertThat(PublicSuffixes.isPublicSuffix(domain)).isEqualTo(isSuffix);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a..b", "\u00e4.com", "zzzz.zzzz", "!.!", "*.*"})
    void odd_names_are_judged_without_a_failure(String domain) {
        assertThat(PublicSuffixes.isPublicSuffix(domain)).isIn(true, false);
    }
}
