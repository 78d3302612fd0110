package heddle.cli;

import heddle.async.Loops;
import heddle.cli.os.Interrupts;
import heddle.cli.report.Terminal;
import heddle.cli.sites.Sites;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;

/// `heddle serve`: the test origin, until it is interrupted.
final class ServeCommand implements Command {
    private static final int PORT = 8080;
    private static final int PORT_MAX = 65_535;

    /// How long requests in flight may go on after Ctrl-C.
    private static final Duration GRACE = Duration.ofSeconds(5);

    @Override
    public CommandWords words() {
        var words = CommandWords.of(
                "serve",
                "Serves a test origin: answers with any delay, size, status, redirect or coding. GET / lists its routes;"
                        + " Ctrl-C lets the requests in flight finish and ends it.",
                Command.examples(
                        "heddle serve",
                        "heddle serve --tls --port 8443 --loops 2",
                        "heddle serve --sites        the five sites of 'heddle compare', for the programs in examples/"));
        words.option(Flags.text("PORT", "Listen here; 0 takes a free one (default 8080).", "--port"));
        words.option(Flags.text("ADDRESS", "Listen on this address (default 127.0.0.1).", "--host"));
        words.option(Flags.flag("Speak HTTPS, with a certificate made at the start.", "--tls"));
        words.option(Flags.count("Serve by N loops, a thread each (default 1).", "--loops"));
        words.option(Flags.flag("Serve five slow sites, on PORT and the four after it.", "--sites"));
        words.group(Flags.settings());
        return words;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException, InterruptedException {
        var stopped = new CountDownLatch(1);
        try (var _ = Interrupts.listen(ExitCode.FORCED.number(), stopped::countDown)) {
            if (arguments.has("--sites")) {
                serveSites(arguments, stopped, terminal);
            } else {
                serveOrigin(arguments, stopped, terminal);
            }
            return ExitCode.OK;
        }
    }

    private static void serveOrigin(Arguments arguments, CountDownLatch stopped, Terminal terminal)
            throws IOException, InterruptedException {
        String host = arguments.text("--host").orElse("127.0.0.1");
        var options = ServerOptions.at(host, port(arguments, PORT_MAX));
        if (arguments.has("--tls")) {
            options = options.selfSigned("localhost", host);
        }
        var router = TestOrigin.router();
        try (Loops loops = Loops.open(arguments.count("--loops").orElse(1));
                HttpServer server = HttpServer.open(options, loops, router)) {
            terminal.line(server.url() + "/");
            terminal.note("routes: " + String.join(" ", router.patterns()) + "; Ctrl-C stops");
            stopped.await();
            server.stop(GRACE);
        }
    }

    private static void serveSites(Arguments arguments, CountDownLatch stopped, Terminal terminal)
            throws IOException, InterruptedException {
        String host = arguments.text("--host").orElse("127.0.0.1");
        try (Sites sites = Sites.open(host, port(arguments, PORT_MAX - 4), arguments.has("--tls"))) {
            sites.urls().forEach(terminal::line);
            terminal.note("five slow sites; Ctrl-C stops");
            stopped.await();
        }
    }

    private static int port(Arguments arguments, int max) {
        String port = arguments.text("--port").orElse(Integer.toString(PORT));
        if (!port.matches("[0-9]{1,5}") || Integer.parseInt(port) > max) {
            throw new UsageException("--port must be 0 to " + max + ", not '" + port + "'");
        }
        return Integer.parseInt(port);
    }
}
