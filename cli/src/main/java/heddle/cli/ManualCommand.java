package heddle.cli;

import heddle.cli.manual.ManPage;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;

/// `heddle man [COMMAND]` and `heddle completion`: what `man` and the shells are to know.
final class ManualCommand implements Command {
    private final boolean isPage;

    private ManualCommand(boolean isPage) {
        this.isPage = isPage;
    }

    static ManualCommand page() {
        return new ManualCommand(true);
    }

    static ManualCommand completion() {
        return new ManualCommand(false);
    }

    @Override
    public CommandWords words() {
        if (isPage) {
            var words = CommandWords.of(
                    "man",
                    "Writes a manual page, of the whole or of a command, for man(1).",
                    Command.examples("heddle man fetch | man -l -", "heddle man > /usr/local/share/man/man1/heddle.1"));
            words.positional(Flags.words("[COMMAND]", "0..1", "The command to tell about."));
            return words;
        }
        return CommandWords.of(
                "completion",
                "Writes a script that completes the words of heddle in bash and zsh.",
                Command.examples(
                        "heddle completion > /etc/bash_completion.d/heddle",
                        "source <(heddle completion)        this shell alone"));
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) {
        terminal.line((isPage ? manual(arguments.words()) : script()).stripTrailing());
        return ExitCode.OK;
    }

    private static String manual(List<String> words) {
        if (words.isEmpty()) {
            return ManPage.ofAll(Commands.help(), Commands.shown(), Main.version());
        }
        String name = words.getFirst();
        return ManPage.of(
                Commands.named(name)
                        .orElseThrow(() -> new UsageException("there is no command '" + name + "'"))
                        .get()
                        .words()
                        .toShow(),
                Main.version());
    }

    private static String script() {
        var all = CommandSpec.create().name("heddle");
        Commands.shown()
                .forEach(spec -> all.addSubcommand(
                        spec.name().substring(spec.name().lastIndexOf(' ') + 1), new CommandLine(spec)));
        return AutoComplete.bash("heddle", new CommandLine(all));
    }
}
