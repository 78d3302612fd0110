import org.jspecify.annotations.NullMarked;

/// The HTTP client.
@NullMarked
module heddle.client {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires transitive heddle.http;
    requires transitive heddle.net;
    requires transitive heddle.url;
    requires io.netty.buffer;
    requires io.netty.codec.http;
    requires io.netty.common;
    requires io.netty.handler;
    requires org.slf4j;
}
