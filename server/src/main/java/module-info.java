import org.jspecify.annotations.NullMarked;

/// The HTTP server.
@NullMarked
module heddle.server {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires transitive heddle.http;
    requires transitive heddle.net;
    requires transitive heddle.url;
    requires transitive heddle.websocket;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires org.slf4j;

    exports heddle.server;
    exports heddle.server.form;
    exports heddle.server.origin;
}
