package heddle.net.http2;

import org.jspecify.annotations.Nullable;

/// What happens to an HTTP/2 connection as a whole. On the I/O thread.
public interface MultiplexerEvents {
    /// The peer opens a stream; the result is told all about it. Only a server is asked.
    default MultiplexedStream accept() {
        throw new IllegalStateException("a client accepts no streams");
    }

    /// The peer has said what it grants: see [Multiplexer#streamsMax].
    void granted();

    /// The peer takes no more streams than those up to number `last`.
    void goingAway(int last, long code, String reason);

    /// A ping of ours has been answered.
    default void answered() {}

    /// The connection cannot go on: one side broke the rules, or sent too much. It is being closed.
    void failed(String reason, @Nullable Throwable cause);

    /// All that was read so far has been told, or something else happened that may have changed what can be done;
    /// what is written now is flushed.
    void settle();

    /// The channel is gone.
    void gone(@Nullable Throwable cause);
}
