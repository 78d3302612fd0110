package heddle.url;

import static org.assertj.core.api.Assumptions.assumeThat;

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
import org.jspecify.annotations.Nullable;

/// Reads the vectors of the web-platform-tests: a JSON array of objects, with comments as strings between them.
/// What is null there is absent here.
/// They stand beside the checkout, in `../shared/vectors`, or where the system property `heddle.vectors` says.
final class Vectors {
    private Vectors() {}

    /// The objects of a file; the calling test is skipped if the file is not there.
    static List<Map<String, Object>> read(String name) throws IOException {
        Path file = folder().resolve(name);
        assumeThat(file)
                .as("The test vectors %s are not here; set -Dheddle.vectors=FOLDER to where they are", file)
                .exists();
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
