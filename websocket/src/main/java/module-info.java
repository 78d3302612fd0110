import org.jspecify.annotations.NullMarked;

/// WebSockets (RFC 6455), the same for client and server: messages both ways over a connection that was upgraded.
///
/// `heddle.websocket` is what everyone sees; the modules that upgrade connections see how one is agreed on, too
/// (`heddle.websocket.handshake`, `heddle.websocket.deflate`), and make them (`heddle.websocket.wire`).
@NullMarked
module heddle.websocket {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires transitive heddle.http;
    requires heddle.net;

    exports heddle.websocket;
    exports heddle.websocket.deflate to
            heddle.client,
            heddle.server;
    exports heddle.websocket.handshake to
            heddle.client,
            heddle.server;
    exports heddle.websocket.wire to
            heddle.client,
            heddle.server;
}
