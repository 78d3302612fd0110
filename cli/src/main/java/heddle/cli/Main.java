package heddle.cli;

import heddle.cli.report.Terminal;
import heddle.cli.report.TerminalLines;
import heddle.cli.settings.Nearest;
import heddle.cli.settings.Settings;
import heddle.cli.settings.SettingsException;
import heddle.cli.words.Arguments;
import heddle.cli.words.UsageException;
import heddle.fetch.output.OutputException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// The `heddle` command: picks the subcommand, runs it, ends the process with its exit code.
///
/// Only the chosen subcommand is built, and the version is told before anything else is loaded: a start costs what
/// the command needs.
public final class Main {
    private Main() {}

    /// Runs the command line and ends the process.
    public static void main(String[] words) {
        // The process is ours to tune. Netty's own JFR events would start the Flight Recorder with the first buffer;
        // the JDK's poller would make the process 0.3 s slower to end, and no command blocks a coroutine on its
        // sockets. What is called by reflection is called once or twice: spinning code for it costs more than it saves.
        // And no one asks for the ids of channels, for which Netty would look at the machine's interfaces.
        tune("jdk.reflect.useNativeAccessorOnly", "true");
        tune("io.netty.processId", Long.toString(ProcessHandle.current().pid()));
        tune("io.netty.machineId", "00:00:00:00:00:00");
        tune("io.netty.jfr.enabled", "false");
        tune("heddle.async.blockingSockets", "false");
        Terminal terminal = Terminal.ofProcess();
        System.setErr(TerminalLines.stream(terminal));
        ExitCode end = run(List.of(words), System.getenv(), terminal);
        // Not by returning: a thread that a command left behind must not keep the process alive.
        Runtime.getRuntime().halt(end.number());
    }

    private static void tune(String property, String value) {
        System.setProperty(property, System.getProperty(property, value));
    }

    /// Runs one command line, in an environment, over a terminal.
    static ExitCode run(List<String> words, Map<String, String> environment, Terminal terminal) {
        ExitCode end = dispatch(words, environment, terminal);
        return terminal.lost()
                .map(lost -> Failures.report(new OutputException(Terminal.STANDARD_OUTPUT, lost), terminal))
                .orElse(end);
    }

    private static ExitCode dispatch(List<String> words, Map<String, String> environment, Terminal terminal) {
        String first = words.isEmpty() ? "--help" : words.getFirst();
        List<String> rest = words.isEmpty() ? List.of() : words.subList(1, words.size());
        return switch (first) {
            case "-V", "--version", "version" -> {
                terminal.line("heddle " + version());
                yield ExitCode.OK;
            }
            case "-h", "--help" -> help(terminal);
            case "help" ->
                rest.isEmpty() ? help(terminal) : dispatch(List.of(rest.getFirst(), "--help"), environment, terminal);
            default -> run(first, rest, environment, terminal);
        };
    }

    private static ExitCode run(String name, List<String> words, Map<String, String> environment, Terminal terminal) {
        Optional<Supplier<Command>> found = Commands.named(name);
        if (found.isEmpty()) {
            String kind = name.startsWith("-") ? "option" : "command";
            return usage(
                    terminal,
                    "there is no " + kind + " '" + name + "'" + Nearest.hint(name, Commands.names()),
                    "heddle --help");
        }
        Command command = found.get().get();
        var parser = parser(command);
        String help = parser.getCommandSpec().name() + " --help";
        try {
            var parsed = parser.parseArgs(words.toArray(String[]::new));
            if (parsed.isUsageHelpRequested()) {
                terminal.line(shown(command));
                return ExitCode.OK;
            }
            boolean isSettable = parser.getCommandSpec().findOption(Flags.CONFIG) != null;
            if (!isSettable || !Settings.areWanted(parsed, environment)) {
                return command.run(new Arguments(parsed), terminal);
            }
            var settings =
                    Settings.read(() -> found.get().get().words().toParse(), parsed, environment, Commands.settable());
            return run(command, words, settings, terminal);
        } catch (UnmatchedArgumentException wrong) {
            String word = wrong.getUnmatched().getFirst();
            String kind = word.startsWith("-") ? "option" : "word";
            return usage(
                    terminal,
                    "unknown " + kind + " '" + word + "'"
                            + Nearest.hint(
                                    word, parser.getCommandSpec().optionsMap().keySet()),
                    help);
        } catch (ParameterException | UsageException | SettingsException wrong) {
            return usage(terminal, Failures.reason(wrong), help);
        } catch (Exception | LinkageError | StackOverflowError | OutOfMemoryError failure) {
            return Failures.report(failure, terminal);
        }
    }

    private static String shown(Command command) {
        var shown = new CommandLine(command.words().toShow());
        return shown.getUsageMessage(CommandLine.Help.Ansi.OFF).stripTrailing();
    }

    private static CommandLine parser(Command command) {
        return new CommandLine(command.words().toParse())
                .setExpandAtFiles(false)
                .setAbbreviatedOptionsAllowed(false);
    }

    private static ExitCode run(Command command, List<String> words, Settings settings, Terminal terminal)
            throws Exception {
        if (words.contains(Flags.PRINT_CONFIG)) {
            terminal.line(settings.printed());
            return ExitCode.OK;
        }
        List<String> all = new ArrayList<>(settings.words());
        all.addAll(words);
        return command.run(new Arguments(parser(command).parseArgs(all.toArray(String[]::new))), terminal);
    }

    private static ExitCode usage(Terminal terminal, String reason, String help) {
        terminal.note("heddle: " + reason + "; see '" + help + "'");
        return ExitCode.USAGE;
    }

    private static ExitCode help(Terminal terminal) {
        terminal.line(Commands.help());
        return ExitCode.OK;
    }

    static String version() {
        try (InputStream text = Main.class.getResourceAsStream("version.txt")) {
            return text == null ? "(unknown version)" : new String(text.readAllBytes(), StandardCharsets.UTF_8).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
