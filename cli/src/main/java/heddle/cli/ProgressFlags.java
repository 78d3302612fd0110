package heddle.cli;

import heddle.cli.progress.ProgressMode;
import picocli.CommandLine.Model.OptionSpec;

/// How progress is shown, as options of the command line.
final class ProgressFlags {
    private ProgressFlags() {}

    static OptionSpec how() {
        return Flags.text("HOW", "Show progress: auto, plain (a line every 10 s), json or none.", "--progress");
    }

    static OptionSpec none() {
        return Flags.flag("The same as --progress=none.", "--no-progress");
    }

    /// What the command line says, unless it wants no progress at all.
    static ProgressMode mode(Arguments arguments) {
        boolean isUnwanted = arguments.has("-q") || arguments.has("--no-progress");
        return isUnwanted ? ProgressMode.NONE : Flags.choice(arguments, "--progress", ProgressMode.AUTO);
    }
}
