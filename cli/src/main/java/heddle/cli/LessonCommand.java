package heddle.cli;

import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import java.io.OutputStream;
import java.util.List;
import java.util.Map;

/// Does what commands of one kind do most: what a start-up cache is made from. The JVM links all that is in its cache
/// before it begins, so a lesson needs what its commands need, and no more. Started by [TrainCommand]; not for people.
final class LessonCommand implements Command {
    static final String NAME = "start-up-lesson";

    @Override
    public CommandWords words() {
        return CommandWords.of(NAME, "Does what commands of a kind do: local, get or fetch.")
                .positional(Flags.words("KIND FOLDER PLAIN SECURE", "4", "What to do, where, and with which servers."));
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) {
        List<String> words = arguments.words();
        String folder = words.get(1);
        String plain = words.get(2);
        String secure = words.getLast();
        switch (words.getFirst()) {
            case "local" -> get(plain, folder);
            case "get" -> {
                get(plain, folder);
                getOverTls(secure);
            }
            default -> fetch(folder, plain, secure);
        }
        return ExitCode.OK;
    }

    private static void get(String plain, String folder) {
        learn("get", "-i", plain + "/bytes/20000");
        learn("get", "-o", folder + "/body", plain + "/bytes/1");
    }

    /// The second is refused, by all that looks at certificates.
    private static void getOverTls(String secure) {
        learn("get", "-k", "--compressed", secure + "/gzip");
        learn("get", secure + "/bytes/1");
    }

    private static void fetch(String folder, String plain, String secure) {
        learn("fetch", "-f", "none", plain + "/bytes/9", plain + "/redirect/1", secure + "/bytes/1");
        learn("fetch", "-q", "-j", "64", "-i", folder + "/plain.txt", "-f", "none", "-o", folder + "/plain");
        learn("fetch", "-q", "-j", "64", "-i", folder + "/secure.txt", "-k", "-o", folder + "/secure");
    }

    private static void learn(String... words) {
        var nowhere = new Terminal(OutputStream.nullOutputStream(), false, OutputStream.nullOutputStream(), false);
        Main.run(List.of(words), Map.of(), nowhere);
    }
}
