package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The web-platform-tests of URL parsing.
class UrlVectorsTest {
    @TestFactory
    Stream<DynamicTest> every_url_parses_as_the_standard_says() throws IOException {
        return Vectors.tests(
                "url/urltestdata.json",
                891,
                object -> Stream.of(
                        dynamicTest(object.get("input") + " against " + object.get("base"), () -> check(object))));
    }

    @TestFactory
    Stream<DynamicTest> every_host_becomes_ascii_as_the_standard_says() throws IOException {
        return Vectors.tests(
                "url/toascii.json",
                87,
                object -> Stream.of(dynamicTest(String.valueOf(object.get("input")), () -> checkHost(object))));
    }

    private static void check(Map<String, Object> object) {
        String input = Objects.requireNonNull(Vectors.text(object, "input"));
        String base = Vectors.text(object, "base");
        if (object.containsKey("failure")) {
            assertThat(parses(input, base)).as("%s against %s", input, base).isFalse();
            return;
        }
        Url url = base == null ? Url.parse(input) : Url.parse(base).resolve(input);
        var softly = new SoftAssertions();
        softly.assertThat(url.href()).isEqualTo(object.get("href"));
        softly.assertThat(url.scheme() + ":").isEqualTo(object.get("protocol"));
        softly.assertThat(url.username()).isEqualTo(object.get("username"));
        softly.assertThat(url.password()).isEqualTo(object.get("password"));
        softly.assertThat(url.authority()).isEqualTo(object.get("host"));
        softly.assertThat(url.host()).isEqualTo(object.get("hostname"));
        softly.assertThat(url.port() < 0 ? "" : "" + url.port()).isEqualTo(object.get("port"));
        softly.assertThat(url.path()).isEqualTo(object.get("pathname"));
        softly.assertThat(after("?", url.query())).isEqualTo(object.get("search"));
        softly.assertThat(after("#", url.fragment())).isEqualTo(object.get("hash"));
        if (object.containsKey("origin")) {
            softly.assertThat(url.origin()).isEqualTo(object.get("origin"));
        }
        softly.assertAll();
    }

    private static void checkHost(Map<String, Object> object) {
        String url = "https://" + object.get("input") + "/x";
        Object output = object.get("output");
        if (output == null) {
            assertThat(Url.canParse(url)).isFalse();
        } else {
            assertThat(Url.parse(url).host()).isEqualTo(output);
        }
    }

    private static boolean parses(String input, @Nullable String base) {
        try {
            Url url = base == null ? Url.parse(input) : Url.parse(base).resolve(input);
            return !url.href().isEmpty();
        } catch (UrlParseException _) {
            return false;
        }
    }

    private static String after(String mark, String text) {
        return text.isEmpty() ? "" : mark + text;
    }
}
