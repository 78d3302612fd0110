import org.jspecify.annotations.NullMarked;

/// Simulations of programs on this runtime: a virtual clock, a seeded order of steps, a network in memory.
///
/// `heddle.testkit` is the door, `heddle.testkit.network` has the values that say how the network behaves, and the
/// hidden `heddle.testkit.wire` sees Netty.
@NullMarked
module heddle.testkit {
    requires static transitive org.jspecify;
    requires transitive heddle.async;
    requires heddle.net;
    requires io.netty.buffer;
    requires io.netty.codec.dns;
    requires io.netty.common;
    requires io.netty.transport;

    exports heddle.testkit;
    exports heddle.testkit.network;
}
