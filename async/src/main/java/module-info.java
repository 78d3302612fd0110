import org.jspecify.annotations.NullMarked;

/// The runtime: straight-line coroutines on event loops.
@NullMarked
module heddle.async {
    requires static transitive org.jspecify;
    requires transitive io.netty.transport;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires org.slf4j;
}
