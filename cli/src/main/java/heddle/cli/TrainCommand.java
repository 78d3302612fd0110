package heddle.cli;

import heddle.async.Loops;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.server.HttpServer;
import heddle.server.ServerOptions;
import heddle.server.origin.TestOrigin;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/// Makes a start-up cache: runs a [LessonCommand] in a JVM that watches which classes it needs. What the lesson only
/// needs to be one, two servers and a folder with lists, is this JVM's, or the cache would be full of it. Started by
/// the `heddle` script; not for people.
final class TrainCommand implements Command {
    static final String NAME = "train-start-up";

    /// A lesson takes seconds, and so does writing the cache at its end.
    private static final Duration LIMIT = Duration.ofMinutes(3);

    /// More than are fetched at once.
    private static final int URLS = 200;

    @Override
    public CommandWords words() {
        return CommandWords.of(NAME, "Runs a command with a folder and two servers behind its words.")
                .positionalToTheEnd(Flags.words("COMMAND", "1..*", "What to run."));
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws IOException, InterruptedException {
        var secured = ServerOptions.local().selfSigned("127.0.0.1");
        Path folder = Files.createTempDirectory("heddle-train");
        try (Loops loops = Loops.open(1);
                HttpServer plain = HttpServer.open(ServerOptions.local(), loops, TestOrigin.router());
                HttpServer secure = HttpServer.open(secured, loops, TestOrigin.router())) {
            Files.write(folder.resolve("plain.txt"), urls(plain));
            Files.write(folder.resolve("secure.txt"), urls(secure));
            var command = new ArrayList<>(arguments.words());
            command.addAll(List.of(folder.toString(), plain.url(), secure.url()));
            return teach(command);
        } finally {
            delete(folder);
        }
    }

    private static List<String> urls(HttpServer server) {
        return IntStream.range(0, URLS)
                .mapToObj(i -> server.url() + "/bytes/1024?" + i)
                .toList();
    }

    private static ExitCode teach(List<String> command) throws IOException, InterruptedException {
        Process lesson = new ProcessBuilder(command)
                .redirectOutput(Redirect.DISCARD)
                .redirectError(Redirect.DISCARD)
                .start();
        try {
            return lesson.waitFor(LIMIT) && lesson.exitValue() == 0 ? ExitCode.OK : ExitCode.INTERNAL;
        } finally {
            lesson.destroyForcibly();
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
