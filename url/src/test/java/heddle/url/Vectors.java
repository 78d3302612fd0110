package heddle.url;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicTest;

/// Reads the vectors of the web-platform-tests: a JSON array of objects, with comments as strings between them.
/// What is null there is absent here. They stand beside the checkout, in `../shared/vectors`, or where the system
/// property `heddle.vectors` says.
final class Vectors {
    private Vectors() {}

    /// The tests that come of each object of a file, of which there are `count`; one that is skipped, and says why, if
    /// the file is not there.
    static Stream<DynamicTest> tests(String name, int count, Function<Map<String, Object>, Stream<DynamicTest>> each)
            throws IOException {
        Path file = folder().resolve(name);
        if (Files.exists(file)) {
            List<Map<String, Object>> objects = read(file);
            assertThat(objects).as("cases of %s", name).hasSize(count);
            return objects.stream().flatMap(each);
        }
        String lack = "the test vectors " + file + " are not here; set -Dheddle.vectors=FOLDER to where they are";
        return Stream.of(dynamicTest(name, () -> assumeThat(file).as(lack).exists()));
    }

    static @Nullable String text(Map<String, Object> object, String key) {
        return (String) object.get(key);
    }

    private static Path folder() {
        String set = System.getProperty("heddle.vectors");
        if (set != null) {
            return Path.of(set);
        }
        return Path.of(System.getProperty("heddle.root", ".."))
                .resolve("../shared/vectors")
                .normalize();
    }

    private static List<Map<String, Object>> read(Path file) throws IOException {
        var objects = new ArrayList<Map<String, Object>>();
        try (JsonParser json = new JsonFactory().createParser(Files.newBufferedReader(file))) {
            json.nextToken();
            while (json.nextToken() != JsonToken.END_ARRAY) {
                if (json.currentToken() == JsonToken.START_OBJECT) {
                    objects.add(object(json));
                }
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
            case VALUE_STRING -> json.getText();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            default -> throw new IOException("no such value is expected here: " + json.currentToken());
        };
    }
}
