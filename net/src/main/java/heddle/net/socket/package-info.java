/// Netty's channels as streams: what is behind [heddle.net.stream.Connection]. Not exported.
package heddle.net.socket;
