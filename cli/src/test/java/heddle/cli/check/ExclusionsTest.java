package heddle.cli.check;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.cli.check.Exclusions.Addresses;
import heddle.url.Url;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ExclusionsTest {
    private static Exclusions of(List<String> included, List<String> excluded) {
        return new Exclusions(patterns(included), patterns(excluded), Addresses.NONE);
    }

    private static List<Pattern> patterns(List<String> texts) {
        return texts.stream().map(Pattern::compile).toList();
    }

    @Test
    void a_pattern_is_found_anywhere_in_the_url() {
        Exclusions exclusions = of(List.of(), List.of("\\.pdf$", "/old/"));
        assertThat(exclusions.reason("https://a.test/x.pdf")).contains("excluded by --exclude");
        assertThat(exclusions.reason("https://a.test/old/x")).isPresent();
        assertThat(exclusions.reason("https://a.test/x.pdf?q")).isEmpty();
    }

    @Test
    void what_is_included_is_not_excluded_and_alone_it_excludes_all_else() {
        assertThat(of(List.of("a"), List.of("test")).reason("https://a.test/")).isEmpty();
        assertThat(of(List.of("b"), List.of("x")).reason("https://a.test/")).isEmpty();
        assertThat(of(List.of("b"), List.of()).reason("https://a.test/")).contains("not included by --include");
    }

    @Test
    void addresses_of_this_machine_or_private_ones_can_be_passed_over() {
        assertThat(passedOver(Addresses.LOOPBACK)).containsExactly("localhost", "x.localhost", "127.1.2.3", "[::1]");
        assertThat(passedOver(Addresses.PRIVATE))
                .containsExactly(
                        "localhost",
                        "x.localhost",
                        "127.1.2.3",
                        "[::1]",
                        "10.1.1.1",
                        "192.168.0.1",
                        "169.254.1.1",
                        "[fd00::1]");
        assertThat(passedOver(Addresses.NONE)).isEmpty();
    }

    private static List<String> passedOver(Addresses addresses) {
        Exclusions exclusions = new Exclusions(List.of(), List.of(), addresses);
        return Stream.of(
                        "localhost",
                        "x.localhost",
                        "127.1.2.3",
                        "[::1]",
                        "10.1.1.1",
                        "192.168.0.1",
                        "169.254.1.1",
                        "[fd00::1]",
                        "a.test",
                        "8.8.8.8",
                        "[2001:4860::8]")
                .filter(host ->
                        exclusions.reason(Url.parse("http://" + host + "/")).isPresent())
                .toList();
    }

    @Test
    void some_names_are_only_ever_examples() {
        assertThat(List.of("example.com", "www.example.org", "x.test", "a.invalid", "my.example"))
                .allMatch(host -> Exclusions.isExample(Url.parse("http://" + host + "/")));
        assertThat(List.of("myexample.com", "example.de", "test.de", "example.com.de"))
                .noneMatch(host -> Exclusions.isExample(Url.parse("http://" + host + "/")));
    }
}
