package heddle.websocket;

import heddle.async.Promise;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;

/// A WebSocket: messages both ways, over one connection (RFC 6455).
///
///     try (var socket = session.webSocket("wss://example.com/chat").connect()) {
///         socket.send("hello");
///         for (Message message : socket) {
///             IO.println(message);
///         }
///     }
///
/// For coroutines of the loop that it was made on. One task receives at a time, and any number send, each
/// message whole; a task that receives beside one that sends is the usual way. Nothing is read unless somebody
/// receives: not the pings of the other side, which are answered then, nor its goodbye.
///
/// What fails throws a [heddle.http.HttpException]: [heddle.http.ConnectionLostException] when the connection
/// is gone, [heddle.http.ProtocolException], [heddle.http.LimitExceededException] or
/// [heddle.http.DecodingException] for what the other side may not send, which is told so and cut,
/// [heddle.http.websocket.WebSocketClosedException] when it closed for a reason that is no orderly end. Then it
/// is over, and everything throws the same. Close it, best by `try (...)`.
public interface WebSocket extends Iterable<Message>, AutoCloseable {
    /// Sends a text. Parks while the messages of other tasks go out and while the other side is behind. A send
    /// that is cancelled has sent nothing; in the midst of a long message it ends the WebSocket, since the
    /// other side would get half of it.
    void send(String text);

    /// Sends bytes, which may be changed afterwards. As [#send(String)].
    void send(byte[] bytes);

    /// Sends a message while `body` makes it. Messages of other tasks wait until it has ended. What `body`
    /// throws comes through, and ends the WebSocket if a part of the message is out.
    ///
    /// Throws [IllegalStateException] when another task does the same at the time, and `body` must not send by
    /// other means than its writer.
    <X extends Exception> void send(MessageKind kind, MessageBody<X> body) throws X;

    /// The next message; empty once either side has closed in an orderly way: with 1000, 1001 or no code.
    /// Parks, for as long as it takes; who is cancelled meanwhile loses nothing.
    ///
    /// Throws [IllegalStateException] when another task receives at the time.
    Optional<Message> receive();

    /// The next message, to be read as it comes. As [#receive()] otherwise.
    Optional<MessageReader> receiveStreamed();

    /// The messages that are left; the same ones each time.
    @Override
    Iterator<Message> iterator();

    /// Sends a ping, and promises how long its answer takes. Somebody has to receive meanwhile. Does not park.
    ///
    /// Throws [IllegalStateException] when 64 are unanswered.
    Promise<Duration> ping();

    /// The subprotocol that was agreed on; empty for none.
    Optional<String> protocol();

    /// Whether compression was agreed on.
    boolean isCompressed();

    /// Why the other side has closed; empty if it has not, as far as is known.
    Optional<CloseReason> closeReason();

    /// Whether messages can be sent.
    boolean isOpen();

    /// As [#close(int, String)], with 1000.
    @Override
    void close();

    /// Says goodbye with that [code][heddle.http.websocket.CloseCode], waits for the other side to do so, and
    /// closes the connection; what it still sends is dropped. Parks, as long as the options say at most; in a
    /// cancelled scope not at all. Any number of times: the first counts.
    ///
    /// Throws [IllegalArgumentException] for a code that may not be sent, and for a reason of more than 123
    /// bytes.
    void close(int code, String reason);
}
