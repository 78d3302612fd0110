/// An HTTP/1.1 server whose handlers are straight-line coroutines: [heddle.server.HttpServer], a
/// [heddle.server.Router], and [heddle.server.TestOrigin], the origin that tests and benchmarks ask.
package heddle.server;
