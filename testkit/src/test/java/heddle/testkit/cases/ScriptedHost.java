package heddle.testkit.cases;

import heddle.async.Async;
import heddle.net.stream.Connection;
import heddle.net.stream.StreamServerOptions;
import heddle.net.stream.Streams;
import heddle.testkit.Host;
import heddle.testkit.Simulation;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/// A simulated host that follows a script, byte by byte: a script for each connection, the last one for all that
/// follow.
final class ScriptedHost {
    private static final Pattern LENGTH = Pattern.compile("\r\nContent-Length: (\\d+)\r\n");

    private final List<String> requests = new ArrayList<>();
    private final Host host;
    private int connections;

    /// What the host does on one connection, which is closed after it.
    interface Script {
        void play(Conversation peer) throws IOException;
    }

    private ScriptedHost(Host host) {
        this.host = host;
    }

    /// Listens on port 80 of the host of that name.
    static ScriptedHost start(Simulation simulation, String name, Script... scripts) {
        return start(simulation, name, 80, scripts);
    }

    static ScriptedHost start(Simulation simulation, String name, int port, Script... scripts) {
        var scripted = new ScriptedHost(simulation.host(name));
        scripted.host.start("scripted", () -> {
            try (var server = Streams.listen(
                    StreamServerOptions.at("0.0.0.0", port), connection -> scripted.play(connection, scripts))) {
                server.awaitStop();
            }
        });
        simulation.runCurrent();
        return scripted;
    }

    static String ok(String body) {
        return "HTTP/1.1 200 OK\r\nContent-Length: %d\r\n\r\n%s".formatted(body.length(), body);
    }

    Host host() {
        return host;
    }

    /// The heads and bodies of all requests so far.
    List<String> requests() {
        return requests;
    }

    int connections() {
        return connections;
    }

    private void play(Connection connection, Script... scripts) {
        var script = scripts[Math.min(connections++, scripts.length - 1)];
        try {
            script.play(new Conversation(this, connection));
        } catch (IOException _) {
            // The client has gone, which is part of many scripts.
        }
    }

    /// One connection, seen from the host.
    record Conversation(ScriptedHost host, Connection connection) {
        String readHead() throws IOException {
            return text(connection.readUntil(new byte[] {'\r', '\n', '\r', '\n'}));
        }

        /// Reads a request with its body; fails when the client has closed.
        String readRequest() throws IOException {
            String head = readHead();
            var length = LENGTH.matcher(head);
            String request = length.find() ? head + read(Integer.parseInt(length.group(1))) : head;
            host.requests.add(request);
            return request;
        }

        String read(int bytes) throws IOException {
            return text(connection.readExactly(bytes));
        }

        void write(String text) throws IOException {
            connection.write(text.getBytes(StandardCharsets.ISO_8859_1));
        }

        void writeBytes(int... bytes) throws IOException {
            var array = new byte[bytes.length];
            for (int i = 0; i < bytes.length; i++) {
                array[i] = (byte) bytes[i];
            }
            connection.write(array);
        }

        void shutdownOutput() throws IOException {
            connection.shutdownOutput();
        }

        void reset() {
            connection.abort();
        }

        /// Waits until the client has closed or reset the connection.
        void awaitClose() throws IOException {
            while (connection.read().hasRemaining()) {}
        }

        /// Says and reads nothing for as long as anybody may wait.
        void stall() {
            Async.sleep(Duration.ofHours(1));
        }

        private static String text(byte[] bytes) {
            return new String(bytes, StandardCharsets.ISO_8859_1);
        }
    }
}
