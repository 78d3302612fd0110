import org.jspecify.annotations.NullMarked;

/// Dialling, DNS, Happy Eyeballs, TLS and listening.
///
/// [heddle.net] holds the values everyone may see, [heddle.net.stream] connections as streams; `heddle.net.wire`
/// the doors that speak Netty.
@NullMarked
module heddle.net {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires transitive io.netty.transport;
    requires io.netty.buffer;
    requires io.netty.codec;
    requires io.netty.codec.dns;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.unix.common;
    requires org.slf4j;

    exports heddle.net;
    exports heddle.net.stream;
    exports heddle.net.names to
            heddle.testkit;
    exports heddle.net.wire to
            heddle.client,
            heddle.server,
            heddle.testkit;
}
