package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The web-platform-tests of queries in the charsets of documents.
class PercentEncodingVectorsTest {
    private static final Url BASE = Url.parse("https://example.com/");

    @TestFactory
    Stream<DynamicTest> a_query_is_written_in_the_charset_of_its_document() throws IOException {
        return Vectors.tests("url/percent-encoding.json", 7, PercentEncodingVectorsTest::tests);
    }

    @SuppressWarnings("unchecked")
    private static Stream<DynamicTest> tests(Map<String, Object> object) {
        String input = Objects.requireNonNull(Vectors.text(object, "input"));
        var outputs = (Map<String, String>) Objects.requireNonNull(object.get("output"));
        return outputs.entrySet().stream().map(output -> {
            String charset = output.getKey();
            return dynamicTest(input + " in " + charset, () -> {
                Url url = Url.parse("?" + input + "#" + input, BASE, Charset.forName(charset));
                assertThat(url.query()).isEqualTo(output.getValue());
                assertThat(url.fragment()).isEqualTo(outputs.get("utf-8"));
            });
        });
    }
}
