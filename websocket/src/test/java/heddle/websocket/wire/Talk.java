package heddle.websocket.wire;

import heddle.async.Async;
import heddle.async.Promise;
import heddle.net.NetOptions;
import heddle.net.StreamOptions;
import heddle.net.socket.Accepting;
import heddle.net.socket.Dialling;
import heddle.net.socket.SocketStream;
import heddle.net.stream.Connection;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;
import heddle.websocket.CloseReason;
import heddle.websocket.WebSocket;
import heddle.websocket.WebSocketOptions;
import heddle.websocket.deflate.Agreement;
import heddle.websocket.frame.ClosePayload;
import heddle.websocket.frame.FrameHeader;
import heddle.websocket.frame.FrameReader;
import heddle.websocket.frame.FrameReader.Sender;
import heddle.websocket.frame.Opcode;
import java.io.EOFException;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.UnaryOperator;

/// A WebSocket that was opened already, and whoever is at its other side.
final class Talk {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Talk() {}

    /// A talk with a peer that is scripted.
    @FunctionalInterface
    interface WithPeer {
        void play(WebSocket socket, Peer peer) throws Exception;
    }

    /// A talk of two.
    @FunctionalInterface
    interface OfTwo {
        void play(WebSocket client, WebSocket server) throws Exception;
    }

    /// The other side, which sends and gets bytes.
    ///
    /// @param role of the WebSocket
    /// @param frames what this side sends, read
    record Peer(Role role, Connection connection, FrameReader frames) {
        void send(String hex) throws IOException {
            connection.write(HexFormat.of().parseHex(hex.replace(" ", "")));
        }

        /// Returns when a task receives, as its answer to a ping tells.
        void awaitReceiving() throws IOException {
            send(role == Role.CLIENT ? "8900" : "898000000000");
            if (header().opcode() != Opcode.PONG) {
                throw new AssertionError("no pong");
            }
        }

        FrameHeader header() throws IOException {
            return frames.header();
        }

        ByteBuffer payload() throws IOException {
            return frames.whole();
        }

        /// What a goodbye says, which comes next.
        CloseReason goodbye() throws IOException {
            if (header().opcode() != Opcode.CLOSE) {
                throw new AssertionError("no goodbye");
            }
            return ClosePayload.read(payload());
        }

        /// Whether nothing follows but the end of the connection.
        boolean hasEnded() throws IOException {
            try {
                var header = frames.header();
                throw new AssertionError("there is more: " + header);
            } catch (EOFException end) {
                return true;
            }
        }
    }

    static void with(Role role, WithPeer play) throws Exception {
        with(role, options -> options, Optional.empty(), play);
    }

    static void with(Role role, UnaryOperator<WebSocketOptions> options, Optional<Agreement> compression, WithPeer play)
            throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            var accepted = new Promise<Connection>();
            var over = new Promise<Boolean>();
            try (var server = Streams.listen(StreamServerOptions.at("127.0.0.1", 0), connection -> {
                accepted.complete(connection);
                over.await();
            })) {
                var stream = dial(server.port());
                var socket = Conversation.over(
                        stream,
                        role,
                        options.apply(WebSocketOptions.defaults()),
                        new Agreed(Optional.empty(), compression));
                var peer = accepted.await();
                var sender = role == Role.CLIENT ? Sender.CLIENT : Sender.SERVER;
                try {
                    play.play(socket, new Peer(role, peer, new FrameReader(peer::read, sender, true, Long.MAX_VALUE)));
                } finally {
                    stream.abort();
                    over.complete(true);
                }
            }
        }));
    }

    static void ofTwo(UnaryOperator<WebSocketOptions> options, Optional<Agreement> compression, OfTwo play)
            throws Exception {
        Async.run(() -> Async.timeout(LIMIT, () -> {
            var accepted = new Promise<SocketStream>();
            var accepting = new Accepting(10, StreamOptions.defaults(), accepted::complete);
            accepting.listen(InetSocketAddress.createUnresolved("127.0.0.1", 0), 10);
            var dialled = dial(((InetSocketAddress) accepting.address()).getPort());
            var other = accepted.await();
            var agreed = new Agreed(Optional.empty(), compression);
            var wanted = options.apply(WebSocketOptions.defaults());
            try {
                play.play(
                        Conversation.over(dialled, Role.CLIENT, wanted, agreed),
                        Conversation.over(other, Role.SERVER, wanted, agreed));
            } finally {
                dialled.abort();
                other.abort();
                accepting.close();
                accepting.awaitClosed();
            }
        }));
    }

    private static SocketStream dial(int port) throws IOException {
        return Dialling.host("127.0.0.1", port, NetOptions.defaults(), StreamOptions.defaults());
    }

    /// Lets everything else have its turn so many times.
    static void turns(int count) {
        for (int i = 0; i < count; i++) {
            Async.yield();
        }
    }
}
