package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UrlParseExceptionTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "example.com/x|SCHEME|0|there is no scheme",
                "http://|HOST|7|there is no host",
                "http://user@/x|HOST|12|there is no host",
                "http://:80/|HOST|7|there is no host",
                "http://exa mple.com/|HOST|10|the host contains a space, which no host may",
                "http://ex<ample/|HOST|9|the host contains '<', which no host may",
                "http://ex%3Cample/|HOST|7|the host contains '<', which no host may",
                "http://%ff/|HOST|7|the escapes in the host are not UTF-8",
                "http://\u00AD/|HOST|7|nothing of the host is left once it is normalised",
                "http://xn--0.\u00FC/|HOST|7|the host has a label that begins with xn-- but is no valid Punycode",
                "http://a\u200D.com/|HOST|7|the host contains the joiner U+200D where it joins nothing",
                "http://\uFFFD.com/|HOST|7|the host contains U+FFFD, which no name may",
                "http://1.2.3.256/|HOST|7|the host ends in a number but is no IPv4 address",
                "http://[::1/|HOST|11|the IPv6 address is not closed",
                "http://[::1::2]/|HOST|12|the IPv6 address contains :: twice",
                "http://[1:2]/|HOST|11|the IPv6 address has fewer than eight pieces and no ::",
                "http://[::g]/|HOST|10|the IPv6 address contains 'g' where a colon or up to four hexadecimal digits belong",
                "http://[::1.2.3.400]/|HOST|18|the IPv6 address has a number above 255 in its IPv4 address",
                "http://example.com:99999/|PORT|19|the port is above 65535",
                "http://example.com:8o/|PORT|20|the port contains 'o'",
                "foo://a b/|HOST|7|the host contains a space, which no host may",
            })
    void a_failure_says_which_part_is_wrong_and_where(String text, UrlPart part, int position, String problem) {
        var failure = failureOf(text);
        assertThat(failure.part()).isEqualTo(part);
        assertThat(failure.position()).isEqualTo(position);
        assertThat(failure.problem()).isEqualTo(problem);
        assertThat(failure.input()).isEqualTo(text);
        assertThat(failure.advice()).isNotBlank();
    }

    @Test
    void the_message_is_one_line_for_people() {
        assertThat(failureOf("http://example.com:99999/"))
                .hasMessage(
                        "Cannot parse the URL \"http://example.com:99999/\": at position 19, the port is above 65535."
                                + " A port is a number from 0 to 65535.");
    }

    @Test
    void positions_are_those_of_what_was_given() {
        assertThat(failureOf(" \n ht\ttp://exa\nmple.com:8o/").position()).isEqualTo(25);
        assertThat(failureOf(" \n ").position()).isEqualTo(3);
    }

    @Test
    void a_long_input_is_cut_to_the_surroundings_of_the_problem() {
        var failure = failureOf("http://" + "a".repeat(100_000) + "<" + "b".repeat(100_000));
        assertThat(failure.getMessage()).hasSizeLessThan(400).contains("…aaa", "a<b", "bbb…");
        assertThat(failure.input()).hasSize(200_008);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:secret@example.com:99999/",
                "ht\ntp:\\user:secret@sec@ret@exa mple.com",
                "//user:secret@example.com/",
                "  http:/user:secret@[::1"
            })
    void credentials_are_not_shown(String text) {
        assertThat(failureOf(text)).message().contains("***@").doesNotContain("secret");
    }

    @Test
    void what_would_not_show_is_escaped() {
        assertThat(failureOf("http://\u001B[31m\u202E<\r\n\"/"))
                .message()
                .contains("\"http://\\u001B[31m\\u202E<\\u000D\\u000A\\u0022/\"")
                .matches("[ -~]+");
    }

    @Test
    void a_relative_reference_names_the_base_it_cannot_use() {
        var failure = catchThrowableOfType(
                UrlParseException.class, () -> Url.parse("mailto:a@b").resolve("/x"));
        assertThat(failure.problem())
                .isEqualTo("there is no scheme, and nothing but a fragment can be relative to a base such as mailto:");
    }

    private static UrlParseException failureOf(String text) {
        return catchThrowableOfType(UrlParseException.class, () -> Url.parse(text));
    }
}
