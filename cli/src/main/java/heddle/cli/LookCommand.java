package heddle.cli;

import heddle.cli.attach.AttachException;
import heddle.cli.attach.Target;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import java.io.IOException;
import java.time.Duration;

/// `heddle ps PID` and `heddle pstree PID`: what the loops of another JVM are at.
final class LookCommand implements Command {
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final boolean isTree;

    private LookCommand(boolean isTree) {
        this.isTree = isTree;
    }

    static LookCommand statistics() {
        return new LookCommand(false);
    }

    static LookCommand tree() {
        return new LookCommand(true);
    }

    @Override
    public CommandWords words() {
        var words = isTree
                ? CommandWords.of(
                        "pstree",
                        "Shows the tasks of a running program: who started whom, what each waits for, since when, and"
                                + " where. For any JVM of yours that has opened a loop of Heddle's.",
                        Command.examples("heddle pstree 4711", "heddle pstree --stacks 4711 | less"))
                : CommandWords.of(
                        "ps",
                        "Shows the loops of a running program with their statistics: tasks alive and started, how many"
                                + " are ready, timers, turns, sleeps, wake-ups by other threads, the longest stretch"
                                + " without a look at the clock, the longest time it was held.",
                        Command.examples("heddle ps 4711", "heddle ps --json 4711"));
        words.positional(Flags.words("PID", "1", "The process."));
        words.option(Flags.flag("Write JSON; times are in nanoseconds.", "--json"));
        if (isTree) {
            words.option(Flags.flag("Show every frame of every task.", "--stacks"));
            words.option(Flags.count("Look at N tasks at most and count the rest (default 10000).", "--tasks"));
        }
        words.option(Flags.duration("Wait so long for the answer (default 10).", "--timeout"));
        return words;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws InterruptedException, IOException {
        var request = new StringBuilder(isTree ? "tree" : "statistics");
        if (arguments.has("--json")) {
            request.append(" json");
        }
        if (isTree) {
            request.append(arguments.has("--stacks") ? " stacks" : "");
            arguments.count("--tasks").ifPresent(count -> request.append(' ').append(count));
        }
        var target = new Target(pid(arguments));
        try {
            terminal.line(target.ask(
                            request.toString(), arguments.duration("--timeout").orElse(LIMIT))
                    .stripTrailing());
            return ExitCode.OK;
        } catch (AttachException failure) {
            terminal.note("heddle: " + failure.getMessage());
            return ExitCode.UNREACHABLE;
        }
    }

    private static long pid(Arguments arguments) {
        String word = arguments.words().isEmpty() ? "" : arguments.words().getFirst();
        if (!word.matches("[1-9][0-9]{0,17}")) {
            throw new UsageException("PID must be the number of a process, not '" + word + "'");
        }
        return Long.parseLong(word);
    }
}
