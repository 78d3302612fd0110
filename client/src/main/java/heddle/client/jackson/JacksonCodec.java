package heddle.client.jackson;

import com.fasterxml.jackson.databind.ObjectMapper;
import heddle.client.json.JsonCodec;
import java.io.IOException;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/// JSON by an `ObjectMapper` of Jackson 2, with whatever modules and rules that has.
public final class JacksonCodec implements JsonCodec {
    private final ObjectMapper mapper;

    private JacksonCodec(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /// By this mapper. Change it no more.
    @SuppressWarnings("exports") // whoever has a mapper has its module
    public static JacksonCodec of(ObjectMapper mapper) {
        return new JacksonCodec(mapper);
    }

    @Override
    public byte[] encode(Object value) throws IOException {
        return mapper.writeValueAsBytes(value);
    }

    @Override
    public Object decode(byte[] json, Type type) throws IOException {
        @Nullable Object value = mapper.readValue(json, mapper.constructType(type));
        if (value == null) {
            throw new IOException("it is null");
        }
        return value;
    }
}
