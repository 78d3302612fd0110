package heddle.bench.clients;

import java.net.URI;
import java.time.Duration;
import java.util.concurrent.ExecutionException;

/// Loads a server with one client: `Clients NAME 1|2 URL AT_ONCE SECONDS`, with the version of HTTP as the second word.
///
/// Prints nothing: who starts it reads the CPU of the process, and the server counts the requests. The script
/// `bench/scripts/clients.sh` does so. Ends with 1 and a line that says why when a request fails.
public final class Clients {
    private Clients() {}

    /// See the type.
    public static void main(String[] arguments) {
        var load = new Load(
                URI.create(arguments[2]),
                arguments[1].equals("2"),
                Integer.parseInt(arguments[3]),
                Duration.ofSeconds(Long.parseLong(arguments[4])));
        try {
            named(arguments[0]).run(load);
        } catch (Exception failure) {
            System.err.println(failure instanceof ExecutionException wrapped ? wrapped.getCause() : failure);
            System.exit(1);
        }
        System.exit(0); // some leave threads
    }

    private static Client named(String name) {
        return switch (name) {
            case "heddle" -> new Heddle();
            case "jdk" -> new Jdk();
            case "okhttp" -> new OkHttp();
            case "apache" -> new Apache();
            case "ahc" -> new AsyncHttp();
            case "reactor" -> new ReactorNetty();
            case "vertx" -> new VertX();
            default -> throw new IllegalArgumentException(name + ": there is no such client");
        };
    }
}
