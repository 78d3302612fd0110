package heddle.client.json;

import heddle.client.body.BodyReader;
import heddle.client.body.RequestBody;
import heddle.client.body.TypedBody;
import heddle.http.InvalidRequestException;
import java.io.IOException;
import java.lang.reflect.Type;

/// Turns values into JSON and back (RFC 8259), by whatever library a program has; [heddle.client.jackson] has the one
/// for Jackson. For any number of threads.
///
///     JsonCodec json = JacksonCodec.of(new ObjectMapper());
///     User made = session.post(url).body(json.body(user)).as(json.to(User.class));
///
/// A body is decoded whatever its media type says, for many servers give JSON another name.
public interface JsonCodec {
    /// The JSON of a value, in UTF-8. Throws [IOException] for a value that has none.
    byte[] encode(Object value) throws IOException;

    /// The value of a JSON text, an instance of that type. Throws [IOException] when the text is no JSON, `null`, or
    /// that of something else.
    Object decode(byte[] json, Type type) throws IOException;

    /// A value as the body of a request, `application/json`.
    ///
    /// Throws [InvalidRequestException] for a value that has no JSON.
    default TypedBody body(Object value) {
        try {
            return new TypedBody("application/json", RequestBody.of(encode(value)));
        } catch (IOException e) {
            throw new InvalidRequestException(
                    "a %s cannot be written as JSON: %s"
                            .formatted(value.getClass().getName(), e.getMessage()),
                    e);
        }
    }

    /// Reads bodies as values of this class.
    @SuppressWarnings("unchecked") // by what decode promises; a cast by the class would refuse int
    default <T> BodyReader<T> to(Class<T> type) {
        return (body, _) -> (T) decode(body, type);
    }

    /// Reads bodies as values of this type, which may have arguments.
    @SuppressWarnings("unchecked") // by what decode promises
    default <T> BodyReader<T> to(JsonType<T> type) {
        return (body, _) -> (T) decode(body, type.type());
    }
}
