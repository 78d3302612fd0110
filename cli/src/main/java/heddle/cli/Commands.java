package heddle.cli;

import heddle.cli.words.CommandWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import picocli.CommandLine.Model.CommandSpec;

/// The table of subcommands. A row makes its command only when it is asked for.
final class Commands {
    private record Row(String name, String summary, Supplier<Command> command) {
        boolean isHidden() {
            return summary.isEmpty();
        }
    }

    private static final List<Row> ROWS = List.of(
            new Row("fetch", "Fetch every URL of a list, nothing lost.", FetchCommand::new),
            new Row("check", "Check whether what links lead to is there.", CheckCommand::new),
            new Row("compare", "Fetch a list by threads and by coroutines, side by side.", CompareCommand::new),
            new Row("get", "Fetch one URL to standard output, as curl does.", GetCommand::new),
            new Row("serve", "Serve a test origin: delays, sizes, statuses, redirects.", ServeCommand::new),
            new Row("run", "Run a Java source file with Heddle at hand.", RunCommand::new),
            new Row("ps", "Show the loops of a running program.", LookCommand::statistics),
            new Row("pstree", "Show the tasks of a running program as a tree.", LookCommand::tree),
            new Row("man", "Write a manual page.", ManualCommand::page),
            new Row("completion", "Write what completes these words in bash and zsh.", ManualCommand::completion),
            new Row(StrategyCommand.NAME, "", StrategyCommand::new),
            new Row(TrainCommand.NAME, "", TrainCommand::new),
            new Row(LessonCommand.NAME, "", LessonCommand::new));

    private Commands() {}

    static Optional<Supplier<Command>> named(String name) {
        for (Row row : ROWS) {
            if (row.name.equals(name)) {
                return Optional.of(row.command);
            }
        }
        return Optional.empty();
    }

    /// The words of those that can be set by a file and the environment.
    static List<CommandSpec> settable() {
        return words().map(CommandWords::toParse)
                .filter(spec -> spec.findOption(Flags.CONFIG) != null)
                .toList();
    }

    /// The words of those that a user may ask for, to be shown.
    static List<CommandSpec> shown() {
        return words().map(CommandWords::toShow).toList();
    }

    private static Stream<CommandWords> words() {
        return ROWS.stream()
                .filter(row -> !row.isHidden())
                .map(row -> row.command.get().words());
    }

    /// What a user may ask for.
    static List<String> names() {
        return ROWS.stream().filter(row -> !row.isHidden()).map(Row::name).toList();
    }

    /// The help of the whole.
    static String help() {
        var lines = new ArrayList<String>();
        lines.add("Usage: heddle COMMAND [ARGUMENT...]");
        lines.add("");
        lines.add("Fetches every URL of a list at once, and shows what concurrency bought.");
        lines.add("");
        lines.add("Commands:");
        for (Row row : ROWS) {
            if (!row.isHidden()) {
                lines.add("  %-10s %s".formatted(row.name, row.summary));
            }
        }
        lines.add("");
        lines.add("""
                Examples:
                  heddle compare                         five slow sites, four ways to fetch them
                  heddle fetch -i urls.txt -o out        every URL of a file into a folder
                  heddle get -i https://example.com/     one page with its head

                'heddle COMMAND --help' tells the rest; 'heddle --version' the version.

                Exit codes: 0 all fetched, 1 internal, 2 usage, 3 local files, 4 nothing reached,
                8 some URLs failed, 11 stopped by a signal, 13 stopped at once, 14 --size-limit and
                15 --time-limit reached, 16 disk full (after 11 to 16 the same fetch goes on);
                get, which has no state to save, ends by the signal itself: 130 Ctrl-C, 143 SIGTERM,
                141 nobody reads on.""");
        return String.join("\n", lines);
    }
}
