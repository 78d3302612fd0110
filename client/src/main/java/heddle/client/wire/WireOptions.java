package heddle.client.wire;

import heddle.client.options.Http2Options;
import heddle.client.options.Limits;
import heddle.client.options.PoolOptions;
import heddle.client.signal.Listeners;
import heddle.net.NetOptions;

/// What the hidden half of a session needs to know.
///
/// @param net how connections are made
/// @param pool how many there are
/// @param limits what a server may send
/// @param http2 how HTTP/2 is spoken
/// @param listeners who hears of it
public record WireOptions(NetOptions net, PoolOptions pool, Limits limits, Http2Options http2, Listeners listeners) {}
