/// An HTTP/1.1 server whose handlers are straight-line coroutines: [heddle.server.HttpServer] and a
/// [heddle.server.Router].
package heddle.server;
