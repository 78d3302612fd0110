package heddle.client.exchange;

import java.io.IOException;

/// Gives a body to a [transfer][heddle.client.wire.Transfer], a piece whenever there is room for one. On the coroutine
/// that sends.
interface Feed {
    /// Makes the next piece ready, and returns how many bytes it has; none at the end. Parks.
    int next() throws IOException;

    /// Sends the piece.
    void send();

    /// Sends the piece, which may be empty, as the last.
    void sendLast();

    /// Gives up what it holds.
    void close() throws IOException;
}
