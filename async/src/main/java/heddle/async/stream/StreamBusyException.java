package heddle.async.stream;

import java.io.Serial;

/// Two tasks read from one stream at once, or two write to it: a mistake in the program, since nobody could say who
/// gets which bytes. The one that came first is not disturbed.
public final class StreamBusyException extends IllegalStateException {
    @Serial
    private static final long serialVersionUID = 1L;

    StreamBusyException(String doing, Thread user) {
        super("Thread %s is %s this stream already; one task at a time may. Let one task do it for all, or share a lock"
                .formatted(nameOf(user), doing));
    }

    private static String nameOf(Thread thread) {
        return thread.getName().isEmpty() ? "#" + thread.threadId() : "\"" + thread.getName() + "\"";
    }
}
