package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;

import heddle.url.Parameters.Pair;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// `application/x-www-form-urlencoded`, written and read; the cases are those of the web-platform-tests.
class ParametersTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "b c|b+c",
                "''|",
                "b%20c|b%2520c",
                "*-._|*-._",
                "~!'()|%7E%21%27%28%29",
                "ä€💩|%C3%A4%E2%82%AC%F0%9F%92%A9"
            })
    void all_but_letters_digits_and_four_marks_is_escaped(String value, String encoded) {
        String raw = value.equals("''") ? "" : value;
        assertThat(Parameters.of("a", raw).encoded()).isEqualTo("a=" + (encoded == null ? "" : encoded));
    }

    @Test
    void what_is_read_is_never_malformed() {
        assertThat(Parameters.parse("a=b&&c&=d&%zz=%&e=%FF&a=x=y+z").pairs())
                .containsExactly(
                        new Pair("a", "b"),
                        new Pair("c", ""),
                        new Pair("", "d"),
                        new Pair("%zz", "%"),
                        new Pair("e", "\uFFFD"),
                        new Pair("a", "x=y z"));
        assertThat(Parameters.parse("").pairs()).isEmpty();
    }

    @Test
    void a_name_may_come_several_times() {
        var parameters = Parameters.of("a", "1").and("b", "2").and("a", "3");
        assertThat(parameters.all("a")).containsExactly("1", "3");
        assertThat(parameters.first("a")).contains("1");
        assertThat(parameters.first("c")).isEmpty();
    }

    @Test
    void a_url_gets_more_of_them_after_those_that_it_has() {
        var more = Parameters.of("q", "a&b").and("r", "#");
        assertThat(Url.parse("https://a.example/p#f").with(more).href())
                .isEqualTo("https://a.example/p?q=a%26b&r=%23#f");
        assertThat(Url.parse("https://a.example/p?x=%2f").with(more).href())
                .isEqualTo("https://a.example/p?x=%2f&q=a%26b&r=%23");
        assertThat(Url.parse("https://a.example/p?").with(more).query()).isEqualTo("q=a%26b&r=%23");
        var plain = Url.parse("https://a.example/");
        assertThat(plain.with(Parameters.none())).isSameAs(plain);
    }

    @Property
    void what_is_written_is_read_again(@ForAll String name, @ForAll String value) {
        var parameters = Parameters.of(withoutLoneSurrogates(name), withoutLoneSurrogates(value))
                .and("x", "");
        assertThat(Parameters.parse(parameters.encoded())).isEqualTo(parameters);
        assertThat(Parameters.parse(
                        Url.parse("http://a.example/").with(parameters).query()))
                .isEqualTo(parameters);
    }

    private static String withoutLoneSurrogates(String text) {
        return text.replaceAll("[\\uD800-\\uDFFF]", "");
    }
}
