package heddle.fetch.output.line;

import com.fasterxml.jackson.core.JsonGenerator;
import heddle.fetch.list.LineRequest;
import heddle.http.Headers;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// Writes how a line wanted its URL to be asked for, so that what is written can be a line again.
final class RequestJson {
    private RequestJson() {}

    static void write(LineRequest request, JsonGenerator json) throws IOException {
        json.writeStringField("method", request.method().name());
        if (!request.headers().isEmpty()) {
            headers(request.headers(), json);
        }
        if (request.body().length > 0) {
            body(request.body(), json);
        }
    }

    private static void headers(Headers headers, JsonGenerator json) throws IOException {
        Set<String> names = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
        headers.forEach(field -> names.add(field.name()));
        json.writeObjectFieldStart("headers");
        for (String name : names) {
            json.writeArrayFieldStart(name);
            for (String value : headers.all(name)) {
                json.writeString(value);
            }
            json.writeEndArray();
        }
        json.writeEndObject();
    }

    private static void body(byte[] body, JsonGenerator json) throws IOException {
        Optional<String> text = text(body);
        if (text.isPresent()) {
            json.writeStringField("body", text.get());
        } else {
            json.writeBinaryField("body_base64", body);
        }
    }

    private static Optional<String> text(byte[] body) {
        try {
            return Optional.of(StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(body))
                    .toString());
        } catch (CharacterCodingException binary) {
            return Optional.empty();
        }
    }
}
