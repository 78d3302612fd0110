package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeout;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jspecify.annotations.Nullable;

/// What holds for every text.
class UrlPropertiesTest {
    @Property(tries = 5_000)
    void any_text_is_parsed_or_refused(@ForAll String text) {
        Url url = parseOrNull(text, null);
        assertThat(url == null).isEqualTo(!Url.canParse(text));
    }

    @Property(tries = 5_000)
    void a_parsed_url_parses_to_itself(@ForAll("texts") String text, @ForAll("texts") String reference) {
        Url base = parseOrNull(text, null);
        Url url = parseOrNull(reference, base);
        if (url != null) {
            assertThat(Url.parse(url.href())).isEqualTo(url);
            assertThat(url.href()).matches("[ -~]+");
            assertThat(parts(Url.parse(url.href()))).isEqualTo(parts(url));
        }
    }

    @Property(tries = 5_000)
    void the_short_way_leads_where_the_long_one_does(@ForAll("texts") String text) {
        Url plain = PlainUrl.parse(text);
        if (plain != null) {
            Url parsed = UrlParser.parse(text, null, StandardCharsets.UTF_8);
            assertThat(plain.href()).isEqualTo(parsed.href());
            assertThat(parts(plain)).isEqualTo(parts(parsed));
        }
    }

    @Property(tries = 5_000)
    void a_failure_points_into_the_text(@ForAll("texts") String text) {
        try {
            Url.parse(text);
        } catch (UrlParseException failure) {
            assertThat(failure.position()).isBetween(0, text.length());
            assertThat(failure.getMessage()).hasSizeLessThan(700);
        }
    }

    @Property(tries = 25)
    void hostile_texts_take_no_longer_than_their_length(@ForAll("pieces") String head, @ForAll("pieces") String piece) {
        String text = "http://" + head + piece.repeat(200_000 / Math.max(1, piece.length()));
        assertTimeout(Duration.ofSeconds(2), () -> parseOrNull(text, null));
        assertTimeout(
                Duration.ofSeconds(2), () -> parseOrNull("foo://" + text.substring(7) + "/../".repeat(20_000), null));
    }

    /// Texts that are nearly URLs: pieces that mean something somewhere, in any order.
    @Provide
    Arbitrary<String> texts() {
        Arbitrary<String> start = Arbitraries.of(
                "",
                "http://",
                "https://",
                "http://example.com",
                "https://a.b/",
                "https://a.b:8080/c/d",
                "file:",
                "file:///c:/",
                "foo:",
                "foo://",
                "http:",
                "mailto:",
                "ws://");
        return start.flatMap(first -> pieces().list().ofMaxSize(8).map(pieces -> first + String.join("", pieces)));
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "/", "//", "\\", ":", "?", "#", "@", ".", "..", "%2e", "%", "[", "]", "::", "[::1]", "c|", "C:",
                        " ", "\t"),
                Arbitraries.of(
                        "a",
                        "A",
                        "0",
                        "0x",
                        "127.0.0.1",
                        "80",
                        ":80",
                        ":443",
                        "example",
                        "é",
                        "%41",
                        "%ff",
                        "<",
                        "^",
                        "'"),
                Arbitraries.of(
                        "\uD800",
                        "😀",
                        "。",
                        "xn--",
                        "\u0000",
                        "\u007F",
                        "{",
                        "|",
                        "localhost",
                        "~",
                        "a=b&c",
                        "\u200D"));
    }

    private static @Nullable Url parseOrNull(String text, @Nullable Url base) {
        try {
            return base == null ? Url.parse(text) : Url.parse(text, base);
        } catch (UrlParseException _) {
            return null;
        }
    }

    private static String parts(Url url) {
        return String.join(
                " ",
                url.scheme(),
                url.host(),
                url.authority(),
                url.path(),
                url.query(),
                url.fragment(),
                url.requestTarget(),
                url.origin(),
                url.username(),
                url.password());
    }
}
