package heddle.fetch.list;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import heddle.http.Headers;
import heddle.http.InvalidRequestException;
import heddle.http.Method;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The members of a JSON line by which it says how it wants to be asked for. What is wrong with them is told only
/// when there is a `method`.
final class RequestMembers {
    static final String HEADERS = "headers";

    private static final String TEXT = "text/plain; charset=utf-8";

    private final Headers.Builder headers = Headers.builder();
    private @Nullable String method;
    private byte @Nullable [] body;
    private boolean isText;
    private @Nullable String problem;

    /// Takes a member, if it is one of them; the parser is at its value.
    void member(String name, JsonParser parser) throws IOException {
        switch (name) {
            case "method" -> method = parser.currentToken() == JsonToken.VALUE_NULL ? null : named(parser);
            case HEADERS -> headers(parser);
            case "body" -> body(text(name, parser));
            case "body_base64" -> decoded(text(name, parser));
            default -> {}
        }
    }

    private String named(JsonParser parser) throws IOException {
        String name = text("method", parser);
        return name == null ? "" : name;
    }

    private @Nullable String text(String name, JsonParser parser) throws IOException {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getText();
        }
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            problem = "has a \"" + name + "\" that is no text";
        }
        return null;
    }

    private void headers(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            problem = "has \"headers\" that are no JSON object of names and texts";
            parser.skipChildren();
            return;
        }
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    header(name, parser);
                }
            } else {
                header(name, parser);
            }
        }
    }

    private void header(String name, JsonParser parser) throws IOException {
        String value = text(HEADERS, parser);
        parser.skipChildren();
        if (value == null) {
            return;
        }
        if (name.equalsIgnoreCase("Content-Length") || name.equalsIgnoreCase("Transfer-Encoding")) {
            problem = "has a header " + name + ", which the client writes itself";
            return;
        }
        try {
            headers.add(name, value);
        } catch (InvalidRequestException e) {
            problem = "has a header that cannot be sent: " + e.getMessage();
        }
    }

    private void body(@Nullable String text) {
        if (text != null) {
            body = text.getBytes(StandardCharsets.UTF_8);
            isText = true;
        }
    }

    private void decoded(@Nullable String text) {
        try {
            body = text == null ? body : Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            problem = "has a \"body_base64\" that is not Base64";
        }
    }

    /// What they ask for; nothing for a plain GET.
    Optional<LineRequest> asked() throws BadLineException {
        String named = method;
        if (named == null) {
            return Optional.empty();
        }
        if (problem != null) {
            throw new BadLineException(problem);
        }
        byte[] bytes = body == null ? new byte[0] : body;
        if (isText && !headers.has("Content-Type")) {
            headers.add("Content-Type", TEXT);
        }
        Headers fields = headers.build();
        Method asked = method(named);
        boolean isPlain = asked.equals(Method.GET) && fields.isEmpty() && bytes.length == 0;
        return isPlain ? Optional.empty() : Optional.of(new LineRequest(asked, fields, bytes));
    }

    private static Method method(String name) throws BadLineException {
        try {
            Method method = Method.of(name);
            if (!method.equals(Method.CONNECT)) {
                return method;
            }
        } catch (InvalidRequestException e) {
            // No token.
        }
        throw new BadLineException("has a \"method\" that cannot be asked for: " + name);
    }
}
