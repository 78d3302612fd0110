package heddle.http.cookie;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import heddle.http.Headers;
import heddle.http.HttpDate;
import heddle.url.Url;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// The tests of the IETF's http-state group. They stand beside the checkout, in `../shared/vectors`, or where the
/// system property `heddle.vectors` says. What is null there is absent here.
class CookieVectorsTest {
    @TestFactory
    Stream<DynamicTest> what_is_received_is_sent_as_the_suite_says() throws IOException {
        return tests("parser.json", 222, object -> dynamicTest(text(object, "test"), () -> checkJar(object)));
    }

    @TestFactory
    Stream<DynamicTest> dates() throws IOException {
        return Stream.concat(dates("dates.json", 15), dates("dates-bsd.json", 55));
    }

    private static Stream<DynamicTest> dates(String name, int count) throws IOException {
        return tests(name, count, object -> dynamicTest(text(object, "test"), () -> checkDate(object)));
    }

    /// The suite has the cookies set by a page of its own, and asks what is sent to another.
    private static void checkJar(Map<String, Object> object) {
        String name = text(object, "test");
        assumeThat(name)
                .as("the suite itself has turned it off: RFC 6265bis decides otherwise")
                .doesNotStartWith("DISABLED");
        Url from = Url.parse("http://home.example.org:8888/cookie-parser?" + name);
        Url to = from.resolve(String.valueOf(object.getOrDefault("sent-to", "/cookie-parser-result?" + name)));
        var jar = CookieJar.create();
        for (Object line : list(object, "received")) {
            jar.receive(from, Headers.ofWire(new String[] {"Set-Cookie", onTheWire((String) line)}, 2));
        }
        List<String> expected = list(object, "sent").stream()
                .map(sent -> (Map<?, ?>) sent)
                .map(sent -> onTheWire(sent.get("name") + "=" + sent.get("value")))
                .toList();
        assertThat(jar.header(to).orElse("")).isEqualTo(String.join("; ", expected));
    }

    private static void checkDate(Map<String, Object> object) {
        Optional<Instant> expected = Optional.ofNullable((String) object.get("expected"))
                .map(date -> HttpDate.parse(date, Instant.EPOCH).orElseThrow());
        assertThat(CookieDate.parse(text(object, "test"))).isEqualTo(expected);
    }

    /// The bytes of UTF-8, each as the character that a header value has for it.
    private static String onTheWire(String text) {
        return new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    }

    private static String text(Map<String, Object> object, String key) {
        return String.valueOf(object.get(key));
    }

    private static List<?> list(Map<String, Object> object, String key) {
        return (List<?>) object.getOrDefault(key, List.of());
    }

    private static Stream<DynamicTest> tests(String name, int count, Function<Map<String, Object>, DynamicTest> each)
            throws IOException {
        Path file = folder().resolve("cookies").resolve(name);
        if (Files.exists(file)) {
            List<Map<String, Object>> objects = read(file);
            assertThat(objects).as("cases of %s", name).hasSize(count);
            return objects.stream().map(each);
        }
        String lack = "the test vectors " + file + " are not here; set -Dheddle.vectors=FOLDER to where they are";
        return Stream.of(dynamicTest(name, () -> assumeThat(file).as(lack).exists()));
    }

    private static Path folder() {
        String set = System.getProperty("heddle.vectors");
        return set != null
                ? Path.of(set)
                : Path.of(System.getProperty("heddle.root", ".."))
                        .resolve("../shared/vectors")
                        .normalize();
    }

    private static List<Map<String, Object>> read(Path file) throws IOException {
        var objects = new ArrayList<Map<String, Object>>();
        try (JsonParser json = new JsonFactory().createParser(Files.newBufferedReader(file))) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                objects.add(object(json));
            }
        }
        return objects;
    }

    private static Map<String, Object> object(JsonParser json) throws IOException {
        var object = new LinkedHashMap<String, Object>();
        while (json.nextToken() != JsonToken.END_OBJECT) {
            String key = json.currentName();
            json.nextToken();
            if (json.currentToken() != JsonToken.VALUE_NULL) {
                object.put(key, value(json));
            }
        }
        return object;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case START_OBJECT -> object(json);
            case START_ARRAY -> {
                var members = new ArrayList<Object>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    members.add(value(json));
                }
                yield members;
            }
            case VALUE_STRING -> json.getText();
            default -> throw new IOException("no such value is expected here: " + json.currentToken());
        };
    }
}
