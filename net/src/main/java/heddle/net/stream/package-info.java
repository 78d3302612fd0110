/// Connections as streams of bytes, over TCP, TLS and Unix domain sockets: [Streams][heddle.net.stream.Streams] is
/// the door.
package heddle.net.stream;
