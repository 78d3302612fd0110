package heddle.cli;

import heddle.cli.report.Terminal;
import heddle.cli.words.Arguments;
import heddle.cli.words.CommandWords;
import java.util.ArrayList;
import java.util.List;

/// A subcommand: the words it takes and what it does with them. One file a command.
///
/// The words are described by picocli's programming interface, not by annotations: reading those back costs 80 ms
/// of CPU at each start (`docs/decisions/0003-start-up.md`).
interface Command {
    /// The options, positional parameters and help text. Made once for each run.
    CommandWords words();

    /// Runs the command on the calling thread and says how it ended.
    ///
    /// Throws [heddle.cli.words.UsageException] for a wrong word that only the command can see; [Failures] reports
    /// whatever else it throws.
    ExitCode run(Arguments arguments, Terminal terminal) throws Exception;

    /// What a command's help says below its options: a line an example.
    static String[] examples(String... lines) {
        var footer = new ArrayList<>(List.of("", "Examples:"));
        for (String line : lines) {
            footer.add("  " + line);
        }
        return footer.toArray(String[]::new);
    }
}
