package heddle.async.inspect;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// JSON written member after member; who writes sees to the order.
final class Json {
    private final StringBuilder text = new StringBuilder();
    private boolean isFirst = true;

    Json object(Runnable members) {
        return inside('{', members, '}');
    }

    <T> Json array(Iterable<? extends T> items, Consumer<? super T> write) {
        return inside('[', () -> items.forEach(write), ']');
    }

    private Json inside(char open, Runnable content, char close) {
        separate();
        text.append(open);
        isFirst = true;
        content.run();
        text.append(close);
        isFirst = false;
        return this;
    }

    Json name(String name) {
        separate();
        quote(name);
        text.append(':');
        isFirst = true;
        return this;
    }

    Json value(String value) {
        separate();
        quote(value);
        return this;
    }

    Json value(long value) {
        separate();
        text.append(value);
        return this;
    }

    Json value(boolean value) {
        separate();
        text.append(value);
        return this;
    }

    /// Nanoseconds, or null.
    Json value(Optional<Duration> value) {
        separate();
        text.append(value.map(time -> Long.toString(time.toNanos())).orElse("null"));
        return this;
    }

    private void separate() {
        if (!isFirst) {
            text.append(',');
        }
        isFirst = false;
    }

    private void quote(String value) {
        text.append('"');
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '"' || c == '\\') {
                text.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                text.append("\\u%04x".formatted((int) c)); // a name may hold half a pair
            } else {
                text.append(c);
            }
        }
        text.append('"');
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
