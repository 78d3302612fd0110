import heddle.async.Async;
import heddle.net.stream.Connection;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;

/// Sends every line back to whoever says it, to any number of clients at once. EchoClient.java talks to it, and so
/// does `nc 127.0.0.1 7000`.
///
///     ./heddle run examples/EchoServer.java [PORT]
void echo(Connection connection) throws IOException {
    for (String line : connection.lines()) {
        connection.write(line + "\n");
    }
}

void main(String[] arguments) throws IOException {
    int port = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 7000;
    Async.run(() -> {
        try (var server = Streams.listen(StreamServerOptions.at("127.0.0.1", port), this::echo)) {
            IO.println("Listening on port " + server.port());
            server.awaitStop();
        }
    });
}
