/// Netty's channels as streams: what is behind [heddle.net.stream.Connection]. Seen by the modules that
/// take over a channel.
package heddle.net.socket;
