package heddle.client.json;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;

/// A type with its arguments, which the class of a value does not have: a list of what?
///
///     List<User> users = session.get(url).as(json.to(new JsonType<List<User>>() {}));
///
/// The braces make a class whose declaration keeps the argument (Gafter's super type token).
///
/// @param <T> the type
public abstract class JsonType<T> {
    private final Type type;

    /// Of the argument of the class that extends this one directly.
    ///
    /// Throws [IllegalStateException] when there is none: `new JsonType() {}`.
    protected JsonType() {
        if (!(getClass().getGenericSuperclass() instanceof ParameterizedType own)) {
            throw new IllegalStateException("write 'new JsonType<List<String>>() {}', with the type that is meant");
        }
        type = own.getActualTypeArguments()[0];
    }

    /// As reflection has it.
    public final Type type() {
        return type;
    }

    @Override
    public final String toString() {
        return type.getTypeName();
    }
}
