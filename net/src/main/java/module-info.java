import org.jspecify.annotations.NullMarked;

/// Dialling, DNS, Happy Eyeballs, TLS and listening.
///
/// [heddle.net] holds the values everyone may see, [heddle.net.stream] connections as streams; `heddle.net.wire`
/// the doors that speak Netty, and `heddle.net.http2` one side of an HTTP/2 connection.
@NullMarked
module heddle.net {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires transitive io.netty.transport;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.dns;
    requires transitive io.netty.codec.http2;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.unix.common;
    requires jdk.net;
    requires org.slf4j;

    exports heddle.net;
    exports heddle.net.stream;
    exports heddle.net.http2 to
            heddle.client,
            heddle.server;
    exports heddle.net.names to
            heddle.testkit;
    exports heddle.net.socket to
            heddle.client,
            heddle.server,
            heddle.websocket;
    exports heddle.net.steps to
            heddle.client;
    exports heddle.net.trust to
            heddle.client;
    exports heddle.net.tunnel to
            heddle.client;
    exports heddle.net.wire to
            heddle.client,
            heddle.server,
            heddle.testkit;
}
