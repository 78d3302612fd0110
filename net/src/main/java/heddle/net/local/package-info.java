/// This machine's side of a connection: where it begins, and what the kernel is told of its socket.
package heddle.net.local;
