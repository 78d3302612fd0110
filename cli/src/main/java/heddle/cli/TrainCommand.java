package heddle.cli;

import heddle.async.Loops;
import heddle.cli.report.Terminal;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.TestOrigin;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/// Does what short commands do, against a server of its own, so that the JVM that is watching learns which classes
/// they need: the training run for the start-up cache. Started by the `heddle` script; not for people.
final class TrainCommand implements Command {
    static final String NAME = "train-start-up";

    @Override
    public CommandSpec spec() {
        return Flags.command(NAME, "Trains the start-up cache.");
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException {
        var nowhere = new Terminal(OutputStream.nullOutputStream(), false, OutputStream.nullOutputStream(), false);
        try (Loops loops = Loops.open(1);
                HttpServer plain = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
                HttpServer secure =
                        HttpServer.open(ServerOptions.local().selfSigned("127.0.0.1"), loops, TestOrigin.router())) {
            Main.run(List.of("--version"), nowhere);
            Main.run(List.of("--help"), nowhere);
            Main.run(List.of("get", "--help"), nowhere);
            Main.run(List.of("get", "--no-such-option"), nowhere);
            Main.run(List.of("get", "-i", plain.url() + "/bytes/20000"), nowhere);
            Main.run(List.of("get", "-v", "-k", "--compressed", secure.url() + "/gzip"), nowhere);
            Main.run(List.of("fetch", "-f", "none", plain.url() + "/bytes/9", plain.url() + "/redirect/1"), nowhere);
        }
        return ExitCode.OK;
    }
}
