import heddle.async.Async;
import heddle.async.TaskGroup;
import heddle.net.stream.Connection;
import heddle.net.stream.Streams;

/// Says its words to EchoServer.java, one a line, and prints what comes back meanwhile.
///
///     ./heddle run examples/EchoClient.java PORT WORD...
void main(String[] arguments) throws IOException {
    int port = Integer.parseInt(arguments[0]);
    List<String> words = List.of(arguments).subList(1, arguments.length);
    Async.run(() -> {
        try (var connection = Streams.connect("127.0.0.1", port)) {
            TaskGroup.run(group -> {
                group.start(() -> say(connection, words));
                for (String line : connection.lines()) {
                    IO.println(line);
                }
            });
        }
    });
}

void say(Connection connection, List<String> words) throws IOException {
    for (String word : words) {
        connection.write(word + "\n");
    }
    connection.shutdownOutput();
}
