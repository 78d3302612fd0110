/// A server of HTTP/1.1 and HTTP/2 whose handlers are straight-line coroutines: [heddle.server.HttpServer] and a
/// [heddle.server.Router].
package heddle.server;
