import org.jspecify.annotations.NullMarked;

/// The runtime: straight-line coroutines on event loops.
///
/// [heddle.async] is the door, [heddle.async.task] has the nouns that go through it, [heddle.async.stream] is what
/// bytes come and go by, [heddle.async.process] runs other programs, [heddle.async.time] is where a loop's time
/// comes from (a virtual one for tests), and `heddle.async.loop` is the engine, which only the modules that drive
/// sockets see; `heddle.async.scope`, between the two, only simulations see.
@NullMarked
module heddle.async {
    requires static transitive org.jspecify;
    requires transitive io.netty.transport;
    requires io.netty.buffer;
    requires io.netty.common;
    requires io.netty.transport.classes.epoll;
    requires io.netty.transport.classes.io_uring;
    requires io.netty.transport.unix.common;
    requires jdk.jfr;
    requires org.slf4j;

    exports heddle.async;
    exports heddle.async.inspect;
    exports heddle.async.process;
    exports heddle.async.spool;
    exports heddle.async.stream;
    exports heddle.async.task;
    exports heddle.async.time;
    exports heddle.async.view;
    exports heddle.async.flow to
            heddle.net,
            heddle.client,
            heddle.server,
            heddle.testkit;
    exports heddle.async.os to
            heddle.cli;
    exports heddle.async.scope to
            heddle.testkit;
    exports heddle.async.loop to
            heddle.net,
            heddle.client,
            heddle.server,
            heddle.testkit,
            heddle.websocket;
}
