package heddle.client.events;

import java.time.Duration;

/// How a feed is followed. Immutable; each method makes other options.
///
/// @param lastId the id of the last event that is known already, to go on after it; empty, the default, for none
/// @param reconnect how long to wait before connecting again, unless the server says otherwise; 3 s by default
/// @param reconnectMax what that wait may grow to while attempts fail, doubling each time, and the most that a
///     `Retry-After` is obeyed; 1 minute by default
/// @param attemptsMax how many connections in a row may bring no event before the feed is given up; 10 by default
/// @param silence after how long without a byte the connection is taken for dead; 10 minutes by default,
///     [heddle.client.options.Timeouts#NEVER] for never
/// @param eventBytesMax what one event may have; 1 MiB by default
public record EventSourceOptions(
        String lastId,
        Duration reconnect,
        Duration reconnectMax,
        int attemptsMax,
        Duration silence,
        int eventBytesMax) {
    public EventSourceOptions {
        requireNotNegative("reconnect", reconnect);
        requireNotNegative("reconnectMax", reconnectMax);
        if (attemptsMax < 1) {
            throw new IllegalArgumentException("attemptsMax is %d; it must be at least 1".formatted(attemptsMax));
        }
    }

    /// From the beginning; 3 s between connections and a minute at most, 10 attempts, 10 minutes of silence, events
    /// of 1 MiB.
    public static EventSourceOptions defaults() {
        return new EventSourceOptions(
                "",
                Duration.ofSeconds(3),
                Duration.ofMinutes(1),
                10,
                Duration.ofMinutes(10),
                EventStream.EVENT_BYTES_MAX);
    }

    /// To go on after this event.
    public EventSourceOptions lastId(String lastId) {
        return new EventSourceOptions(lastId, reconnect, reconnectMax, attemptsMax, silence, eventBytesMax);
    }

    /// With another wait before connecting again.
    public EventSourceOptions reconnect(Duration reconnect) {
        return new EventSourceOptions(lastId, reconnect, reconnectMax, attemptsMax, silence, eventBytesMax);
    }

    /// With another limit of that wait.
    public EventSourceOptions reconnectMax(Duration reconnectMax) {
        return new EventSourceOptions(lastId, reconnect, reconnectMax, attemptsMax, silence, eventBytesMax);
    }

    /// With so many connections in a row that may bring nothing.
    public EventSourceOptions attemptsMax(int attemptsMax) {
        return new EventSourceOptions(lastId, reconnect, reconnectMax, attemptsMax, silence, eventBytesMax);
    }

    /// With another limit of silence.
    public EventSourceOptions silence(Duration silence) {
        return new EventSourceOptions(lastId, reconnect, reconnectMax, attemptsMax, silence, eventBytesMax);
    }

    /// With events of so many bytes.
    public EventSourceOptions eventBytesMax(int eventBytesMax) {
        return new EventSourceOptions(lastId, reconnect, reconnectMax, attemptsMax, silence, eventBytesMax);
    }

    private static void requireNotNegative(String what, Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("%s is %s; it cannot be negative".formatted(what, time));
        }
    }
}
