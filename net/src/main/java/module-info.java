import org.jspecify.annotations.NullMarked;

/// Dialling, DNS, Happy Eyeballs, TLS and listening.
@NullMarked
module heddle.net {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.handler;
    requires io.netty.resolver;
    requires io.netty.resolver.dns;
    requires org.slf4j;
}
