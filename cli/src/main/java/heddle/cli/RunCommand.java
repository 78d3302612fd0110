package heddle.cli;

import heddle.cli.os.ChildJvm;
import heddle.cli.os.Interrupts;
import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import heddle.cli.words.UsageException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// `heddle run Program.java`: runs a single source file with Heddle on the class path and the runtime opened, as
/// `python program.py` would.
///
/// A JVM of its own, by the JDK's source launcher; its streams, signals and exit code pass through. The `heddle`
/// script starts that JVM directly.
final class RunCommand implements Command {
    /// So that the program can be looked into without a warning of the JVM's, by `heddle ps` and by SIGUSR1; and
    /// that its watchdog is heard, which the command itself has no use for. It is patient: a JVM that starts may
    /// well hold a loop for a tenth of a second.
    static final List<String> SEEN = List.of(
            "-XX:+EnableDynamicAgentLoading",
            "-Dheddle.async.treeSignal=USR1",
            "-Dorg.slf4j.simpleLogger.log.heddle.async.loop.Watchdog=warn",
            "-Dheddle.async.heldMillis=1000");

    @Override
    public CommandWords words() {
        var words = CommandWords.of(
                "run",
                "Runs a Java source file with Heddle at hand: no build, no dependencies to name.",
                Command.examples("heddle run examples/Asynchronous.java https://example.com/ https://example.org/"));
        words.positionalToTheEnd(
                Flags.words("PROGRAM.java [ARGUMENT...]", "1..*", "The source file, and what it is given."));
        return words;
    }

    @Override
    public ExitCode run(Arguments arguments, Terminal terminal) throws Exception {
        List<String> words = arguments.words();
        if (words.isEmpty()) {
            throw new UsageException("run needs a Java source file");
        }
        if (words.getFirst().startsWith("-")) {
            throw new UsageException("unknown option '" + words.getFirst() + "'");
        }
        if (!Files.isRegularFile(Path.of(words.getFirst()))) {
            throw new UsageException("there is no file " + words.getFirst());
        }
        var command = new ArrayList<>(ChildJvm.command());
        command.addAll(1, SEEN);
        command.addAll(words);
        Process program = new ProcessBuilder(command).inheritIO().start();
        // A first Ctrl-C is the program's to answer; this JVM only waits for what it does.
        try (var _ = Interrupts.listen(ExitCode.FORCED.number(), program::destroy)) {
            Runtime.getRuntime().halt(program.waitFor());
        }
        return ExitCode.OK;
    }
}
