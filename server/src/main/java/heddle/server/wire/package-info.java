/// One connection of a server, below the API: framing, deadlines, back-pressure, closing. It speaks Netty; nothing
/// of it is exported.
///
/// The I/O thread of a loop owns every connection. A coroutine holds an [heddle.server.wire.Exchange], pulls the
/// body from its [heddle.server.wire.Incoming] and pushes the reply through it; each step is handed over with one
/// task.
package heddle.server.wire;
