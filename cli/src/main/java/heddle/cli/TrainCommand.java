package heddle.cli;

import heddle.async.Loops;
import heddle.cli.os.ChildJvm;
import heddle.cli.report.Terminal;
import heddle.cli.words.CommandWords;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Does what the commands do, against a server in a JVM of its own, so that the JVM that is watching learns which
/// classes they need, and no others: the training run for a start-up cache. Started by the `heddle` script; not for
/// people.
final class TrainCommand implements Command {
    static final String NAME = "train-start-up";

    /// With it the command is that server.
    private static final String SERVE = "--serve";

    /// More than are fetched at once.
    private static final int URLS = 200;

    @Override
    public CommandWords words() {
        return CommandWords.of(NAME, "Trains a start-up cache: for 'fetch' and its like, or for 'get' and all else.")
                .positional(Flags.words("get|fetch", "0..1", "Which."))
                .option(Flags.flag("Serve until the standard input ends.", SERVE));
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException {
        if (arguments.has(SERVE)) {
            serve(terminal);
        } else {
            train(arguments.words().equals(List.of("get")) ? TrainCommand::get : TrainCommand::fetch);
        }
        return ExitCode.OK;
    }

    /// Tells the URLs of two servers, one in the clear and one over TLS, a line each.
    private static void serve(Terminal terminal) throws IOException {
        var secured = ServerOptions.local().selfSigned("127.0.0.1");
        try (Loops loops = Loops.open(1);
                HttpServer plain = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
                HttpServer secure = HttpServer.open(secured, loops, TestOrigin.router())) {
            terminal.line(plain.url());
            terminal.line(secure.url());
            System.in.transferTo(OutputStream.nullOutputStream());
        }
    }

    /// What is done with the two servers while the JVM watches.
    private interface Lesson {
        void learn(String plain, String secure) throws IOException;
    }

    private static void train(Lesson lesson) throws IOException {
        var command = ChildJvm.command();
        command.addAll(List.of(Main.class.getName(), NAME, SERVE));
        Process origin =
                new ProcessBuilder(command).redirectError(Redirect.DISCARD).start();
        try (BufferedReader urls = origin.inputReader(StandardCharsets.UTF_8)) {
            String plain = urls.readLine();
            String secure = urls.readLine();
            if (plain == null || secure == null) {
                throw new IOException("the server of the training run did not start");
            }
            lesson.learn(plain, secure);
        } finally {
            origin.destroy();
        }
    }

    private static void get(String plain, String secure) throws IOException {
        Terminal nowhere = nowhere();
        Path body = Files.createTempFile("heddle-train", ".body");
        Main.run(List.of("get", "--help"), Map.of(), nowhere);
        Main.run(List.of("get", "--no-such-option"), Map.of(), nowhere);
        Main.run(List.of("get", "-i", plain + "/bytes/20000"), Map.of(), nowhere);
        Main.run(List.of("get", "-v", "-k", "--compressed", secure + "/gzip"), Map.of(), nowhere);
        Main.run(List.of("get", "-o", body.toString(), plain + "/bytes/1"), Map.of(), nowhere);
        Files.delete(body);
    }

    private static void fetch(String plain, String secure) throws IOException {
        Terminal nowhere = nowhere();
        Main.run(List.of("fetch", "--help"), Map.of(), nowhere);
        Main.run(List.of("fetch", "-f", "none", plain + "/bytes/9", plain + "/redirect/1"), Map.of(), nowhere);
        fetch(plain, List.of("-f", "none"), nowhere);
        fetch(secure, List.of("-k"), nowhere);
    }

    private static Terminal nowhere() {
        return new Terminal(OutputStream.nullOutputStream(), false, OutputStream.nullOutputStream(), false);
    }

    private static void fetch(String server, List<String> options, Terminal nowhere) throws IOException {
        Path folder = Files.createTempDirectory("heddle-train");
        Path list = folder.resolve("urls.txt");
        try (var lines = Files.newBufferedWriter(list)) {
            for (int i = 0; i < URLS; i++) {
                lines.write(server + "/bytes/1024?" + i + "\n");
            }
        }
        var words = new ArrayList<String>(List.of("fetch", "-q", "-j", "64", "-i", list.toString()));
        words.addAll(List.of("-o", folder.resolve("out").toString()));
        words.addAll(options);
        try {
            Main.run(words, Map.of(), nowhere);
        } finally {
            delete(folder);
        }
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> inside = Files.walk(folder)) {
            for (Path path : inside.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
